namespace Inbox.Mail;

/// <summary>What kind of machine wrote a mail. None of these is answered automatically, asks anything or reopens a conversation.</summary>
public enum AutomaticKind
{
    /// <summary>A vacation notice or another answer by a machine to a mail (RFC 3834).</summary>
    AutoReply,

    /// <summary>A report that a mail failed or is delayed (RFC 3464 and the non-standard ones).</summary>
    Bounce,

    /// <summary>A mailing list, newsletter or bulk mail (RFC 2919, RFC 2369).</summary>
    List,

    /// <summary>Any other mail that a machine sent by itself: notifications, receipts, feedback loops.</summary>
    System,
}
