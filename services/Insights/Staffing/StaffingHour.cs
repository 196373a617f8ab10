namespace Inbox.Insights;

/// <summary>An hour of a weekday: how much is asked then and how much is answered. N is both together.</summary>
public sealed record StaffingHour : ReportRow
{
    /// <summary>1 Monday to 7 Sunday.</summary>
    public int Weekday { get; init; }

    /// <summary>0 to 23, in the report's zone.</summary>
    public int Hour { get; init; }

    /// <summary>How often this hour of this weekday begins in the period, for what is usual in one of them.</summary>
    public int Times { get; init; }

    /// <summary>Asks received in it.</summary>
    public int Asks { get; init; }

    /// <summary>Answers given in it, to whatever time's asks; one that answers several counts once.</summary>
    public int Answers { get; init; }
}
