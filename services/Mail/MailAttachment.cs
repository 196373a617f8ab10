namespace Inbox.Mail;

/// <summary>A part that is not the readable body: a file, an inline picture, an enclosed mail, a signature.</summary>
/// <param name="Name">A display name that is safe to show and to offer for download (no path, control or invisible characters, at most 200 characters); never empty, never a path to write to.</param>
/// <param name="ContentType">The declared media type in lower case without parameters, such as <c>image/png</c>; not verified.</param>
/// <param name="ContentId">The Content-ID without angle brackets, by which HTML names it (<c>cid:</c>); null when absent.</param>
/// <param name="Inline">Whether it is shown inside the text rather than listed below it.</param>
/// <param name="Size">Decoded size in bytes.</param>
/// <param name="Content">The decoded bytes.</param>
public sealed record MailAttachment(string Name, string ContentType, string? ContentId, bool Inline, long Size, ReadOnlyMemory<byte> Content);
