using System.Text.RegularExpressions;

namespace Inbox.Threads;

/// <summary>Subjects without the marks that mail programs put before them, in the languages that people write.</summary>
internal static partial class BaseSubject
{
    /// <summary>For comparing: no marks, no list names, one space, lower case; empty when nothing is left.</summary>
    public static string Compared(string? subject) => Spaces().Replace(Strip(subject ?? "", brackets: true), " ").Trim().ToLowerInvariant();

    /// <summary>For showing and for the next "Re:": only marks of replies are taken off.</summary>
    public static string? Shown(string? subject) => subject is null ? null : Strip(subject, brackets: false).Trim();

    private static string Strip(string subject, bool brackets)
    {
        var text = subject.Length > 1000 ? subject[..1000] : subject;
        while (true)
        {
            var next = Trailer().Replace(Mark().Replace(text, ""), "");
            if (brackets && Blob().Match(next) is { Success: true } blob && blob.Length < next.Length && next[blob.Length..].Trim().Length > 0)
                next = next[blob.Length..];
            if (brackets && Wrapped().Match(next) is { Success: true } wrapped)
                next = wrapped.Groups[1].Value;
            if (next == text)
                return next;
            text = next;
        }
    }

    // en, de, nl, fr, es, pt, it, sv, da, no, fi, is, pl, cs, hu, ro, tr, el, ru, he, ar, zh, ja, ko, vi, id, et, lt, lv; with counters as in "Re[2]:" and "Re^3:".
    [GeneratedRegex(
        """^\s*(?:re|r|fwd|fw|f|aw|antw|antwort|wg|wtr|tr|réf|ref|rif|i|rv|enc|res|env|sv|vs|vl|vb|videresend|doorst|odp|pd|odpověď|fs|vá|továbbítás|ynt|ilt|απ|σχετ|πρθ|ответ|отв|пер|hal|bls|trl|att|vastus|回复|答复|转发|回覆|轉寄|返信|転送|回信|답장|전달|השב|הועבר|תשובה|رد|إعادة توجيه)\s*(?:\[\d{1,4}\]|\(\d{1,4}\)|\^\d{1,4}|\d{1,3})?\s*[:：]\s*""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Mark();

    [GeneratedRegex("""\s*\((?:fwd|fw)\)\s*$""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Trailer();

    [GeneratedRegex("""^\s*\[[^\[\]]{1,60}\]\s*""")]
    private static partial Regex Blob();

    [GeneratedRegex("""^\s*\[(?:fwd|fw)\s*:\s*(.*)\]\s*$""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Wrapped();

    [GeneratedRegex("""\s+""")]
    private static partial Regex Spaces();
}
