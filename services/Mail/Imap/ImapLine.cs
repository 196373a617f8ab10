namespace Inbox.Mail.Imap;

/// <summary>
/// One response as read from the wire: its text as Latin-1, in which <see cref="LiteralMark"/> stands for each literal, and the literals.
/// </summary>
internal sealed record ImapLine(string Text, IReadOnlyList<ImapValue.Octets> Literals)
{
    /// <summary>Not a Latin-1 character, so no server can send it.</summary>
    public const char LiteralMark = '\u0100';

    public bool IsContinuation => Text.StartsWith('+');

    public bool IsUntagged => Text.StartsWith("* ", StringComparison.Ordinal);

    /// <summary>The values after the tag or star, as far as they can be read.</summary>
    public IReadOnlyList<ImapValue> Values => ImapValueReader.Read(this, Math.Max(Text.IndexOf(' '), 0));

    /// <summary>"EXISTS" and 23 of <c>* 23 EXISTS</c>; null when it is no such response.</summary>
    public (uint Number, string Word)? Numbered
    {
        get
        {
            var words = Text.Split(' ', 4);
            return IsUntagged && words.Length >= 3 && uint.TryParse(words[1], out var number) ? (number, words[2].ToUpperInvariant()) : null;
        }
    }

    /// <summary>The first word after the star, in capitals.</summary>
    public string Word => Text.Split(' ', 3) is [_, var word, ..] ? word.ToUpperInvariant() : "";
}
