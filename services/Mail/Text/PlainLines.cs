namespace Inbox.Mail.Text;

/// <summary>Splits a plain text body into lines and reads the quote marks before them (RFC 3676 4.5, and what people's programs make of it).</summary>
internal static class PlainLines
{
    public static List<TextLine> Read(string text)
    {
        var lines = new List<TextLine>();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            lines.Add(WithQuoteMarks(new TextLine(line.ToString())));
        }

        for (var i = 0; i < lines.Count; i++)
        {
            if (IsEscapedFrom(lines, i)) lines[i] = new TextLine(lines[i].Text);
        }

        QuotedUnderInitials(lines);

        return lines;
    }

    // "AL> text": some programs put the initials of the writer before the mark. One such line alone may be anything.
    private static void QuotedUnderInitials(List<TextLine> lines)
    {
        var above = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            var end = lines[i].Depth == 0 ? InitialsEnd(lines[i].Text) : 0;
            var alike = end > 0 && ((above == end && lines[i - 1].Depth == 1) || (i + 1 < lines.Count && InitialsEnd(lines[i + 1].Text) == end));
            if (alike) lines[i] = new TextLine(lines[i].Text[end..].TrimStart('>').Trim(), 1, LineMark.Quoted);
            above = end;
        }
    }

    /// <summary>Where the mark stands behind up to three capitals; 0 when it does not.</summary>
    private static int InitialsEnd(string line)
    {
        var start = line.AsSpan().IndexOfAnyExcept(' ');
        var end = Math.Max(start, 0);
        while (end < line.Length && end - start < 3 && char.IsUpper(line[end])) end++;
        return start is >= 0 and <= 2 && end > start && end < line.Length && line[end] == '>' ? end : 0;
    }

    public static TextLine WithQuoteMarks(TextLine line)
    {
        var rest = line.Text.AsSpan();
        var indent = rest.Length - rest.TrimStart(" \u00a0\t").Length;
        if (indent == rest.Length || rest[indent] != '>' || indent > 3) return line;

        var at = indent;
        var depth = 0;
        while (at < rest.Length && rest[at] == '>')
        {
            depth++;
            at++;
            // Another mark may stand one space further on: "> > text".
            if (at + 1 < rest.Length && rest[at] == ' ' && rest[at + 1] == '>') at++;
        }

        var quoted = rest[at..];
        if (quoted is [' ', ..]) quoted = quoted[1..];
        return quoted.Contains("<<", StringComparison.Ordinal) && depth > 1
            ? line
            : new TextLine(quoted.ToString(), line.Depth + depth, LineMark.Quoted);
    }

    // Mail boxes put ">" before a sentence that begins with "From "; that is not a quotation.
    private static bool IsEscapedFrom(List<TextLine> lines, int at) =>
        lines[at] is { Depth: 1 } line
        && line.Text.StartsWith("From ", StringComparison.Ordinal)
        && !line.Text.Contains(':')
        && (at == 0 || lines[at - 1].Depth == 0)
        && (at == lines.Count - 1 || lines[at + 1].Depth == 0);
}
