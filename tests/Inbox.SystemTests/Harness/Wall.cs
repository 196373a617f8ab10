namespace Inbox.SystemTests;

/// <summary>The clock on the wall, for tests that compare with real servers.</summary>
internal sealed class Wall : TimeProvider
{
    public static Wall Clock { get; } = new();

    public static DateTimeOffset Now => Clock.GetUtcNow();
}
