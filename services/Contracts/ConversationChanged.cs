namespace Inbox.Contracts;

/// <summary>Published after a commit: what it changed, so that a commit that threads a hundred messages is one message on the bus and not a hundred. Every gateway reads what it may show and pushes it to its own connected staff.</summary>
/// <param name="Changes">At least one and at most <see cref="Most"/>; larger commits are told in several.</param>
public sealed record ConversationsChanged(IReadOnlyList<ConversationChanged> Changes)
{
    /// <summary>How many changes one message carries at most.</summary>
    public const int Most = 64;
}

/// <summary>A conversation that a commit changed.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="AccountId">Its account: who may see it.</param>
/// <param name="Version">The version that the commit made; larger is newer.</param>
/// <param name="MessageIds">Messages that are new or changed in this version; empty when only the card changed.</param>
/// <param name="Replies">Replies whose state changed.</param>
public sealed record ConversationChanged(
    string ConversationId, string AccountId, long Version, IReadOnlyList<string> MessageIds, IReadOnlyList<ReplyChanged> Replies);

/// <summary>The state of one reply, for the optimistic bubble that waits for it.</summary>
/// <param name="ClientId">The id that the browser gave.</param>
/// <param name="State">The state now.</param>
/// <param name="Error">Why, when it failed or is unconfirmed.</param>
public sealed record ReplyChanged(string ClientId, ReplyState State, string? Error);
