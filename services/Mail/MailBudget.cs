namespace Inbox.Mail;

/// <summary>How much of a mail is read, so that no mail can cost more than this. Beyond it the reader cuts and says so in <see cref="MailMessage.Defects"/>.</summary>
public sealed record MailBudget
{
    /// <summary>The budget when none is given.</summary>
    public static MailBudget Default { get; } = new();

    /// <summary>Raw bytes that are looked at; 64 MiB.</summary>
    public int Bytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Levels of multiparts inside multiparts; 64.</summary>
    public int Depth { get; init; } = 64;

    /// <summary>Parts altogether; 1,000.</summary>
    public int Parts { get; init; } = 1_000;

    /// <summary>Header fields of one part; 1,000. The first of each structural field is kept wherever it stands.</summary>
    public int Headers { get; init; } = 1_000;

    /// <summary>Bytes of one header field; 64 KiB.</summary>
    public int HeaderLength { get; init; } = 64 * 1024;

    /// <summary>Addresses in one header field; 1,000.</summary>
    public int Recipients { get; init; } = 1_000;

    /// <summary>Characters of <see cref="MailMessage.Text"/> and of <see cref="MailMessage.Html"/>, each; 8 Mi.</summary>
    public int Text { get; init; } = 8 * 1024 * 1024;
}
