namespace Inbox.Threads;

/// <summary>The one normaliser in front of both databases: PostgreSQL refuses U+0000, and lone surrogates are no text.</summary>
internal static class Clean
{
    public static string Text(string text)
    {
        if (!text.AsSpan().ContainsAny('\0', '\uFFFE') && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return text;
        return string.Create(text.Length, text, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                if (char.IsHighSurrogate(from[i]) && i + 1 < from.Length && char.IsLowSurrogate(from[i + 1]))
                {
                    to[i] = from[i];
                    to[++i] = from[i];
                }
                else
                {
                    to[i] = from[i] == '\0' || char.IsSurrogate(from[i]) ? '\uFFFD' : from[i];
                }
            }
        });
    }

    public static string? Line(string? text) => text is null ? null : Text(text);

    /// <summary>The first words on one line, for cards.</summary>
    public static string Preview(string text)
    {
        const int Most = 160;
        Span<char> line = stackalloc char[Most + 1];
        var length = 0;
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, 2000)).Trim())
        {
            if (length > Most)
                break;
            if (!char.IsWhiteSpace(c))
                line[length++] = c;
            else if (line[length - 1] != ' ')
                line[length++] = ' ';
        }
        if (length <= Most)
            return Text(line[..length].ToString());
        var cut = char.IsHighSurrogate(line[Most - 1]) ? Most - 1 : Most;
        return Text(line[..cut].ToString()) + "…";
    }
}
