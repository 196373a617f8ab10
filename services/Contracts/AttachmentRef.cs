namespace Inbox.Contracts;

/// <summary>A stored file; its bytes are in Storage under <see cref="Id"/>.</summary>
/// <param name="Id">Our id of the file.</param>
/// <param name="Name">The name the sender gave, for showing only: never a path.</param>
/// <param name="Type">The media type the sender claims, e.g. <c>image/png</c>; never trusted.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Inline">True when the body shows it in place.</param>
/// <param name="ContentId">The Content-ID that HTML refers to with <c>cid:</c> (RFC 2392), without brackets.</param>
/// <param name="Sticker">True when the platform calls it a sticker: a message that is nothing else asks nothing and answers nothing.</param>
public sealed record AttachmentRef(string Id, string Name, string Type, long Size, bool Inline = false, string? ContentId = null, bool Sticker = false);
