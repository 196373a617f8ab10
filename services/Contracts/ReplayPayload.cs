namespace Inbox.Contracts;

/// <summary>Read these quarantined bytes again. Repeating it changes nothing.</summary>
/// <param name="QuarantineId">The entry; the bytes stay in Storage.</param>
public sealed record ReplayPayload(string QuarantineId);
