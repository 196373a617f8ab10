using System.Text;
using System.Text.RegularExpressions;

namespace Inbox.Connectors.Bluesky;

/// <summary>Links, names and tags in what staff wrote: the network shows none that is not pointed out, at offsets in UTF-8 (docs.bsky.app, rich text).</summary>
internal static class BlueskyFacets
{
    public const int MostNames = 10;

    private const int LongestTag = 64;

    /// <summary>An address, also without https:// where it cannot be mistaken for words: behind www., or with a path.</summary>
    private static readonly Regex Link = new(@"https?://[^\s<>""]+|(?:^|[\s(])((?:www\.(?:[a-z0-9-]+\.)+[a-z]{2,}|(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}/)[^\s<>""]*)", Options);
    private static readonly Regex Name = new(@"(?:^|[\s(])(@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9])", Options), Tag = new(@"(?:^|\s)([#＃][^\s\u00AD\u2060\u200A-\u200D\u20E3\uFE0F][^\s\u00AD\u2060\u200A-\u200D\u20E3]*)", Options);

    private static RegexOptions Options => RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>The names in a text, without "@": who they are is asked for first.</summary>
    public static IReadOnlyList<string> Names(string text) => [.. Name.Matches(text).Select(m => m.Groups[1].Value[1..].ToLowerInvariant()).Distinct().Take(MostNames)];

    /// <param name="text">What was written.</param>
    /// <param name="dids">Whose names are known.</param>
    public static List<object> Of(string text, IReadOnlyDictionary<string, string> dids) =>
    [
        .. Link.Matches(text).Select(m => m.Groups[1].Success ? (m.Groups[1].Index, Shown: Bare(m.Groups[1].Value), Scheme: "https://") : (m.Index, Shown: Bare(m.Value), Scheme: ""))
            .Select(l => At(text, l.Index, l.Shown.Length, new Dictionary<string, string> { ["$type"] = "app.bsky.richtext.facet#link", ["uri"] = l.Scheme + l.Shown })),
        .. Name.Matches(text).Select(m => m.Groups[1]).Where(g => dids.ContainsKey(g.Value[1..].ToLowerInvariant()))
            .Select(g => At(text, g.Index, g.Length, new Dictionary<string, string> { ["$type"] = "app.bsky.richtext.facet#mention", ["did"] = dids[g.Value[1..].ToLowerInvariant()] })),
        .. Tag.Matches(text).Select(m => (m.Groups[1].Index, Tag: Tagged(m.Groups[1].Value[1..]))).Where(t => t.Tag.Length is > 0 and <= LongestTag && !t.Tag.All(char.IsDigit))
            .Select(t => At(text, t.Index, t.Tag.Length + 1, new Dictionary<string, string> { ["$type"] = "app.bsky.richtext.facet#tag", ["tag"] = t.Tag })),
    ];

    /// <summary>A full stop after an address is the sentence's.</summary>
    private static string Bare(string url) => url.TrimEnd('.', ',', ';', ':', '!', '?', '\'') is var bare && bare.EndsWith(')') && !bare.Contains('(', StringComparison.Ordinal) ? bare[..^1] : bare;

    /// <summary>What follows a tag is the sentence's, too.</summary>
    private static string Tagged(string tag) => tag[..(tag.Length - tag.Reverse().TakeWhile(char.IsPunctuation).Count())];

    private static object At(string text, int from, int length, Dictionary<string, string> feature)
    {
        var start = Encoding.UTF8.GetByteCount(text.AsSpan(0, from));
        return new { index = new { byteStart = start, byteEnd = start + Encoding.UTF8.GetByteCount(text.AsSpan(from, length)) }, features = new[] { feature } };
    }
}
