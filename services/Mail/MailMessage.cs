namespace Inbox.Mail;

/// <summary>
/// One mail as people read it. Every string is valid Unicode without NUL; line ends in <see cref="Text"/> are <c>\n</c>.
/// What could not be read, or was cut by the <see cref="MailBudget"/>, stands in <see cref="Defects"/>.
/// </summary>
public sealed record MailMessage
{
    /// <summary>The top header fields in their order of appearance (RFC 5322).</summary>
    public IReadOnlyList<MailHeader> Headers { get; init; } = [];

    /// <summary>Who the mail claims to be from; usually one. Never proof of anything.</summary>
    public IReadOnlyList<MailAddress> From { get; init; } = [];

    /// <summary>Who transmitted it on behalf of <see cref="From"/>; usually empty.</summary>
    public IReadOnlyList<MailAddress> Sender { get; init; } = [];

    /// <summary>Where the author asks answers to go; empty when the header is absent.</summary>
    public IReadOnlyList<MailAddress> ReplyTo { get; init; } = [];

    /// <summary>Primary recipients, groups flattened.</summary>
    public IReadOnlyList<MailAddress> To { get; init; } = [];

    /// <summary>Copied recipients.</summary>
    public IReadOnlyList<MailAddress> Cc { get; init; } = [];

    /// <summary>Blind copies; present only in mail from our own Sent folder.</summary>
    public IReadOnlyList<MailAddress> Bcc { get; init; } = [];

    /// <summary>
    /// Who wrote it: <see cref="From"/>, or X-Original-From where a list or forwarder rewrote From and Reply-To agrees with it.
    /// Null when no header names anybody.
    /// </summary>
    public MailAddress? Author { get; init; }

    /// <summary>The decoded subject on one line; empty when absent.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The Date header; null when absent, unreadable or absurd (before 1971, year 9999, zone beyond 14 hours). A future date is the caller's to judge.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>The Message-ID without angle brackets; null when absent or empty.</summary>
    public string? MessageId { get; init; }

    /// <summary>The ids that In-Reply-To names, without angle brackets, in order.</summary>
    public IReadOnlyList<string> InReplyTo { get; init; } = [];

    /// <summary>The ids that References names, without angle brackets, oldest first.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The whole readable text, quoted history included: text/plain where it says something, else the HTML as text.</summary>
    public string Text { get; init; } = "";

    /// <summary>The HTML body as sent, decoded to Unicode and NOT sanitised; null when the mail has none.</summary>
    public string? Html { get; init; }

    /// <summary>Whether <see cref="Text"/> was made from <see cref="Html"/> because the mail has no plain text.</summary>
    public bool IsHtmlOnly { get; init; }

    /// <summary>Everything that is not the readable body, in order of appearance.</summary>
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    /// <summary>Addresses that a delivery report says failed or are delayed; empty for other mail.</summary>
    public IReadOnlyList<FailedRecipient> FailedRecipients { get; init; } = [];

    /// <summary>Message-IDs of the mails that a delivery report returns, without angle brackets.</summary>
    public IReadOnlyList<string> ReturnedMessageIds { get; init; } = [];

    /// <summary>What kind of machine wrote it; null for a person.</summary>
    public AutomaticKind? Automatic { get; init; }

    /// <summary>What <see cref="Automatic"/> was decided by, such as <c>Auto-Submitted: auto-replied</c>; null for a person.</summary>
    public string? AutomaticEvidence { get; init; }

    /// <summary>What was broken or cut, each kind once.</summary>
    public IReadOnlyList<MailDefect> Defects { get; init; } = [];

    /// <summary>The decoded value of the first header of that name (case does not matter), or null.</summary>
    /// <param name="name">A field name such as <c>List-Id</c>.</param>
    public string? Header(string name)
    {
        foreach (var header in Headers)
            if (header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return header.Value;
        return null;
    }
}
