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
    public required DateTimeOffset? TargetAt { get; init; }
    public required DateTimeOffset? SnoozedUntil { get; init; }
    public required StaffRef? Assignee { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }
    public required string? Who { get; init; }
    public required string? Why { get; init; }
    public required string? Nature { get; init; }
    public required string? Outcome { get; init; }
    public required DateTimeOffset? LastMessageAt { get; init; }
    public required long Messages { get; init; }
}

/// <summary>A conversation with all that stands beside its messages.</summary>
internal sealed record ConversationShown : CardShown
{
    public required IReadOnlyList<AskView> Asks { get; init; }
    public required IReadOnlyList<Participant> Participants { get; init; }
    public required IReadOnlyList<RelatedShown> Continues { get; init; }
    public required IReadOnlyList<RelatedShown> Related { get; init; }
    public required DraftShown? Draft { get; init; }
    public required IReadOnlyList<ActShown> Acts { get; init; }
}

internal sealed record RelatedShown(string Id, string? Subject, [property: OneOf("previously", "next", "related", "suggested", "copy")] string Relation);

internal sealed record DraftShown(string Text, IReadOnlyList<Contracts.AttachmentRef> Attachments, DateTimeOffset UpdatedAt);

internal sealed record ActShown(string Id, string Kind, StaffRef? Staff, DateTimeOffset At, bool Undone);
