using Inbox.Insights;
using Inbox.Threads;

namespace Inbox.Gateway;

/// <summary>A conversation as lists show it.</summary>
internal record CardShown
{
    public required string Id { get; init; }
    public required long Version { get; init; }

    [OneOf(States.Waiting, States.Open, States.Snoozed, States.Closed)]
    public required string State { get; init; }
    public required string Channel { get; init; }
    public required string AccountId { get; init; }
    public required PersonRef Person { get; init; }
    public required string? Subject { get; init; }
    public required string Preview { get; init; }
    public required ContentLink? Content { get; init; }

    [OneOf("private", "public")]
    public required string Visibility { get; init; }
    public required DateTimeOffset? WaitingSince { get; init; }

    /// <summary>When the first of those who wait is to be answered; null without a target.</summary>
    public required DateTimeOffset? TargetAt { get; init; }

    /// <summary>From when on that is about to be missed: three quarters of the target's own time are over.</summary>
    public required DateTimeOffset? NearAt { get; init; }

    /// <summary>What staff say; null for normal.</summary>
    [OneOf(Priorities.Urgent, Priorities.High, Priorities.Low)]
    public required string? Priority { get; init; }
    public required DateTimeOffset? SnoozedUntil { get; init; }
    public required StaffRef? Assignee { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Said by staff, else suggested; null where nobody knows.</summary>
    public required SaidShown? Who { get; init; }
    public required SaidShown? Why { get; init; }
    public required SaidShown? Nature { get; init; }

    /// <summary>What it is besides its nature.</summary>
    public required IReadOnlyList<string> Also { get; init; }
    public required string? Topic { get; init; }
    public required SaidShown? Sentiment { get; init; }
    public required SaidShown? Language { get; init; }
    public required string? Outcome { get; init; }
    public required decimal? Amount { get; init; }
    public required DateTimeOffset? LastMessageAt { get; init; }
    public required long Messages { get; init; }
}

/// <summary>Something that is known of a conversation.</summary>
/// <param name="Value">What.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Evidence">By what, as "kind: words"; empty for staff.</param>
/// <param name="Suggested">What had been suggested, where staff say something.</param>
internal sealed record SaidShown(string Value, [property: OneOf(Sources.Rule, Sources.Model, Sources.Endpoint, Sources.Staff)] string Source, string Evidence, string? Suggested = null);

/// <summary>A conversation with all that stands beside its messages.</summary>
internal sealed record ConversationShown : CardShown
{
    public required IReadOnlyList<AskView> Asks { get; init; }
    public required IReadOnlyList<Participant> Participants { get; init; }

    /// <summary>The conversations that became part of this one: what a client keeps under one of these ids belongs here.</summary>
    public required IReadOnlyList<string> Merged { get; init; }

    public required IReadOnlyList<RelatedShown> Continues { get; init; }

    /// <summary>Where it goes on in private.</summary>
    public required IReadOnlyList<RelatedShown> ContinuedBy { get; init; }

    /// <summary>How it can be answered now; none when its account is gone.</summary>
    public required IReadOnlyList<WayShown> Ways { get; init; }

    public required IReadOnlyList<RelatedShown> Related { get; init; }
    public required DraftShown? Draft { get; init; }
    public required IReadOnlyList<ActShown> Acts { get; init; }

    /// <summary>What was sent of it to the endpoint for suggestions; null when nothing was.</summary>
    public required SentShown? Sent { get; init; }
}

/// <summary>What left this installation to be suggested about.</summary>
/// <param name="To">The host that it was sent to.</param>
/// <param name="Text">All that was sent of what the person wrote.</param>
internal sealed record SentShown(string To, string Text);

internal sealed record RelatedShown(
    string Id, string? Subject, [property: OneOf("previously", "next", "continues", "continuedBy", "related", "suggested", "copy")] string Relation, string Channel, ContentLink? Content);

/// <summary>A way to answer.</summary>
/// <param name="Visibility">Who reads it.</param>
/// <param name="ConversationId">What it is posted to; null for the one at hand.</param>
/// <param name="Version">The version of that conversation.</param>
/// <param name="AccountId">The account that it goes out through.</param>
/// <param name="Channel">That account's channel.</param>
/// <param name="AnswersComment">Whether it is the private answer to what was said in the open.</param>
/// <param name="TextLimit">The longest text.</param>
/// <param name="Counts">How the platform counts.</param>
/// <param name="Files">The most files; 0 for none at all.</param>
/// <param name="FileBytes">Bytes of the largest file.</param>
/// <param name="TakesTemplates">Whether approved templates are taken when it is closed.</param>
/// <param name="Until">Until when it is taken.</param>
/// <param name="Closed">Why nothing is taken now.</param>
internal sealed record WayShown(
    [property: OneOf("private", "public")] string Visibility, string? ConversationId, long Version, string AccountId, string Channel, bool AnswersComment, int? TextLimit,
    Contracts.TextCount Counts, int? Files, long? FileBytes, bool TakesTemplates, DateTimeOffset? Until,
    [property: OneOf(ClosedWays.Window, ClosedWays.Unanswered, ClosedWays.Old, ClosedWays.Gone, ClosedWays.Nowhere, ClosedWays.Removed)] string? Closed);

/// <param name="Text">The text.</param>
/// <param name="Attachments">Its files.</param>
/// <param name="UpdatedAt">When it was kept; null when there was nothing to keep.</param>
/// <param name="Inserted">What of the text was put in from saved replies.</param>
/// <param name="Way">As what it was written; null when nobody said. The page then opens it as a note where everybody reads what is answered.</param>
internal sealed record DraftShown(
    string Text, IReadOnlyList<Contracts.AttachmentRef> Attachments, DateTimeOffset? UpdatedAt, IReadOnlyList<InsertedText> Inserted, [property: OneOf("public", "private", "note")] string? Way);

internal sealed record ActShown(string Id, string Kind, StaffRef? Staff, DateTimeOffset At, bool Undone);
