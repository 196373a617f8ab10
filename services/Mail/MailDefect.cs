namespace Inbox.Mail;

/// <summary>What was wrong with a mail, or what of it was cut. The raw bytes stay whole with whoever holds them.</summary>
public enum MailDefect
{
    /// <summary>Longer than <see cref="MailBudget.Bytes"/>: only the beginning was read.</summary>
    BytesCut,

    /// <summary>A header field was longer than <see cref="MailBudget.HeaderLength"/> and was cut.</summary>
    HeaderCut,

    /// <summary>More fields than <see cref="MailBudget.Headers"/>: repeated ones beyond it were left out.</summary>
    HeadersCut,

    /// <summary>More addresses in one field than <see cref="MailBudget.Recipients"/>.</summary>
    RecipientsCut,

    /// <summary>Nested deeper than <see cref="MailBudget.Depth"/>: what lies below was kept as one attachment.</summary>
    DepthCut,

    /// <summary>More parts than <see cref="MailBudget.Parts"/>.</summary>
    PartsCut,

    /// <summary>The readable text is longer than <see cref="MailBudget.Text"/> characters.</summary>
    TextCut,

    /// <summary>The header contained lines that are no fields, or the empty line after it was missing.</summary>
    BrokenHeader,

    /// <summary>A multipart without, or with a wrong, boundary; it was guessed, or the whole read as text.</summary>
    BoundaryMissing,

    /// <summary>A multipart that was never closed; its last part may be cut short.</summary>
    BoundaryUnclosed,

    /// <summary>Base64, quoted-printable or uuencode with bytes that do not belong there.</summary>
    BrokenEncoding,

    /// <summary>A charset that is unknown, or that the bytes contradict; another one was taken.</summary>
    WrongCharset,

    /// <summary>An address field with something that is no address.</summary>
    BrokenAddress,

    /// <summary>A Date that cannot be read or cannot be true.</summary>
    BrokenDate,
}
