namespace Inbox.Connectors;

/// <summary>How an account's breaks are borne: when staff hear of one, and how long to wait before the next try. Pure.</summary>
/// <param name="Failures">Breaks in a row.</param>
internal sealed record Patience(int Failures)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWhenRefused = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWhenAsked = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Steady = TimeSpan.FromMinutes(1);

    /// <summary>Nothing broke yet.</summary>
    public static Patience Fresh { get; } = new(0);

    /// <summary>After a round of following ended.</summary>
    /// <param name="lasted">How long it had been well; null when it never was.</param>
    public Patience After(TimeSpan? lasted) => new(lasted >= Steady ? 1 : Failures + 1);

    /// <summary>
    /// Whether staff hear of it at once. A connection that was well and drops is nothing yet: servers close idle connections, and the next try a second later usually works.
    /// </summary>
    /// <param name="lasted">How long the round had been well; null when it never was.</param>
    /// <param name="transient">Whether trying again may help without anybody changing a setting.</param>
    public bool IsWorthSaying(TimeSpan? lasted, bool transient) => !transient || lasted is null || Failures > 1;

    /// <summary>1 s, 2 s, 4 s … up to a minute; up to five where the same answer is to be expected, so that nobody is locked out for trying too often.</summary>
    /// <param name="transient">Whether trying again may help without anybody changing a setting.</param>
    /// <param name="asked">How long the platform asks to be left alone; believed up to a quarter of an hour.</param>
    public TimeSpan Wait(bool transient, TimeSpan? asked = null)
    {
        var wait = TimeSpan.FromSeconds(Math.Pow(2, Math.Clamp(Failures - 1, 0, 10))) * (transient ? 1 : 15);
        var longest = transient ? Longest : LongestWhenRefused;
        wait = wait < longest ? wait : longest;
        return asked > wait ? asked.Value < LongestWhenAsked ? asked.Value : LongestWhenAsked : wait;
    }
}
