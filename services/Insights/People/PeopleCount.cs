namespace Inbox.Insights;

/// <summary>How many different people (definitions: people); N is those who wrote. Whoever wrote on two channels is one person.</summary>
public sealed record PeopleCount : ReportRow
{
    /// <summary>Those who wrote in the period.</summary>
    public int Wrote { get; init; }

    /// <summary>Those of them who asked something in the period that was answered by now.</summary>
    public int WereAnswered { get; init; }

    /// <summary>Those of them who began to write again in the period, in an episode after the first in which they wrote, whenever that was and on whatever channel.</summary>
    public int CameBack { get; init; }
}
