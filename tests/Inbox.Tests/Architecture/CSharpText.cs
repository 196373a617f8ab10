using System.Text;

namespace Inbox.Tests.Architecture;

/// <summary>
/// C# source taken apart into code, string literals and comments, so that a rule about one is not broken by another. What stands in the
/// holes of an interpolated string is code; the literal shows <c>{}</c> there.
/// </summary>
internal sealed class CSharpText
{
    readonly string text;
    readonly StringBuilder code = new();
    readonly List<string> strings = [];
    readonly List<string> comments = [];

    CSharpText(string text) => this.text = text;

    public string Code => code.ToString();

    public IReadOnlyList<string> Strings => strings;

    public IReadOnlyList<string> Comments => comments;

    public static CSharpText Read(string text)
    {
        var result = new CSharpText(text);
        for (var at = 0; at < text.Length;) at = result.ReadCode(at, insideHole: false);
        return result;
    }

    /// <summary>Reads to the end, or to the brace that closes a hole; returns where it stopped.</summary>
    int ReadCode(int at, bool insideHole)
    {
        for (var depth = 0; at < text.Length;)
        {
            if (Starts(at, "//")) at = Comment(at, End(at, "\n", keep: true));
            else if (Starts(at, "/*")) at = Comment(at, End(at + 2, "*/"));
            else if (text[at] == '\'') at = Character(at);
            else if (LiteralAt(at) is { } literal) at = ReadString(literal);
            else if (insideHole && depth == 0 && text[at] == '}') return at;
            else
            {
                depth += text[at] switch { '{' => 1, '}' => -1, _ => 0 };
                code.Append(text[at++]);
            }
        }
        return at;
    }

    int Comment(int from, int to)
    {
        comments.Add(text[from..to]);
        code.Append(' ');
        return to;
    }

    int Character(int at)
    {
        var end = at + 1;
        while (end < text.Length && text[end] is not ('\'' or '\n')) end += text[end] == '\\' ? 2 : 1;
        code.Append("' '");
        return Math.Min(end + 1, text.Length);
    }

    int ReadString(Literal literal)
    {
        var content = new StringBuilder();
        var at = literal.Content;
        while (at < text.Length && (!Starts(at, literal.Close) || (literal.Escapes == '"' && Starts(at, "\"\""))))
        {
            if (literal.Holes > 0 && Run(at, '{') is var braces and > 0)
            {
                // Raw: as many braces as dollars open a hole. Otherwise two braces are one brace.
                if (literal.Raw ? braces >= literal.Holes : braces % 2 == 1)
                {
                    content.Append("{}");
                    at = ReadCode(at + braces, insideHole: true) + literal.Holes;
                    continue;
                }
                content.Append('{', braces);
                at += braces;
            }
            else if (literal.Escapes is { } escape && text[at] == escape && at + 1 < text.Length && (escape == '\\' || text[at + 1] == '"'))
            {
                content.Append(text[at + 1] == 'n' ? '\n' : text[at + 1]);
                at += 2;
            }
            else content.Append(text[at++]);
        }
        strings.Add(content.ToString());
        code.Append("\"\"");
        return Math.Min(at + literal.Close.Length, text.Length);
    }

    /// <summary>How to read a literal: where what it says begins, what closes it, how many braces open a hole (0 when it is not interpolated).</summary>
    sealed record Literal(int Content, string Close, int Holes, bool Raw, char? Escapes);

    Literal? LiteralAt(int start)
    {
        var at = start;
        while (at < text.Length && text[at] is '$' or '@') at++;
        var (prefix, quotes) = (text[start..at], Run(at, '"'));
        var holes = prefix.Count(sign => sign == '$');
        if (quotes == 0) return null;
        if (quotes >= 3 && !prefix.Contains('@')) return new(at + quotes, new string('"', quotes), holes, Raw: true, Escapes: null);
        return new(at + 1, "\"", Math.Min(holes, 1), Raw: false, Escapes: prefix.Contains('@') ? '"' : '\\');
    }

    int Run(int at, char sign)
    {
        var end = at;
        while (end < text.Length && text[end] == sign) end++;
        return end - at;
    }

    bool Starts(int at, string what) => string.CompareOrdinal(text, at, what, 0, what.Length) == 0;

    int End(int at, string what, bool keep = false) =>
        text.IndexOf(what, at, StringComparison.Ordinal) is var found and >= 0 ? found + (keep ? 0 : what.Length) : text.Length;
}
