using System.Text;

namespace Inbox.Mail.Text;

/// <summary>HTML as the text that a reader sees (HTML Standard; what mail programs make of it).</summary>
public static class HtmlText
{
    private const int DeepestMark = 16;

    /// <summary>
    /// The visible text: blocks on lines of their own, lists with bullets, links with their address where it differs from their text,
    /// quoted blocks as lines that begin with "&gt; ". Linear in the length of the input; never throws.
    /// </summary>
    /// <param name="html">A document or a fragment, however broken.</param>
    /// <returns>Lines ended by \n, without blank lines at either end; empty when nothing is visible.</returns>
    public static string ToText(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        return Join(HtmlLines.Read(html));
    }

    internal static string Join(IEnumerable<TextLine> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            if (text.Length == 0 && line is { Depth: 0, Text: "" }) continue;
            text.Append('>', Math.Min(line.Depth, DeepestMark));
            if (line.Depth > 0 && line.Text.Length > 0) text.Append(' ');
            text.Append(line.Text).Append('\n');
        }

        var end = text.Length;
        while (end > 0 && char.IsWhiteSpace(text[end - 1])) end--;
        return text.ToString(0, end);
    }
}
