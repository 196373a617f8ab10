namespace Inbox.Insights;

/// <summary>Questions answered (definitions: QAR); N is the asks received in the period. An ask that is younger than the time allowed cannot have failed yet and is not counted.</summary>
public sealed record QuestionsAnswered : ReportRow
{
    /// <summary>Of those that are old enough and that nobody took back or dismissed: the share answered in time.</summary>
    public Proportion Answered { get; init; }

    /// <summary>The share of all asks that staff ended without an answer.</summary>
    public Proportion Dismissed { get; init; }

    /// <summary>Of the same asks: the share that nobody of us answered in time, but another member of the public did, by a direct reply under the post. It is no answer of ours, so nothing else counts it.</summary>
    public Proportion ByPublic { get; init; }

    /// <summary>Of the same asks: the share that nobody of us answered in time, but a bot or another automation of ours did. It is no answer, so nothing else counts it.</summary>
    public Proportion ByBot { get; init; }

    /// <summary>Asks that are too young to be counted.</summary>
    public int TooYoung { get; init; }
}
