namespace Inbox.Mail.Text;

internal enum HtmlToken
{
    Text,
    Open,
    Close,
}

/// <summary>
/// Walks over HTML as browsers do, without a tree: text, opening tags and closing tags, everything else left out.
/// Every character is looked at a bounded number of times whatever is unclosed, so hostile input costs no more than its length.
/// </summary>
internal ref struct HtmlReader(ReadOnlySpan<char> html)
{
    private readonly ReadOnlySpan<char> html = html;
    private int at;

    // Once a search has failed it fails for every later start; without this an unclosed mark repeated n times costs n².
    private bool noTagEnd;
    private bool noCommentEnd;
    private bool noDoubleQuote;
    private bool noSingleQuote;

    public HtmlToken Token { get; private set; }

    /// <summary>The text, still with its character references.</summary>
    public ReadOnlySpan<char> Text { get; private set; }

    public ReadOnlySpan<char> Name { get; private set; }

    public ReadOnlySpan<char> Attributes { get; private set; }

    public bool Read()
    {
        while (at < html.Length)
        {
            var start = at;
            if (html[at] == '<' && TryMarkup(out var found))
            {
                if (found) return true;
                continue;
            }

            at = start + 1;
            var next = html[at..].IndexOf('<');
            at = next < 0 ? html.Length : at + next;
            Text = html[start..at];
            Token = HtmlToken.Text;
            return true;
        }

        return false;
    }

    /// <summary>Passes over the content of an element whose content is not markup (script, style), to its closing tag or the end.</summary>
    public void SkipTo(ReadOnlySpan<char> closing)
    {
        while (at < html.Length)
        {
            var next = html[at..].IndexOf("</", StringComparison.Ordinal);
            if (next < 0)
            {
                at = html.Length;
                return;
            }

            at += next;
            if (html[(at + 2)..].StartsWith(closing, StringComparison.OrdinalIgnoreCase)) return;
            at += 2;
        }
    }

    /// <summary>False when the '&lt;' is only a character; otherwise the markup is passed over, and found says whether it was a tag.</summary>
    private bool TryMarkup(out bool found)
    {
        found = false;
        var rest = html[at..];
        if (rest.Length < 2) return false;
        if (rest.StartsWith("<!--", StringComparison.Ordinal)) return SkipComment();
        if (rest[1] is '!' or '?') return SkipBogus();

        var closing = rest[1] == '/';
        var name = closing ? 2 : 1;
        if (name >= rest.Length || !char.IsAsciiLetter(rest[name]))
        {
            return closing && rest.Length > 2 && SkipBogus();
        }

        var end = name;
        while (end < rest.Length && !char.IsWhiteSpace(rest[end]) && rest[end] is not ('>' or '/')) end++;
        var close = TagEnd(at + end);
        if (close < 0) return false;

        Name = rest[name..end];
        Attributes = html[(at + end)..close];
        Token = closing ? HtmlToken.Close : HtmlToken.Open;
        at = close + 1;
        found = true;
        return true;
    }

    /// <summary>The position of the '>' that ends the tag: not one inside a quoted value, unless that quote never closes.</summary>
    private int TagEnd(int from)
    {
        var afterEquals = false;
        for (var i = from; i < html.Length && !noTagEnd; i++)
        {
            var c = html[i];
            if (c == '>') return i;
            if (afterEquals && (c is '"' or '\''))
            {
                var close = Quote(c, i + 1);
                if (close > 0) i = close;
            }


            afterEquals = c == '=' || (afterEquals && char.IsWhiteSpace(c));
        }

        // Nothing but a quoted '>' is left: from here on quotes do not count, so that no text is swallowed.
        noDoubleQuote = noSingleQuote = true;
        var end = noTagEnd ? -1 : html[from..].IndexOf('>');
        noTagEnd = end < 0;
        return end < 0 ? -1 : from + end;
    }

    private int Quote(char quote, int from)
    {
        if (quote == '"' ? noDoubleQuote : noSingleQuote) return -1;
        var next = html[from..].IndexOf(quote);
        if (next >= 0) return from + next;
        if (quote == '"') noDoubleQuote = true;
        else noSingleQuote = true;
        return -1;
    }

    private bool SkipComment()
    {
        // "<!-->" and "<!--->" are whole comments.
        var end = noCommentEnd ? -1 : html[(at + 2)..].IndexOf("-->", StringComparison.Ordinal);
        if (end < 0)
        {
            noCommentEnd = true;
            return SkipBogus();
        }

        at += 2 + end + 3;
        return true;
    }

    private bool SkipBogus()
    {
        var end = noTagEnd ? -1 : html[at..].IndexOf('>');
        if (end < 0)
        {
            noTagEnd = true;
            return false;
        }

        at += end + 1;
        return true;
    }
}
