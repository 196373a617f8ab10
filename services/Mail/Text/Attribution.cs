using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Inbox.Mail.Text;

/// <summary>
/// The line that introduces a quotation: "On Tue, 5 May 2020 at 10:12, Ann &lt;ann@example.org&gt; wrote:", wrapped or not, in any language.
/// Known by its shape (a short lead, a date, an address, a colon), and by the verb where the shape alone could be a sentence.
/// </summary>
internal static partial class Attribution
{
    private const int MostLines = 5;
    private const int FarthestEnd = 10;
    private const int Longest = 500;
    private const int LongestLead = 32;
    private const int LongestAbbreviation = 5;

    private static readonly string[] Verbs =
    [
        "wrote", "writes", "sent", "said", "a écrit", "écrit", "a ecrit", "schrieb", "schrieben", "geschrieben", "schreef", "geschreven", "schreven", "escribió", "escribio", "ha escrito", "escreveu",
        "ha scritto", "scritto", "scrisse", "scrive", "skrev", "skrev följande", "skrev følgende", "skriver", "kirjoitti", "napsal", "napsala", "napsal(a)", "napsal/a", "napísal", "napísala", "napísal(a)",
        "napisał", "napisała", "napisał(a)", "napisana przez", "pisze", "pisał", "pisała", "pisał(a)", "написал", "написала", "написал(а)", "написали", "пишет", "писал", "писала", "писал(а)", "пише", "написав", "написала", "написав(ла)",
        "a scris", "scris", "írta", "ezt írta", "ezt írta (időpont", "yazdı", "şunu yazdı", "şunları yazdı", "έγραψε", "έγραψε τα εξής", "έγραψες", "написа", "написа:", "je napisao", "je napisala", "napisao", "napisala",
        "je napisao/la", "napisao/la", "je napisal", "je napisala", "kirjutas", "rakstīja", "rašė", "đã viết", "viết", "menulis", "tulis", "nulis", "เขียนว่า", "เขียน", "写道", "寫道", "撰写", "写到", "书写", "書いた", "書きました",
        "のメッセージ", "wrote on", "작성", "작성함", "썼습니다", "님이 쓴 글", "님이 작성", "כתב", "כתבה", "כתב/ה", "‫كتب", "كتب", "va escriure", "missatge de", "escribiu", "ha escrit", "geskryf", "ने लिखा", "نوشت", "napisal(a)", "je napisal(a)", "쓴 글", "писали", "quoting", "zitat von", "citando", "citando a", "citazione da", "citazione di", "cytowanie", "skrifaði", "idatzi du", "scríobh", "ysgrifennodd", "shkroi",
    ];

    /// <summary>Without one of these no line is an attribution; nearly all lines of nearly all mails have none, and need not be joined with the next ones.</summary>
    private static readonly SearchValues<char> Signs = SearchValues.Create(":：>)]@");

    private static readonly SearchValues<string> AnyVerb = SearchValues.Create(Verbs, StringComparison.OrdinalIgnoreCase);

    // Where own words and the line share one line, only English has so far been seen to.
    [GeneratedRegex(@"(^|[\s\-])On\s+(\w{3,9},?\s+)?(\d{1,4}[\s./\-]|\w{3,9}\.?\s+\d)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex SharedStart();

    [GeneratedRegex(@"(^|\D)\d{1,2}\s?[:.hH時时시]\s?\d{2}(\D|$)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    [GeneratedRegex(@"(^|\D)(19|20|25)\d\d(\D|$)|\d{1,2}[./\-]\s?\d{1,2}[./\-]\s?\d{2,4}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Day();

    [GeneratedRegex(@"[^\s<>()""\[\]:]+@[^\s<>()""\[\]]+\.?[^\s<>()""\[\]]+", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    /// <summary>What stands before it on its first line, and the line after it; null when there is none here.</summary>
    public static (string Before, int End)? At(List<TextLine> lines, int at)
    {
        if (!MayStandIn(lines, at)) return null;
        var joined = new StringBuilder();
        var (count, mayBe) = (0, false);
        for (var i = at; i < lines.Count && i < at + FarthestEnd && count < MostLines; i++)
        {
            if (lines[i].IsBlank)
            {
                // A blank line inside: only where the address has yet to come or to be closed.
                if (count > 0 && Awaits(joined, lines, i)) continue;
                break;
            }

            if (lines[i].Depth != lines[at].Depth && !(count > 0 && IsOpen(joined) && lines[i].Depth <= 1)) break;
            if (count > 0) joined.Append(lines[i].Depth > lines[at].Depth ? '>' : ' ');
            joined.Append(WithAsciiDigits(lines[i].Text).AsSpan().Trim());
            count++;
            if (joined.Length > Longest) break;
            mayBe |= IsSign(lines, i, at);
            if (!mayBe) continue;
            var quoteFollows = QuoteFollows(lines, i + 1, lines[at].Depth);
            if (Shared(lines[at].Text, joined.ToString(), quoteFollows) is { } before) return (before, i + 1);
            if (IsAttribution(joined.ToString(), WithAsciiDigits(lines[at].Text), count, quoteFollows)) return ("", i + 1);
        }

        return null;
    }

    /// <summary>Whether any line that could belong to it shows a sign: nearly always none does, and nothing need be joined.</summary>
    private static bool MayStandIn(List<TextLine> lines, int at)
    {
        var end = Math.Min(lines.Count, at + FarthestEnd);
        for (var i = at; i < end; i++)
        {
            if (IsSign(lines, i, at)) return true;
        }

        return false;
    }

    private static bool IsSign(List<TextLine> lines, int i, int at) =>
        lines[i].Depth > lines[at].Depth || lines[i].Text.AsSpan().ContainsAny(Signs) || lines[i].Text.Contains("--", StringComparison.Ordinal);

    private static bool IsAttribution(string joined, string first, int count, bool quoteFollows)
    {
        var text = joined.AsSpan().Trim("-_*\u2010\u2014\u2013\u2022=|~ \t\u00a0\u200e\u200f\u202a\u202b\u202c");
        if (text is ['(', .., ')']) text = text[1..^1];
        var colon = text is [.., ':' or '：'];
        var bracket = text is [.., '>' or ')' or ']'];
        var line = text.TrimEnd(":： *_\u00a0\u200e\u200f").ToString();
        var dashed = joined.StartsWith("--", StringComparison.Ordinal) && joined.EndsWith("--", StringComparison.Ordinal);
        if (!colon && !bracket && !dashed && !line.Contains('@')) return false;
        var verb = HasVerb(line);
        if (!colon && !verb && !bracket) return false;

        var (day, time, address) = (Day().IsMatch(line), Time().IsMatch(line), Address().IsMatch(line));
        if (dashed && verb) return true;
        if (StartsWithDate(first, line) && day)
        {
            if (address && (verb || (colon && (time || quoteFollows)))) return true;
            if (verb && colon && (time || quoteFollows)) return true;
            if (address && bracket && quoteFollows && first.Length > 0 && char.IsAsciiDigit(first.TrimStart()[0])) return true;
        }

        // "Ann <ann@example.org> wrote:" and "Ann wrote:".
        if (!colon || !verb || !IsName(line, first, count)) return false;
        return address ? quoteFollows || day || line.Length < 120 : quoteFollows && line.Length < 60;
    }

    // Persian, Arabic and Indian programs write dates in digits of their own.
    private static string WithAsciiDigits(string text) => !text.AsSpan().ContainsAnyInRange('\u0660', '\u0d6f') ? text
        : string.Create(text.Length, text, (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = from[i] > '\u007f' && char.IsDigit(from[i]) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(from[i])) : from[i];
        });

    private static bool StartsWithDate(string first, string line)
    {
        var firstDigit = first.AsSpan().IndexOfAnyInRange('0', '9');
        if (firstDigit < 0) return false;
        var lead = line.AsSpan(0, Math.Min(line.Length, Math.Max(0, line.AsSpan().IndexOfAnyInRange('0', '9'))));
        return lead.Length <= LongestLead && lead.Count(' ') <= 5 && lead.IndexOfAny("!?:;\"") < 0 && !EndsSentence(lead);
    }

    private static bool IsName(string line, string first, int count)
    {
        var end = line.AsSpan().IndexOfAny("<(@[");
        var name = end < 0 ? line.AsSpan() : line.AsSpan(0, end);
        if (count > 1 && first.AsSpan().IndexOfAny("<@[(") < 0) return false;
        return name.Length <= 60 && name.Count(' ') <= (end < 0 ? 4 : 8) && name.IndexOfAny("!?;") < 0 && !EndsSentence(name);
    }

    private static bool EndsSentence(ReadOnlySpan<char> name)
    {
        // "J. Smith" and "tirs. 5" go on, "Thanks. Smith" is two sentences.
        var stop = name.IndexOf(". ", StringComparison.Ordinal);
        if (stop < 0) return false;
        var word = name[..stop];
        return word.Length - (word.LastIndexOf(' ') + 1) > LongestAbbreviation || EndsSentence(name[(stop + 2)..]);
    }

    /// <summary>The own words before an attribution on the same line.</summary>
    private static string? Shared(string first, string joined, bool quoteFollows)
    {
        if (joined.AsSpan().TrimEnd() is not [.., ':'] || !first.Contains("On ", StringComparison.Ordinal)) return null;
        foreach (var match in SharedStart().EnumerateMatches(first))
        {
            var start = first.AsSpan(match.Index).IndexOf("On", StringComparison.Ordinal) + match.Index;
            var before = first[..start].TrimEnd(' ', '-', '\t', '\u2014');
            var rest = first[start..] + joined[Math.Min(joined.Length, first.Trim().Length)..];
            if (before.Trim().Length > 0 && HasVerb(rest.TrimEnd(' ', ':')) && Day().IsMatch(rest) && (quoteFollows || Time().IsMatch(rest))) return before;
        }

        return null;
    }

    private static bool HasVerb(string line)
    {
        if (line.AsSpan().IndexOfAny(AnyVerb) < 0) return false;
        foreach (var verb in Verbs)
        {
            for (var at = line.IndexOf(verb, StringComparison.OrdinalIgnoreCase); at >= 0; at = line.IndexOf(verb, at + 1, StringComparison.OrdinalIgnoreCase))
            {
                var end = at + verb.Length;
                if (verb[0] >= '\u0e00' || ((at == 0 || !char.IsLetter(line[at - 1])) && (end == line.Length || !char.IsLetter(line[end])))) return true;
            }
        }

        return false;
    }

    private static bool QuoteFollows(List<TextLine> lines, int at, int depth)
    {
        var farthest = Math.Min(lines.Count, at + FarthestEnd);
        while (at < farthest && lines[at].IsBlank && lines[at].Depth == 0) at++;
        return at < lines.Count && (lines[at].Depth > depth || (lines[at].Mark == LineMark.Quoted && depth == 0));
    }

    private static bool Awaits(StringBuilder joined, List<TextLine> lines, int at)
    {
        var farthest = Math.Min(lines.Count, at + FarthestEnd);
        while (at < farthest && lines[at].IsBlank) at++;
        return at < farthest && Day().IsMatch(joined.ToString()) && (lines[at].Text.TrimStart().StartsWith('<') || IsOpen(joined));
    }

    private static bool IsOpen(StringBuilder joined)
    {
        var text = joined.ToString();
        return text.LastIndexOf('<') > text.LastIndexOf('>') || text.Count(c => c == '<') > text.Count(c => c == '>');
    }
}
