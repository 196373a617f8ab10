namespace Inbox.Insights;

/// <summary>How long people wait for an answer, those who still wait included (definitions: "Time to answer, nobody left out"). N is the asks received in the period; 0 where nobody asked in it and somebody waits since before.</summary>
public sealed record TimeToAnswer : ReportRow
{
    /// <summary>Those of them that were answered by now.</summary>
    public int Answered { get; init; }

    /// <summary>Those that staff ended without an answer.</summary>
    public int Dismissed { get; init; }

    /// <summary>Those that their author took back.</summary>
    public int Withdrawn { get; init; }

    /// <summary>Who waits now: open asks received before the period's end, also before its beginning; in rows of an hour, a day or another time, those received in it.</summary>
    public int Waiting { get; init; }

    /// <summary>The longest wait of those, in milliseconds.</summary>
    public long? LongestWaitMs { get; init; }

    /// <summary>By the calendar, all asks.</summary>
    public Percentiles? Calendar { get; init; }

    /// <summary>By the calendar, the first ask of each episode.</summary>
    public Percentiles? First { get; init; }

    /// <summary>By the calendar, later asks.</summary>
    public Percentiles? Next { get; init; }

    /// <summary>In working time, all asks whose account has working hours; null without such.</summary>
    public Percentiles? Working { get; init; }

    /// <summary>In working time, the first ask of each episode.</summary>
    public Percentiles? FirstWorking { get; init; }

    /// <summary>In working time, later asks.</summary>
    public Percentiles? NextWorking { get; init; }

    /// <summary>Of answered asks whose account has working hours: the share answered outside them, which count 0 working time.</summary>
    public Proportion OutsideHours { get; init; }

    /// <summary>Of asks with a target that were answered or should have been by now: the share answered in time.</summary>
    public Proportion InTarget { get; init; }

    /// <summary>The same of the first ask of each episode.</summary>
    public Proportion FirstInTarget { get; init; }

    /// <summary>The same of later asks.</summary>
    public Proportion NextInTarget { get; init; }

    /// <summary>Where the conversations are listed in which somebody waits now; set by whoever offers that.</summary>
    public string? WaitingLink { get; init; }

    /// <summary>Where the conversations are listed in which a target was missed; set by whoever offers that.</summary>
    public string? MissedLink { get; init; }

    /// <summary>The conversations themselves, oldest ask first, where there are too few for percentiles.</summary>
    public IReadOnlyList<string>? Conversations { get; init; }

    /// <summary>The period before, where it was asked for and had such asks.</summary>
    public EarlierTimes? Before { get; init; }

    /// <inheritdoc/>
    public override ReportRow WithLink(string link) => this with { Link = link, MissedLink = $"{link}&only=missed", WaitingLink = $"{link}&only=waiting" };
}
