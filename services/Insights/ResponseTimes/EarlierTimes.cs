namespace Inbox.Insights;

/// <summary>The same of the period before, computed from its asks as they stand now.</summary>
public sealed record EarlierTimes
{
    /// <summary>Asks received then.</summary>
    public int N { get; init; }

    /// <summary>Those of them that were answered by now.</summary>
    public int Answered { get; init; }

    /// <summary>By the calendar, all asks.</summary>
    public Percentiles? Calendar { get; init; }

    /// <summary>By the calendar, the first ask of each episode.</summary>
    public Percentiles? First { get; init; }

    /// <summary>By the calendar, later asks.</summary>
    public Percentiles? Next { get; init; }

    /// <summary>In working time, all asks whose account has working hours.</summary>
    public Percentiles? Working { get; init; }

    /// <summary>Of asks with a target that were answered or should have been by now: the share answered in time.</summary>
    public Proportion InTarget { get; init; }

    /// <summary>The same of the first ask of each episode.</summary>
    public Proportion FirstInTarget { get; init; }

    /// <summary>The same of later asks.</summary>
    public Proportion NextInTarget { get; init; }

    internal static EarlierTimes Of(TimeToAnswer row) => new()
    {
        N = row.N, Answered = row.Answered, Calendar = row.Calendar, First = row.First, Next = row.Next, Working = row.Working,
        InTarget = row.InTarget, FirstInTarget = row.FirstInTarget, NextInTarget = row.NextInTarget,
    };
}
