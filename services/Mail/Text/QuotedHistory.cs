namespace Inbox.Mail.Text;

/// <summary>Whose words a line is.</summary>
internal enum LinePart
{
    Own,
    Quoted,
}

/// <summary>Tells the writer's own lines from the history below, above and between them.</summary>
internal static class QuotedHistory
{
    public static LinePart[] Split(List<TextLine> lines)
    {
        var parts = new LinePart[lines.Count];
        var introduced = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.Mark == LineMark.Quoted || (line.Depth > 0 && introduced))
            {
                parts[i] = LinePart.Quoted;
            }
            else if (line.Mark == LineMark.Cut)
            {
                Cut(lines, parts, i);
                break;
            }
            else if (line.IsBlank)
            {
                continue;
            }
            else if (Introduction(lines, i) is { } introduction)
            {
                introduced = true;
                lines[i] = line with { Text = introduction.Before };
                if (introduction.Before.Length == 0) parts[i] = LinePart.Quoted;
                if (line.Depth == 0 && !IsQuoted(lines, introduction.Next))
                {
                    Cut(lines, parts, introduction.Before.Length == 0 ? i : i + 1);
                    break;
                }

                for (var j = i + 1; j < introduction.Next; j++) parts[j] = LinePart.Quoted;
                i = introduction.Next - 1;
            }
            else if (IsBrokenLink(lines, i))
            {
                parts[i] = LinePart.Quoted;
            }
        }

        return parts;
    }

    /// <summary>The line that introduces a quotation: what stands before it on the same line, and the first line after it.</summary>
    private static (string Before, int Next)? Introduction(List<TextLine> lines, int at)
    {
        if (Separator.IsAt(lines, at)) return ("", NextWritten(lines, at + 1));
        if (HeaderBlock.EndAt(lines, at) is { } afterHeaders) return ("", NextWritten(lines, afterHeaders));
        return Attribution.At(lines, at) is { } found ? (found.Before, NextWritten(lines, found.End)) : null;
    }

    private static void Cut(List<TextLine> lines, LinePart[] parts, int from)
    {
        // The line that separates belongs to what it separates.
        var above = from - 1;
        while (above >= 0 && parts[above] == LinePart.Own && (lines[above].IsBlank || Separator.IsRule(lines[above].Text))) above--;
        Array.Fill(parts, LinePart.Quoted, above + 1, parts.Length - above - 1);
    }

    private static bool IsQuoted(List<TextLine> lines, int at) => at < lines.Count && lines[at] is { Depth: > 0 } or { Mark: LineMark.Quoted };

    /// <summary>A long address that was broken at the end of a quoted line, without a mark on its second half.</summary>
    private static bool IsBrokenLink(List<TextLine> lines, int at)
    {
        if (at == 0 || at + 1 >= lines.Count || !IsQuoted(lines, at - 1) || !IsQuoted(lines, at + 1) || lines[at].Depth > 0) return false;
        var before = lines[at - 1].Text;
        var lastWord = before.AsSpan(before.LastIndexOf(' ') + 1);
        return lastWord.Contains("://", StringComparison.Ordinal) && !lines[at].Text.Trim().Contains(' ');
    }

    private static int NextWritten(List<TextLine> lines, int at)
    {
        while (at < lines.Count && lines[at].IsBlank) at++;
        return at;
    }
}
