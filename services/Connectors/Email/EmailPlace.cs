using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Inbox.Mail.Imap;

namespace Inbox.Connectors.Email;

/// <summary>How far a folder has been read, as its cursor is stored.</summary>
/// <param name="Cursor">The last UID that was read, under its UIDVALIDITY.</param>
/// <param name="Since">The first day that was ever asked for: where reading begins again when the UIDs mean nothing any more.</param>
/// <param name="Folder">Which folder of which mailbox on which server this is about: UIDs of another one mean nothing here, even under the same UIDVALIDITY.</param>
internal sealed record EmailPlace(UidCursor Cursor, DateOnly Since, string Folder)
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>Reads a stored cursor; null when there is none, or none of this form.</summary>
    public static EmailPlace? Read(string? text) =>
        text?.Split(' ') is [var validity, var last, var since, var folder]
        && uint.TryParse(validity, NumberStyles.None, CultureInfo.InvariantCulture, out var v)
        && uint.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var l)
        && DateOnly.TryParseExact(since, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var s)
            ? new(new(v, l), s, folder)
            : null;

    /// <summary>What tells one folder of one mailbox from every other.</summary>
    public static string Mark(EmailSettings settings, MailboxName folder) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{settings.Imap?.Host.ToLowerInvariant()}\n{settings.User}\n{folder.Text}")))[..16];

    /// <summary>Whether reading can go on from here.</summary>
    public bool IsIn(ImapMailbox mailbox, string folder) => Folder == folder && Cursor.IsValidIn(mailbox);

    public EmailPlace MovedTo(uint uid) => this with { Cursor = Cursor.MovedTo(uid) };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Cursor.UidValidity} {Cursor.LastUid} {Since.ToString(Day, CultureInfo.InvariantCulture)} {Folder}");
}
