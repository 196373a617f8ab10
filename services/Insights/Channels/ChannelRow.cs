namespace Inbox.Insights;

/// <summary>How an account is used and heard (definitions: is anybody listening, one to one share, carried to private). N is the posts that are old enough to be judged.</summary>
public sealed record ChannelRow : ReportRow
{
    /// <summary>The account's channel.</summary>
    public required string Channel { get; init; }

    /// <summary>Of the posts of the eight weeks before the period's end that are a week old: those with a relevant conversation within seven days.</summary>
    public Proportion Listening { get; init; }

    /// <summary>What that says.</summary>
    public ListeningVerdict Verdict { get; init; }

    /// <summary>Posts since the last relevant talk about one; all that are known when there was none.</summary>
    public int PostsSinceRelevant { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? LastRelevantAt { get; init; }

    /// <summary>Questions of the period answered within the time: so that a silent channel and one that we ignore do not look alike.</summary>
    public Proportion Questions { get; init; }

    /// <summary>Of our messages to one person and the posts published, both in the period: those to one person.</summary>
    public Proportion OneToOne { get; init; }

    /// <summary>The same for each week of the period.</summary>
    public IReadOnlyList<OneToOneWeek> Weeks { get; init; } = [];

    /// <summary>Of the comments given a private reply in the period: those whose author answered it there within seven days.</summary>
    public Proportion CarriedToPrivate { get; init; }

    /// <summary>Comments whose private reply the platform refused; they are not counted there.</summary>
    public int Refused { get; init; }

    /// <summary>Comments whose private reply failed for another reason, such as a network that was away; they are not counted there either.</summary>
    public int NotSent { get; init; }
}

/// <summary>Whether anybody listens.</summary>
public enum ListeningVerdict
{
    /// <summary>Fewer than ten posts to judge by.</summary>
    TooEarly,

    /// <summary>The upper bound of the share is below 15 %.</summary>
    Nobody,

    /// <summary>No relevant conversation, but too few posts to say that nobody listens.</summary>
    Unclear,

    /// <summary>There were relevant conversations.</summary>
    Somebody,
}

/// <summary>A week of an account.</summary>
/// <param name="Week">The ISO week, such as 2026-W53.</param>
/// <param name="OneToOne">Our messages to one person among those and the posts published.</param>
public sealed record OneToOneWeek(string Week, Proportion OneToOne);
