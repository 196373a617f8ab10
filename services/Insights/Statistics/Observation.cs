namespace Inbox.Insights;

/// <summary>How long something was watched.</summary>
/// <param name="Time">How long, in milliseconds; not negative.</param>
/// <param name="Happened">Whether it ended by what is waited for; otherwise it was only watched for that long.</param>
public readonly record struct Observation(long Time, bool Happened);
