namespace Inbox.Mail;

/// <summary>One address that a delivery report is about.</summary>
/// <param name="Recipient">The address that we wrote to, as the report states it; empty when the report does not say.</param>
/// <param name="Status">The enhanced status code such as <c>5.1.1</c> (RFC 3463), or an SMTP code such as <c>550</c>; null when unknown.</param>
/// <param name="Permanent">True when it failed for good; false when the delivery is still being tried.</param>
/// <param name="Reason">The server's words on one line, for people; null when it gave none.</param>
public sealed record FailedRecipient(string Recipient, string? Status, bool Permanent, string? Reason);
