using Inbox.Mail.Smtp;

namespace Inbox.Mail.Writing;

/// <summary>A mail to be written. Whatever stands in its texts, no header can be added through them; addresses and ids are safe by their types.</summary>
public sealed record OutgoingMail
{
    /// <summary>Who writes.</summary>
    public required NamedAddress From { get; init; }

    /// <summary>To whom.</summary>
    public required IReadOnlyList<NamedAddress> To { get; init; }

    /// <summary>Who gets a copy.</summary>
    public IReadOnlyList<NamedAddress> Cc { get; init; } = [];

    /// <summary>Where answers shall go; null for <see cref="From"/>.</summary>
    public NamedAddress? ReplyTo { get; init; }

    /// <summary>One line; line breaks and control characters become blanks.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The mail's own id.</summary>
    public required MessageId MessageId { get; init; }

    /// <summary>The mail that it answers.</summary>
    public MessageId? InReplyTo { get; init; }

    /// <summary>The mails before it, oldest first; of more than thirty the first and the last are written.</summary>
    public IReadOnlyList<MessageId> References { get; init; } = [];

    /// <summary>When it was written.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The text; any line ends.</summary>
    public required string Text { get; init; }

    /// <summary>The same as HTML; null when there is only text.</summary>
    public string? Html { get; init; }

    /// <summary>Files that come with it.</summary>
    public IReadOnlyList<OutgoingFile> Files { get; init; } = [];

    /// <summary>Where its reader stops mails like it, by one POST (RFC 2369, RFC 8058); null without.</summary>
    public Uri? Unsubscribe { get; init; }

    /// <summary>Whether a machine wrote it (RFC 3834).</summary>
    public AutoSubmitted AutoSubmitted { get; init; }
}

/// <summary>An address with the name that is shown.</summary>
/// <param name="Name">The name; null or empty without. Line breaks and control characters become blanks.</param>
/// <param name="Address">The address.</param>
public sealed record NamedAddress(string? Name, EmailAddress Address);

/// <summary>A file that comes with a mail.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ContentType">Its media type; what is no plain media type is sent as <c>application/octet-stream</c>.</param>
/// <param name="Content">Its bytes.</param>
public sealed record OutgoingFile(string Name, string ContentType, ReadOnlyMemory<byte> Content);

/// <summary>What the Auto-Submitted header says (RFC 3834 5).</summary>
public enum AutoSubmitted
{
    /// <summary>A person wrote the mail: no header.</summary>
    No,
    /// <summary>A machine wrote it on its own account.</summary>
    Generated,
    /// <summary>A machine answered.</summary>
    Replied,
}
