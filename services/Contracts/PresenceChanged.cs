namespace Inbox.Contracts;

/// <summary>Who, at one gateway, looks at a conversation now. Published when that changes and again every 20 s; forgotten after 45 s.</summary>
/// <param name="GatewayId">The gateway process: what it says replaces what it said before.</param>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Staff">Who looks at it there; empty when nobody does any more.</param>
public sealed record PresenceChanged(string GatewayId, string ConversationId, IReadOnlyList<PresentStaff> Staff);

/// <summary>Somebody who looks at a conversation.</summary>
/// <param name="Id">The member's id.</param>
/// <param name="Name">The member's name.</param>
/// <param name="Typing">Whether they are writing.</param>
public sealed record PresentStaff(string Id, string Name, bool Typing);
