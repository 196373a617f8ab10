namespace Inbox.Threads;

/// <summary>What an act needs for deriving from it and for undoing it.</summary>
internal sealed record ActData
{
    /// <summary>Asks that it ended or opened again.</summary>
    public IReadOnlyList<string>? Asks { get; init; }

    /// <summary>Until when, for a snooze; since when, for a wake.</summary>
    public long? Until { get; init; }

    /// <summary>Who holds the conversation from now on.</summary>
    public string? Staff { get; init; }

    /// <summary>What stood before, for undoing: the holder, the outcome.</summary>
    public string? Before { get; init; }

    public string? Value { get; init; }

    /// <summary>Messages or identities that were moved, and the conversation or person they came from or went to.</summary>
    public IReadOnlyList<string>? Moved { get; init; }

    /// <summary>Acts that were moved, or that a split wrote down.</summary>
    public IReadOnlyList<string>? MovedActs { get; init; }

    public string? Other { get; init; }

    /// <summary>Of a merge: the tags that the one that stays had not, what staff had said of the other only (<see cref="ConversationMove.Said"/>), and the act that opened it.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    public IReadOnlyList<string>? Given { get; init; }

    public string? Opened { get; init; }

    /// <summary>Of a merge: the drafts that went along.</summary>
    public IReadOnlyList<MovedDraft>? Drafts { get; init; }

    /// <summary>What a split leaves to the other part.</summary>
    public Heard? Heard { get; init; }
}
