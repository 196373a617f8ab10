namespace Inbox.Contracts;

/// <summary>Published when something else is suggested for a conversation than before; the conversation itself did not change.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="AccountId">Its account: who may see it.</param>
/// <param name="Version">The version that the suggestion was made for.</param>
public sealed record SuggestionMade(string ConversationId, string AccountId, long Version);
