namespace Inbox.Mail;

/// <summary>One header field.</summary>
/// <param name="Name">The field name as written, such as <c>Subject</c>.</param>
/// <param name="Value">Unfolded, encoded words (RFC 2047) decoded, on one line, trimmed.</param>
/// <param name="Raw">Unfolded but not decoded; bytes beyond ASCII read as UTF-8 or windows-1252. What structured parsers work on.</param>
public sealed record MailHeader(string Name, string Value, string Raw);
