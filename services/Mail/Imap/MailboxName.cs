namespace Inbox.Mail.Imap;

/// <summary>The name of a folder: as the protocol writes it, and as people read it (RFC 3501 5.1.3).</summary>
/// <param name="Wire">The server's own spelling; keep this one to find the folder again.</param>
public readonly record struct MailboxName(string Wire)
{
    /// <summary>INBOX, which every account has.</summary>
    public static MailboxName Inbox { get; } = new("INBOX");

    /// <summary>From the name that a person typed.</summary>
    public static MailboxName FromText(string text) => new(ModifiedUtf7.Encode(text));

    /// <summary>The readable name; the spelling on the wire when that is not well-formed.</summary>
    public string Text => ModifiedUtf7.Decode(Wire);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
