namespace Inbox.Threads;

/// <summary>Times as the database holds them: milliseconds UTC.</summary>
internal static class Time
{
    public static DateTimeOffset Of(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at);

    public static DateTimeOffset? Of(long? at) => at is { } known ? Of(known) : null;

    public static long Now(this TimeProvider clock) => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
