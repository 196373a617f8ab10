using Inbox.Contracts;

namespace Inbox.Connectors;

/// <summary>What was read.</summary>
/// <param name="All">What the bytes say, in their order.</param>
/// <param name="Files">Files that the events name.</param>
/// <param name="Unreadable">Why the bytes, or a part of them, could not be read: they go to quarantine, and what could be read goes on. Null when all could.</param>
public sealed record Reading(IReadOnlyList<Found> All, IReadOnlyList<Storage.NewFile> Files, string? Unreadable = null)
{
    /// <summary>When the bytes themselves say that they were written, in seconds since 1970: a mail's Date. Null when they do not, or when another reading of them could tell another time.</summary>
    public long? WrittenAt { get; init; }

    /// <summary>All of it is another account's or another channel's.</summary>
    public bool IsElsewhere { get; } = Unreadable is null && All.Count > 0 && All.All(f => f is { Event: null, Note.IsElsewhere: true });

    /// <summary>The events among them: what goes into intake.</summary>
    public IReadOnlyList<IChannelEvent> Events { get; } = [.. All.Select(f => f.Event).OfType<IChannelEvent>()];

    /// <summary>Whom it names besides messages, by their ids on the platform.</summary>
    public IReadOnlyList<string> Noted { get; } = [.. All.SelectMany(f => new[] { f.Note?.Author?.ExternalId, f.Note?.Contact?.ExternalId }).OfType<string>().Distinct()];

    /// <summary>What the platform is to be asked for.</summary>
    public IReadOnlyList<string> Wanted { get; } = [.. All.Select(f => f.Note?.Wanted).OfType<string>().Distinct()];
}

/// <summary>One thing that a payload says: an event for the rest of Inbox, or something that is only noted and kept in the raw bytes, or an event with what only <c>normalize</c> shows of it.</summary>
/// <param name="Event">What goes on.</param>
/// <param name="Note">What is shown.</param>
public sealed record Found(IChannelEvent? Event, Note? Note = null)
{
    /// <summary>Something that changes no conversation.</summary>
    public static Found Of(Note note) => new(null, note);

    /// <summary>Something that goes on.</summary>
    public static Found Of(IChannelEvent e, Note? note = null) => new(e, note);
}

/// <summary>What a payload says beside messages: reactions, receipts, typing, followers. Never a conversation; it stays in the raw bytes and is shown by <c>normalize</c>.</summary>
/// <param name="Action">One of <see cref="Notes"/>.</param>
public sealed record Note(string Action)
{
    /// <summary>From a person, or from our side.</summary>
    public Direction? Direction { get; init; }

    /// <summary>Who did it.</summary>
    public Party? Author { get; init; }

    /// <summary>The person on the other side.</summary>
    public Party? Contact { get; init; }

    /// <summary>What it is about.</summary>
    public ContentRef? Content { get; init; }

    /// <summary>The platform's own id of it.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The message that it concerns.</summary>
    public string? TargetExternalId { get; init; }

    /// <summary>Which reaction, e.g. an emoji or <c>like</c>.</summary>
    public string? Emoji { get; init; }

    /// <summary>True when a reaction was taken back.</summary>
    public bool? Removed { get; init; }

    /// <summary><c>sent</c>, <c>delivered</c>, <c>read</c> or <c>failed</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Why a delivery failed, in the platform's words.</summary>
    public string? Error { get; init; }

    /// <summary>Words that came with it.</summary>
    public string? Text { get; init; }

    /// <summary>The platform's time.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Why it is no message.</summary>
    public string? Reason { get; init; }

    /// <summary>It is another account's or another channel's.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>What the platform is to be asked for, where it only named what happened: the channel's follower finds it under <see cref="Following.WantedAsync"/>.</summary>
    public string? Wanted { get; init; }
}

/// <summary>What a <see cref="Note"/> may be.</summary>
public static class Notes
{
    /// <summary>Somebody reacted to a message or took that back.</summary>
    public const string Reaction = "reaction";

    /// <summary>How far a message of ours has come.</summary>
    public const string Status = "status";

    /// <summary>Somebody has read.</summary>
    public const string Read = "read";

    /// <summary>Somebody is writing.</summary>
    public const string Typing = "typing";

    /// <summary>The platform says something about the account or a chat.</summary>
    public const string System = "system";

    /// <summary>A message was changed.</summary>
    public const string Edit = "edit";

    /// <summary>A message was taken back.</summary>
    public const string Delete = "delete";

    /// <summary>Something that this version does not read.</summary>
    public const string Ignore = "ignore";
}
