namespace Inbox.Mail.Text;

/// <summary>Takes signatures out of the writer's own lines: those behind a delimiter, in a marked element, and what telephones add.</summary>
internal static class Signatures
{
    private const int MostLines = 40;
    private const int FarthestEnd = 3 * MostLines;
    private const int MostLinesUnsure = 12;
    private const int LongestLineUnsure = 120;

    private static readonly string[] Disclaimers =
    [
        "confidential", "privileged", "intended recipient", "disclaimer", "confidentiel", "vertraulich", "confidencial", "riservat", "vertrouwelijk", "poufn", "конфиденциальн", "fortrolig", "konfidentiell", "luottamuksell", "důvěrn", "unsubscribe", "registered office", "sitz der gesellschaft",
    ];

    public static List<TextLine> Remove(List<TextLine> lines, LinePart[] parts)
    {
        var own = new List<TextLine>();
        var written = false;
        for (var i = 0; i < lines.Count;)
        {
            if (parts[i] != LinePart.Own)
            {
                i++;
                continue;
            }

            var end = i;
            while (end < lines.Count && parts[end] == LinePart.Own) end++;
            written |= Piece(lines, i, end, own, written);
            i = end;
        }

        return own;
    }

    /// <summary>Adds what is left of one stretch of own lines, and says whether that was more than blank.</summary>
    private static bool Piece(List<TextLine> lines, int start, int end, List<TextLine> own, bool written)
    {
        // What stood between two pieces is gone; one blank line says so.
        while (own.Count > 0 && own[^1].IsBlank) own.RemoveAt(own.Count - 1);
        while (start < end && lines[start].IsBlank) start++;
        if (own.Count > 0 && start < end) own.Add(new TextLine(""));
        var divider = "";
        for (var i = start; i < end; i++)
        {
            var line = lines[i];
            if (line.Mark == LineMark.Signature || DeviceNote.Is(line.Text) || (written && IsLast(lines, i, end) && DeviceNote.MayClose(line.Text))) continue;
            if (written && IsFrame(lines, i, end)) break;
            if (written && IsDelimiter(line.Text) && line.Text != divider)
            {
                if (IsDelimited(lines, i, end)) break;
                divider = line.Text;
            }

            written |= !line.IsBlank;
            own.Add(line);
        }

        return written;
    }

    /// <summary>Whether it stands alone at the end.</summary>
    private static bool IsLast(List<TextLine> lines, int at, int end)
    {
        if (at > 0 && !lines[at - 1].IsBlank) return false;
        for (var i = at + 1; i < end; i++)
        {
            if (!lines[i].IsBlank) return false;
        }

        return true;
    }

    private static bool IsDelimiter(string line) =>
        line.AsSpan().Trim(" \t\u00a0*") is var bare && (bare is "--" or "\u2014" or "- -" or "---" || IsUnderscores(bare));

    /// <summary>Whether what follows the delimiter, to the end of the piece, can be a signature.</summary>
    private static bool IsDelimited(List<TextLine> lines, int at, int end)
    {
        var line = lines[at].Text;
        var delimiter = line.AsSpan().Trim(" \t\u00a0*");
        var written = 0;
        var evidence = false;
        var short_ = true;
        for (var i = at + 1; i < end; i++)
        {
            if (i - at > FarthestEnd) return false;
            if (lines[i].IsBlank) continue;
            written++;
            evidence |= IsContact(lines[i].Text);
            short_ &= lines[i].Text.Length <= LongestLineUnsure || IsDisclaimer(lines[i].Text);
        }

        // "-- " is the delimiter of RFC 3676 4.3; the others are only habits.
        if (line == "-- " || (delimiter is "--" && line.Length == 3)) return written <= MostLines;
        if (written > MostLinesUnsure) return false;
        return delimiter is "--" ? short_ : short_ && evidence;
    }

    /// <summary>A card between two like rules at the end, as Japanese programs write it.</summary>
    private static bool IsFrame(List<TextLine> lines, int at, int end)
    {
        var rule = lines[at].Text.AsSpan().Trim(" \t\u00a0\u3000");
        if (rule.Length < 5 || !rule.Trim(rule[0]).IsEmpty || !"-_=*~+#.\u2015\u2014\u2500\u2501\u30fc\uff0a\uff0d\uff1d\u25a0\u25c6\u25c7\u30fb\u2550".Contains(rule[0], StringComparison.Ordinal)) return false;
        while (end > at && lines[end - 1].IsBlank) end--;
        if (end - at is < 3 or > MostLinesUnsure + 2 || !lines[end - 1].Text.AsSpan().Trim(" \t\u00a0\u3000").SequenceEqual(rule)) return false;
        var evidence = false;
        for (var i = at + 1; i < end - 1; i++)
        {
            if (lines[i].Text.Length > LongestLineUnsure) return false;
            evidence |= IsContact(lines[i].Text);
        }

        return evidence;
    }

    private static bool IsDisclaimer(string line) => Array.Exists(Disclaimers, word => line.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool IsUnderscores(ReadOnlySpan<char> line) => line.Length >= 2 && line.Trim('_').IsEmpty;

    private static bool IsContact(string line) =>
        line.Contains('@') || line.Contains("://", StringComparison.Ordinal) || line.Contains("www.", StringComparison.OrdinalIgnoreCase)
        || line.Count(char.IsAsciiDigit) >= 7;
}
