using System.Buffers;
using System.Text;
using Inbox.Mail.Charsets;

namespace Inbox.Mail.Mime;

/// <summary>
/// Address fields (RFC 5322 section 3.4, obsolete forms included) in one pass: groups are flattened, comments become names, quotes and brackets
/// that are never closed mean themselves, and what is no address keeps its words but gets no address.
/// </summary>
internal sealed class AddressList
{
    private static readonly SearchValues<char> _notLocal = SearchValues.Create("@ \t\",;:<>()[]\\");
    private static readonly SearchValues<char> _notDomain = SearchValues.Create(" \t\",;<>()\\@'");

    private readonly string _text;
    private readonly int _limit;
    private readonly List<MailAddress> _found = [];
    private readonly StringBuilder _words = new();
    private readonly StringBuilder _written = new();
    private string? _angle;
    private string? _comment;
    private bool _broken;

    private AddressList(string text, int limit) => (_text, _limit) = (text, limit);

    public static IReadOnlyList<MailAddress> Parse(string raw, int limit, Defects? defects = null)
    {
        // Some mailers encode the address together with the name.
        if (!raw.Contains('@') && raw.Contains("=?", StringComparison.Ordinal) && EncodedWords.Decode(raw) is var decoded && decoded.Contains('@'))
            raw = decoded;
        var list = new AddressList(raw, limit);
        if (!list.Read())
            defects?.Add(MailDefect.RecipientsCut);
        if (list._broken)
            defects?.Add(MailDefect.BrokenAddress);
        return list._found;
    }

    /// <summary>False when the limit was reached before the end.</summary>
    private bool Read()
    {
        bool noQuote = false, noComment = false;
        for (var i = 0; i < _text.Length; i++)
        {
            var c = _text[i];
            if (c == '"' && !noQuote)
            {
                var end = QuoteEnd(i);
                noQuote = end < 0;
                if (end > 0)
                {
                    Quoted(i, end);
                    i = end;
                    continue;
                }
            }
            if (c == '(' && !noComment)
            {
                var end = CommentEnd(i);
                noComment = end < 0;
                if (end > 0)
                {
                    _comment ??= _text[(i + 1)..end];
                    _written.Append(' ');
                    _words.Append(' ');
                    i = end;
                    continue;
                }
            }
            switch (c)
            {
                case '<':
                    i = Angle(i);
                    break;
                case ',' or ';' or '\n':
                    if (_found.Count >= _limit)
                        return false;
                    Flush();
                    break;
                case ':' when !MailtoBefore():
                    // The name of a group; its members follow.
                    Forget();
                    break;
                default:
                    _words.Append(c);
                    _written.Append(c);
                    break;
            }
        }
        if (_found.Count >= _limit)
            return _words.Length == 0 && _angle is null;
        Flush();
        return true;
    }

    private void Quoted(int start, int end)
    {
        // A quoted local part belongs to the address, quotes and all; anything else quoted is a name.
        var next = end + 1 < _text.Length ? _text[end + 1] : ' ';
        var text = _text.AsSpan(start, end - start + 1);
        if (next is '@' or '.')
            _words.Append(text);
        else
            _words.Append(Unescape(text[1..^1]));
        _written.Append(text);
    }

    private int Angle(int start)
    {
        var end = _text.AsSpan(start + 1).IndexOfAny('<', '>');
        var quote = end <= 0 ? -1 : _text.AsSpan(start + 1, end).IndexOf('"');
        if (end >= 0 && quote >= 0 && quote < end && QuoteEnd(start + 1 + quote) is > 0 and var close)
        {
            end = _text.AsSpan(close).IndexOf('>');
            end = end < 0 ? -1 : end + close - start - 1;
        }
        int stop;
        if (end >= 0 && _text[start + 1 + end] == '>')
            stop = start + 1 + end;
        else if (end >= 0)
        {
            // "<<a@b>>" or "<name <a@b>": the inner one counts.
            _written.Append('<');
            _words.Append(' ');
            return start;
        }
        else
        {
            stop = _text.AsSpan(start + 1).IndexOfAny(',', ';');
            stop = stop < 0 ? _text.Length : start + 1 + stop;
        }
        var inside = _text[(start + 1)..stop];
        _written.Append(_text, start, Math.Min(stop + 1, _text.Length) - start);
        if (_angle is null || !_angle.Contains('@'))
            _angle = inside;
        return stop < _text.Length && _text[stop] == '>' ? stop : stop - 1;
    }

    private void Flush()
    {
        var words = _words.ToString().Trim();
        string name, address;
        if (_angle is not null)
            (name, address) = (words.TrimEnd('>').Trim(), Mailbox(_angle));
        else if (Mailbox(words) is { Length: > 0 } alone)
            (name, address) = ("", alone);
        else if (Several(words))
        {
            Forget();
            return;
        }
        else
            (name, address) = Apart(words);
        name = Name(name);
        if (name.Length == 0 && _comment is not null)
            name = Name(_comment);
        if (address.Length == 0 && (_angle is not null || words.Length > 0))
        {
            var written = Name(_written.ToString());
            if (written is not ("" or "<>"))
            {
                _broken = true;
                _found.Add(new(written, ""));
            }
        }
        else if (address.Length > 0)
            _found.Add(new(name.Equals(address, StringComparison.OrdinalIgnoreCase) ? "" : name, address));
        Forget();
    }

    private void Forget()
    {
        _words.Clear();
        _written.Clear();
        _angle = _comment = null;
    }

    /// <summary>Addresses with nothing but spaces between them.</summary>
    private bool Several(string words)
    {
        if (words.Length > 2000 || words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is not { Length: > 1 } parts || !Array.TrueForAll(parts, p => Mailbox(p).Length > 0))
            return false;
        foreach (var part in parts)
            if (_found.Count < _limit)
                _found.Add(new("", Mailbox(part)));
        return true;
    }

    /// <summary>A name and an address without brackets: the word with the @ is the address.</summary>
    private static (string Name, string Address) Apart(string words)
    {
        var parts = words.Split((char[]?)null, 50, StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindLastIndex(parts, p => Mailbox(p.Trim('[', ']', '\'', '>', '<')).Length > 0);
        return at < 0 || Array.FindIndex(parts, p => p.Contains('@')) != at
            ? (words, "")
            : (string.Join(' ', parts.Where((_, i) => i != at)), Mailbox(parts[at].Trim('[', ']', '\'', '>', '<')));
    }

    private static string Name(string text)
    {
        var name = EncodedWords.DecodeLine(text);
        while (name.Length > 1 && (name[0], name[^1]) is ('"', '"') or ('\'', '\''))
            name = name[1..^1].Trim();
        return CleanText.Cut(name, 500);
    }

    /// <summary>The address in its written form, or empty when no mail can be sent to it.</summary>
    internal static string Mailbox(string text)
    {
        if (text.Contains('(') && !text.Contains('"'))
            text = WithoutComments(text);
        var address = text.AsSpan().Trim();
        if (address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            address = address[7..].Trim();
        if (address is ['@', ..] && address.IndexOf(':') is > 0 and var route)
            address = address[(route + 1)..].Trim();
        var at = address.LastIndexOf('@');
        if (at <= 0 || at == address.Length - 1 || address.Length > 1000)
            return "";
        var local = address[..at].TrimEnd();
        var domain = address[(at + 1)..].TrimStart().TrimEnd('.');
        if (local is ['"', _, .., '"'])
        {
            if (local[1..^1].IndexOfAny("<>\r\n\t") >= 0)
                return "";
        }
        else if (local.IndexOfAny(_notLocal) >= 0)
            return "";
        if (domain.IsEmpty || domain.IndexOfAny(_notDomain) >= 0 || domain is ['[', .. var literal] && literal is not [.., ']'])
            return "";
        foreach (var c in address)
            if (char.IsControl(c))
                return "";
        return CleanText.Surrogates($"{local}@{domain}");
    }

    private static string WithoutComments(string text)
    {
        var plain = new StringBuilder(text.Length);
        var depth = 0;
        foreach (var c in text)
            if (c == '(')
                depth++;
            else if (c == ')' && depth > 0)
                depth--;
            else if (depth == 0)
                plain.Append(c);
        // Obsolete syntax has white space around the dots.
        return depth > 0 ? text : plain.Replace(" .", ".").Replace(". ", ".").ToString();
    }

    private bool MailtoBefore() =>
        _words.Length >= 6 && _words.ToString(_words.Length - 6, 6).Equals("mailto", StringComparison.OrdinalIgnoreCase);

    private int QuoteEnd(int start)
    {
        for (var i = start + 1; i < _text.Length; i++)
            if (_text[i] == '\\')
                i++;
            else if (_text[i] == '"')
                return i;
        return -1;
    }

    private int CommentEnd(int start)
    {
        var depth = 0;
        for (var i = start; i < _text.Length; i++)
            switch (_text[i])
            {
                case '\\': i++; break;
                case '(': depth++; break;
                case ')' when --depth == 0: return i;
            }
        return -1;
    }

    private static string Unescape(ReadOnlySpan<char> text)
    {
        if (text.IndexOf('\\') < 0)
            return text.ToString();
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            plain.Append(text[i] == '\\' && i + 1 < text.Length ? text[++i] : text[i]);
        return plain.ToString();
    }
}
