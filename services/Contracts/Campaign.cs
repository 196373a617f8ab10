namespace Inbox.Contracts;

/// <summary>
/// What brought somebody here, in the three words that marketers' links carry (utm_campaign, utm_source, utm_medium). As the content of a message it has an id like a post's: the same three words
/// are the same campaign, whoever says them and in whichever case.
/// </summary>
/// <param name="Name">The campaign, e.g. <c>spring</c>.</param>
/// <param name="Source">Where the link stood, e.g. <c>newsletter</c>.</param>
/// <param name="Medium">By what it travelled, e.g. <c>email</c>.</param>
public sealed record Campaign(string Name, string? Source = null, string? Medium = null)
{
    /// <summary>What ids of campaigns begin with.</summary>
    public const string Prefix = "campaign:";

    /// <summary>The longest of the three words.</summary>
    public const int Longest = 100;

    /// <summary>As people read it: <c>spring · newsletter · email</c>.</summary>
    public string Title => string.Join(" · ", new[] { Name, Source, Medium }.Where(w => w is not null).Distinct(StringComparer.OrdinalIgnoreCase));

    /// <summary>What messages that it brought are about.</summary>
    /// <param name="url">The page that people came to.</param>
    public ContentRef Content(string? url) => new(ContentId, url, Title);

    /// <summary>The id of the campaign among contents.</summary>
    public string ContentId => $"{Prefix}{Key(Name)}/{Key(Source)}/{Key(Medium)}".TrimEnd('/');

    /// <summary>Whether a content is a campaign and not a post or a page.</summary>
    /// <param name="contentId">Its id.</param>
    public static bool Is(string? contentId) => contentId?.StartsWith(Prefix, StringComparison.Ordinal) == true;

    /// <summary>The campaign with this id, in small letters; null for a post or a page.</summary>
    /// <param name="contentId">The id of a content.</param>
    public static Campaign? Read(string? contentId)
    {
        if (!Is(contentId))
            return null;
        var words = contentId![Prefix.Length..].Split('/').Select(w => w.Length == 0 ? null : Uri.UnescapeDataString(w)).ToArray();
        return words[0] is { } name ? new(name, words.ElementAtOrDefault(1), words.ElementAtOrDefault(2)) : null;
    }

    /// <summary>What the query of an address says. A source alone is a campaign of its name, since many tools write no more; a medium alone says nothing.</summary>
    /// <param name="query">With or without its question mark.</param>
    public static Campaign? Of(string? query)
    {
        if (query is null || !query.Contains("utm_", StringComparison.OrdinalIgnoreCase))
            return null;
        var said = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in query.TrimStart('?').Split('&'))
            if (pair.Split('=', 2) is [var key, var value] && Word(Uri.UnescapeDataString(value.Replace('+', ' '))) is { } word)
                said.TryAdd(key, word);
        var source = said.GetValueOrDefault("utm_source");
        return (said.GetValueOrDefault("utm_campaign") ?? source) is { } name ? new(name, source, said.GetValueOrDefault("utm_medium")) : null;
    }

    /// <summary>One of the three as it is kept: on one line, without control characters, not too long; null when nothing is left.</summary>
    /// <param name="text">What somebody wrote.</param>
    public static string? Word(string? text)
    {
        var word = new string([.. (text ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && c != '\uFFFD').Take(Longest)]).Trim();
        return word.Length == 0 ? null : word;
    }

    private static string Key(string? word) => word is null ? "" : Uri.EscapeDataString(word.ToLowerInvariant());
}
