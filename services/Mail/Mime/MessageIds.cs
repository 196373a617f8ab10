namespace Inbox.Mail.Mime;

/// <summary>The ids in Message-ID, In-Reply-To and References (RFC 5322 section 3.6.4), without angle brackets, whatever stands between them.</summary>
internal static class MessageIds
{
    private const int Most = 2000;
    private static readonly char[] _separators = [' ', '\t', '\r', '\n', ',', ';', '>', '<', '"'];

    /// <summary>The one id of Message-ID; null when it is absent or empty (B01).</summary>
    public static string? One(string? raw)
    {
        if (string.IsNullOrWhiteSpace(raw))
            return null;
        var ids = All(raw);
        return ids.Count > 0 ? ids[0] : null;
    }

    /// <summary>In-Reply-To once held prose: with any id in brackets only those count.</summary>
    public static IReadOnlyList<string> InReplyTo(string? raw)
    {
        if (string.IsNullOrWhiteSpace(raw))
            return [];
        var bracketed = Collect(raw, bare: false);
        if (bracketed.Count > 0)
            return bracketed;
        var bare = Collect(raw, bare: true);
        return bare.Count <= 1 ? bare : bare.FindAll(id => id.Contains('@'));
    }

    /// <summary>Every id in order, each once.</summary>
    public static IReadOnlyList<string> All(string? raw) => string.IsNullOrWhiteSpace(raw) ? [] : Collect(raw, bare: true);

    private static List<string> Collect(string raw, bool bare)
    {
        var ids = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var text = raw.AsSpan();
        while (!text.IsEmpty && ids.Count < Most)
        {
            var open = text.IndexOf('<');
            var before = open < 0 ? text : text[..open];
            if (bare)
                foreach (var word in before.ToString().Split(_separators, StringSplitOptions.RemoveEmptyEntries))
                    Add(word);
            if (open < 0)
                break;
            text = text[(open + 1)..];
            var close = text.IndexOfAny('>', '<');
            if (close < 0)
            {
                // Cut off: what is there may still match.
                Add(text);
                break;
            }
            Add(text[..close]);
            text = text[close] == '>' ? text[(close + 1)..] : text[close..];
        }
        return ids;

        void Add(ReadOnlySpan<char> id)
        {
            // Folding may have put spaces into a long id.
            var clean = Charsets.CleanText.Surrogates(string.Concat(id.ToString().Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c))));
            if (clean.Length > 0 && ids.Count < Most && seen.Add(clean))
                ids.Add(clean);
        }
    }
}
