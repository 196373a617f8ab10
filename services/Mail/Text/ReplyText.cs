namespace Inbox.Mail.Text;

/// <summary>
/// What the writer of a mail wrote this time: without quoted history and signature, whichever program and language wrote it.
/// In doubt it keeps: losing words is worse than leaving a quotation.
/// </summary>
public static class ReplyText
{
    /// <summary>The writer's own words in a plain text body. Linear in its length; never throws.</summary>
    /// <param name="text">The decoded body, with any line ends.</param>
    /// <returns>
    /// Lines ended by \n without blank ones at either end. Answers between quoted lines are all kept. When nothing is left — a mail that
    /// only forwards, or only quotes — the whole text.
    /// </returns>
    public static string Extract(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Own(PlainLines.Read(text), () => text.ReplaceLineEndings("\n").Trim());
    }

    /// <summary>The same for an HTML body, where the elements that mail programs put around quotations and signatures count too.</summary>
    /// <param name="html">A document or a fragment, however broken.</param>
    /// <returns>As for <see cref="Extract"/>.</returns>
    public static string ExtractFromHtml(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        var lines = HtmlLines.Read(html);
        return Own([.. lines.Select(PlainLines.WithQuoteMarks)], () => HtmlText.Join(lines));
    }

    private static string Own(List<TextLine> lines, Func<string> whole)
    {
        var parts = QuotedHistory.Split(lines);
        var own = Signatures.Remove(lines, parts);
        return own.TrueForAll(line => line.IsBlank) || PointerNote.MeansTheRest(own, lines.Count) ? whole() : Text(own);
    }

    private static string Text(List<TextLine> own)
    {
        var kept = new List<TextLine>(own.Count);
        foreach (var line in own)
        {
            if (line.IsBlank && kept.Count > 1 && kept[^1].IsBlank && kept[^2].IsBlank) continue;
            kept.Add(line.IsBlank ? line with { Text = "" } : line);
        }

        return HtmlText.Join(kept.SkipWhile(line => line.IsBlank));
    }
}
