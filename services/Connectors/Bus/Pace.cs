namespace Inbox.Connectors;

/// <summary>How long this process waits before it does something once more, where the operator says it.</summary>
public sealed record Pace
{
    /// <summary>How long an event that was published and still stands in intake is left alone. One that fails waits so long between its tries.</summary>
    public TimeSpan BeforePublishingAgain { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long until a site that tells nothing by itself is asked again.</summary>
    public TimeSpan BetweenLooks { get; init; } = TimeSpan.FromSeconds(10);
}
