namespace Inbox.Mail.Imap;

/// <summary>How far a folder has been read: everything up to and including <paramref name="LastUid"/>, under one UIDVALIDITY.</summary>
public readonly record struct UidCursor(uint UidValidity, uint LastUid)
{
    /// <summary>Whether the cursor still means something in this folder. When not, the folder is read again from a date on: mails that were
    /// read before come again, and the keys of the store keep them single.</summary>
    public bool IsValidIn(ImapMailbox mailbox) => UidValidity == mailbox.UidValidity;

    /// <summary>Whether the folder may hold mails that were not read yet.</summary>
    public bool IsBehind(ImapMailbox mailbox) => mailbox.UidNext is not { } next || next > LastUid + 1UL;

    /// <summary>The cursor after a mail or batch; it never goes back.</summary>
    public UidCursor MovedTo(uint uid) => this with { LastUid = Math.Max(LastUid, uid) };
}
