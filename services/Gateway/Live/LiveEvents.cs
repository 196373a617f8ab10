using Inbox.Contracts;

namespace Inbox.Gateway;

/// <summary>A conversation is not what it was.</summary>
internal sealed record ChangedEvent(string ConversationId, long Version, CardShown? Card);

/// <summary>A message is new or changed.</summary>
internal sealed record MessageEvent(string ConversationId, long Version, MessageShown Message);

/// <summary>Who looks at a conversation now, and who of them is writing.</summary>
internal sealed record PresenceEvent(string ConversationId, IReadOnlyList<StaffRef> Staff, IReadOnlyList<StaffRef> Typing);

/// <summary>How far a reply has come.</summary>
internal sealed record ReplyStateEvent(string ConversationId, string ClientId, ReplyState State, string? Error);

/// <summary>How an account does.</summary>
internal sealed record HealthEvent(string AccountId, HealthState State, string? Reason);

/// <summary>Something may have happened that nobody told: read again.</summary>
internal sealed record MissedEvent;

internal sealed record StaffRef(string Id, string Name);
