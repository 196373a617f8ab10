namespace Inbox.Threads;

/// <summary>A conversation as lists show it. All of it is derived from messages and acts, but for what staff set.</summary>
public sealed record Card
{
    public required string Id { get; init; }
    public long Version { get; init; }

    /// <summary>One of <see cref="States"/>.</summary>
    public required string State { get; init; }

    public required string Channel { get; init; }
    public required string AccountId { get; init; }
    public required PersonRef Person { get; init; }
    public string? Subject { get; init; }
    public required string Preview { get; init; }
    public ContentLink? Content { get; init; }

    /// <summary>What a private talk came from, where it is about nothing of its own.</summary>
    public Origin? Origin { get; init; }

    public required string Visibility { get; init; }

    /// <summary>The time of the oldest open ask.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>When the first of those who wait is to be answered; null without a target.</summary>
    public DateTimeOffset? TargetAt { get; init; }

    /// <summary>When three quarters of the time until then are over, in the target's own time: from now on it is about to be missed.</summary>
    public DateTimeOffset? NearAt { get; init; }

    /// <summary>One of <see cref="Priorities"/>; null for normal.</summary>
    public string? Priority { get; init; }

    public DateTimeOffset? SnoozedUntil { get; init; }
    public string? Assignee { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public string? Who { get; init; }
    public string? Why { get; init; }
    public string? Nature { get; init; }
    public string? Outcome { get; init; }

    /// <summary>What it is besides its nature.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>What it is about, in the words of staff.</summary>
    public string? Topic { get; init; }

    /// <summary>What its outcome was worth, in the money of the house.</summary>
    public decimal? Amount { get; init; }

    /// <summary>How the person feels, and in which language they write (ISO 639-1), where staff say so.</summary>
    public string? Sentiment { get; init; }

    public string? Language { get; init; }

    public DateTimeOffset? LastMessageAt { get; init; }

    /// <summary>How many messages, notes not counted.</summary>
    public long Messages { get; init; }
}

/// <summary>The person that a conversation is with.</summary>
public sealed record PersonRef(string Id, string? Name);

/// <summary>What a conversation is about.</summary>
/// <param name="Title">Its title or first words.</param>
/// <param name="Url">Where people see it.</param>
/// <param name="Picture">The file with its picture, once it is here.</param>
public sealed record ContentLink(string? Title, string? Url, string? Picture = null);

/// <summary>The four states of a conversation; each is in exactly one.</summary>
public static class States
{
    /// <summary>Somebody waits for our answer.</summary>
    public const string Waiting = "waiting";

    /// <summary>Not closed, and nobody waits.</summary>
    public const string Open = "open";

    /// <summary>Comes back at a time, or when the person writes.</summary>
    public const string Snoozed = "snoozed";

    /// <summary>Done, until the person writes again.</summary>
    public const string Closed = "closed";
}
