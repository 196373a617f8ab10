namespace Inbox.Host;

/// <summary>The one place that names the system's clock; everything else is given a <see cref="TimeProvider"/>.</summary>
internal static class Clock
{
#pragma warning disable RS0030 // Here, and nowhere else.
    public static TimeProvider System { get; } = TimeProvider.System;
#pragma warning restore RS0030
}
