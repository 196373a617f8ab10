namespace Inbox.Contracts;

/// <summary>Published after a commit that changed a conversation; every gateway reads what it may show and pushes it to its own connected staff.</summary>
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
