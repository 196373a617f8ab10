namespace Inbox.Mail.Imap;

/// <summary>A mail as it lies on the server.</summary>
/// <param name="Uid">Its number in the folder.</param>
/// <param name="Flags">Such as <c>\Seen</c>, as the server spells them.</param>
/// <param name="InternalDate">When the server received it; null when it does not tell.</param>
/// <param name="Size">Its size in bytes, as far as the server is right about it.</param>
/// <param name="Raw">The whole mail, or its headers only when <paramref name="Complete"/> is false.</param>
/// <param name="Complete">False for a mail over the limit, and for one that the server does not give out whole.</param>
/// <param name="Cursor">Of the UIDs that were asked for, all up to this one have now been delivered or are gone: the cursor may move here.</param>
public sealed record FetchedMail(
    uint Uid, IReadOnlyList<string> Flags, DateTimeOffset? InternalDate, long Size, byte[] Raw, bool Complete, uint Cursor);
