namespace Inbox.Mail.Text;

/// <summary>Reads single attributes out of a tag; a value that never closes ends with the tag.</summary>
internal static class HtmlAttributes
{
    /// <summary>The decoded value of the first attribute of that name; empty for one without a value, null when there is none.</summary>
    public static string? Find(ReadOnlySpan<char> attributes, ReadOnlySpan<char> name)
    {
        // Most tags do not have the attribute: a search for its name is the cheapest answer.
        if (!attributes.Contains(name, StringComparison.OrdinalIgnoreCase)) return null;
        var at = 0;
        while (at < attributes.Length)
        {
            while (at < attributes.Length && (char.IsWhiteSpace(attributes[at]) || attributes[at] == '/')) at++;
            var start = at;
            while (at < attributes.Length && !char.IsWhiteSpace(attributes[at]) && attributes[at] is not ('=' or '/')) at++;
            var found = attributes[start..at].Equals(name, StringComparison.OrdinalIgnoreCase);
            while (at < attributes.Length && char.IsWhiteSpace(attributes[at])) at++;
            if (at >= attributes.Length || attributes[at] != '=')
            {
                if (found) return "";
                continue;
            }

            var value = Value(attributes, ref at);
            if (found) return HtmlEntity.Decode(value);
        }

        return null;
    }

    private static ReadOnlySpan<char> Value(ReadOnlySpan<char> attributes, ref int at)
    {
        at++;
        while (at < attributes.Length && char.IsWhiteSpace(attributes[at])) at++;
        if (at >= attributes.Length) return [];
        if (attributes[at] is '"' or '\'')
        {
            var quote = attributes[at];
            var rest = attributes[(at + 1)..];
            var end = rest.IndexOf(quote);
            if (end >= 0)
            {
                at += end + 2;
                return rest[..end];
            }
        }

        var start = at;
        while (at < attributes.Length && !char.IsWhiteSpace(attributes[at])) at++;
        return attributes[start..at];
    }
}
