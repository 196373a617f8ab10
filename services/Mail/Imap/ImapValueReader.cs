using System.Text;

namespace Inbox.Mail.Imap;

/// <summary>Reads the values of a response. It never throws: what cannot be read ends the list.</summary>
internal sealed class ImapValueReader
{
    private const int Deepest = 20;
    private readonly string _text;
    private readonly IReadOnlyList<ImapValue.Octets> _literals;
    private int _at, _literal;

    private ImapValueReader(ImapLine line, int at) => (_text, _literals, _at) = (line.Text, line.Literals, at);

    public static IReadOnlyList<ImapValue> Read(ImapLine line, int from) => new ImapValueReader(line, from).ReadItems(0);

    private List<ImapValue> ReadItems(int depth)
    {
        var items = new List<ImapValue>();
        while (_at < _text.Length)
        {
            if (_text[_at] == ' ')
            {
                _at++;
                continue;
            }
            if (_text[_at] == ')')
            {
                _at++;
                break;
            }
            if (ReadValue(depth) is not { } value) break;
            items.Add(value);
        }
        return items;
    }

    private ImapValue? ReadValue(int depth)
    {
        switch (_text[_at])
        {
            case '(' when depth < Deepest:
                _at++;
                return new ImapValue.List(ReadItems(depth + 1));
            case '(':
                _at = _text.Length;
                return null;
            case '"':
                return ReadQuoted();
            case ImapLine.LiteralMark:
                _at++;
                return _literals[_literal++];
            default:
                return ReadAtom();
        }
    }

    private ImapValue.Octets? ReadQuoted()
    {
        var quoted = new StringBuilder();
        for (_at++; _at < _text.Length && _text[_at] != '"'; _at++)
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length) _at++;
            quoted.Append(_text[_at]);
        }
        if (_at++ >= _text.Length) return null;
        var bytes = Encoding.Latin1.GetBytes(quoted.ToString());
        return new(bytes, bytes.Length);
    }

    // BODY[HEADER.FIELDS (A B)] is one atom: blanks and parentheses inside the brackets belong to it.
    private ImapValue ReadAtom()
    {
        var from = _at;
        for (var brackets = 0; _at < _text.Length && (brackets > 0 || _text[_at] is not (' ' or '(' or ')' or '"' or ImapLine.LiteralMark)); _at++)
            brackets += _text[_at] switch { '[' => 1, ']' => -1, _ => 0 };
        var word = _text[from.._at];
        return word.Equals("NIL", StringComparison.OrdinalIgnoreCase) ? new ImapValue.Nil() : new ImapValue.Atom(word);
    }
}
