namespace Inbox.Contracts;

/// <summary>What a message says. Strings hold no U+0000 and no lone surrogates.</summary>
/// <param name="Text">The whole readable text.</param>
/// <param name="Reply">The text without quoted history and signature; equals <paramref name="Text"/> where a channel has neither.</param>
/// <param name="Subject">The subject line, where the channel has one.</param>
/// <param name="Html">The HTML as it came, not trusted, only when the source had it.</param>
/// <param name="Attachments">The stored files that came with it.</param>
public sealed record MessageBody(string Text, string Reply, string? Subject = null, string? Html = null, IReadOnlyList<AttachmentRef>? Attachments = null);
