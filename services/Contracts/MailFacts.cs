namespace Inbox.Contracts;

/// <summary>The facts that threading needs from a mail. References are evidence, never proof.</summary>
/// <param name="MessageId">Message-ID without brackets; null when absent or empty.</param>
/// <param name="InReplyTo">Ids of In-Reply-To in their order.</param>
/// <param name="References">Ids of References, oldest first.</param>
/// <param name="To">Recipients of To.</param>
/// <param name="Cc">Recipients of Cc.</param>
/// <param name="ReplyTo">Where answers are asked to go.</param>
/// <param name="Tokens">Reply-address tokens found behind "+" in the recipients (threading rule 1), unverified.</param>
/// <param name="Failures">For a delivery report: whose address failed or is delayed.</param>
/// <param name="FailedIds">For a delivery report: the Message-IDs of the mail that came back.</param>
public sealed record MailFacts(
    string? MessageId,
    IReadOnlyList<string> InReplyTo,
    IReadOnlyList<string> References,
    IReadOnlyList<Party> To,
    IReadOnlyList<Party> Cc,
    IReadOnlyList<Party> ReplyTo,
    IReadOnlyList<string> Tokens,
    IReadOnlyList<FailedDelivery> Failures,
    IReadOnlyList<string> FailedIds)
{
    /// <summary>What it says of the campaign or the list that it belongs to: List-ID and the usual campaign headers, without brackets.</summary>
    public IReadOnlyList<string> Campaigns { get; init; } = [];
}

/// <summary>One address that a delivery report names (RFC 3464, or read out of its prose).</summary>
/// <param name="Recipient">The address that failed.</param>
/// <param name="Status">Enhanced status code (RFC 3463) such as <c>5.1.1</c>, or an SMTP reply code.</param>
/// <param name="Permanent">False for a delay that may still end well.</param>
/// <param name="Reason">The reporting server's own words.</param>
public sealed record FailedDelivery(string Recipient, string? Status, bool Permanent, string? Reason);
