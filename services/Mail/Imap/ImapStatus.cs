namespace Inbox.Mail.Imap;

/// <summary>The end of a command, or a remark of the server (RFC 3501 7.1).</summary>
/// <param name="Word">OK, NO, BAD, BYE or PREAUTH.</param>
/// <param name="Code">The word in brackets in capitals, empty without.</param>
/// <param name="Arguments">What stands behind it in the brackets.</param>
/// <param name="Text">The words for people.</param>
internal sealed record ImapStatus(string Word, string Code, string Arguments, string Text)
{
    public bool IsOk => Word == "OK";

    /// <summary>From a line such as <c>a1 NO [AUTHENTICATIONFAILED] wrong</c>; null when it is something else.</summary>
    public static ImapStatus? From(string line)
    {
        var words = line.Split(' ', 3);
        if (words.Length < 2 || words[1].ToUpperInvariant() is not ("OK" or "NO" or "BAD" or "BYE" or "PREAUTH")) return null;
        var text = words.Length > 2 ? words[2] : "";
        var end = text.StartsWith('[') ? text.IndexOf(']') : -1;
        var code = end < 0 ? [""] : text[1..end].Split(' ', 2);
        return new(words[1].ToUpperInvariant(), code[0].ToUpperInvariant(), code.Length > 1 ? code[1] : "", text[(end + 1)..].Trim());
    }
}
