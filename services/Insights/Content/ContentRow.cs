using Inbox.Contracts;

namespace Inbox.Insights;

/// <summary>What a post led to (definitions: content → conversations). N is the people who wrote because of it; posts that nobody talked about are rows too.</summary>
public sealed record ContentRow : ReportRow
{
    /// <summary>Whose post.</summary>
    public required string AccountId { get; init; }

    /// <summary>What its platform calls it.</summary>
    public required string ContentId { get; init; }

    /// <summary>Its title or first words.</summary>
    public string? Title { get; init; }

    /// <summary>Where it stands.</summary>
    public string? Url { get; init; }

    /// <summary>What brought people here, where it is no post but a campaign.</summary>
    public Campaign? Campaign { get; init; }

    /// <summary>When it was published; where that is not known, when the first message about it came.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Whether its account published it.</summary>
    public bool Own { get; init; }

    /// <summary>Whether it is gone.</summary>
    public bool Removed { get; init; }

    /// <summary>All comments, whatever is in them.</summary>
    public int Comments { get; init; }

    /// <summary>People who wrote.</summary>
    public int People { get; init; }

    /// <summary>Those with whom it became a conversation: the side changed at least twice.</summary>
    public int Talks { get; init; }

    /// <summary>Those of them whom the team wants to reach.</summary>
    public int Relevant { get; init; }

    /// <summary>Questions answered within the time, of those that are old enough.</summary>
    public Proportion Questions { get; init; }

    /// <summary>People who came back within 30 days, of those whose first episode was here and is long enough ago.</summary>
    public Proportion SecondDates { get; init; }

    /// <summary>What conversations ended in.</summary>
    public IReadOnlyList<OutcomeCount> Outcomes { get; init; } = [];

    /// <summary>Rank by comments less rank by relevant talks, among the last thirty posts of the account: far below 0, it is loved and leads to nothing. Null for others.</summary>
    public int? KittenGap { get; init; }
}

/// <summary>How many conversations ended in something.</summary>
/// <param name="Outcome">What; null where nobody said.</param>
/// <param name="N">How many.</param>
public sealed record OutcomeCount(string? Outcome, int N);
