using Inbox.Contracts;

namespace Inbox.Threads;

/// <summary>A conversation with all that stands beside its messages.</summary>
public sealed record ConversationView
{
    public required Card Card { get; init; }
    public IReadOnlyList<AskView> Asks { get; init; } = [];
    public IReadOnlyList<Participant> Participants { get; init; } = [];

    /// <summary>Those that became part of this one, however often that was merged itself: what somebody keeps under one of these ids belongs here.</summary>
    public IReadOnlyList<string> Merged { get; init; } = [];

    /// <summary>The conversations that this one goes on from: one that was closed, or what was said in the open and answered here in private.</summary>
    public IReadOnlyList<RelatedConversation> Continues { get; init; } = [];

    /// <summary>Those in which it goes on in private.</summary>
    public IReadOnlyList<RelatedConversation> ContinuedBy { get; init; } = [];

    /// <summary>How it can be answered now.</summary>
    public IReadOnlyList<ReplyWay> Ways { get; init; } = [];

    public IReadOnlyList<RelatedConversation> Related { get; init; } = [];

    /// <summary>The reader's own draft.</summary>
    public Draft? Draft { get; init; }

    /// <summary>What staff did, oldest first; with the id that undoes it.</summary>
    public IReadOnlyList<ActView> Acts { get; init; } = [];
}

/// <summary>A person's turn that needs an answer.</summary>
public sealed record AskView
{
    public required string Id { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public DateTimeOffset? DismissedAt { get; init; }
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>The first ask of its episode.</summary>
    public bool First { get; init; }

    /// <summary>The staff member who answered; null for an answer from outside Inbox.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>The staff member who held the conversation while it waited.</summary>
    public string? Owner { get; init; }

    /// <summary>Working time to the answer; null without a schedule or an answer.</summary>
    public long? WorkingMs { get; init; }

    /// <summary>Whether the answer fell into working time; null without a schedule or an answer.</summary>
    public bool? InHours { get; init; }

    /// <summary>When its answer was or is due; null without a target.</summary>
    public DateTimeOffset? DueAt { get; init; }
}

/// <summary>Somebody who takes part.</summary>
/// <param name="IdentityId">What acceptance names them by.</param>
/// <param name="Address">Their address.</param>
/// <param name="Name">Their name as written.</param>
/// <param name="Role"><c>from</c>, <c>to</c> or <c>cc</c>.</param>
/// <param name="Verified">False for a stranger who came with somebody else's token: nothing is quoted to them until staff accept.</param>
public sealed record Participant(string IdentityId, string Address, string? Name, string Role, bool Verified);

/// <summary>Another conversation that has to do with this one.</summary>
/// <param name="Id">Its id.</param>
/// <param name="AccountId">Its account: who may see it.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Relation"><c>previously</c>, <c>next</c>, <c>continues</c>, <c>continuedBy</c>, <c>related</c>, <c>suggested</c> or <c>copy</c>.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="Content">What it is about.</param>
public sealed record RelatedConversation(string Id, string AccountId, string? Subject, string Relation, string Channel, ContentLink? Content);

/// <summary>A reply not yet sent.</summary>
public sealed record Draft(string Text, IReadOnlyList<AttachmentRef> Attachments, DateTimeOffset UpdatedAt)
{
    /// <summary>What of the text was put in from saved replies.</summary>
    public IReadOnlyList<InsertedText> Inserted { get; init; } = [];

    /// <summary>As what it was written: <c>public</c>, <c>private</c> or <c>note</c>; null when nobody said.</summary>
    public string? Way { get; init; }
}

/// <summary>Something that staff (or, without a staff id, the product) did to a conversation.</summary>
public sealed record ActView(string Id, string Kind, string? StaffId, DateTimeOffset At, bool Undone);
