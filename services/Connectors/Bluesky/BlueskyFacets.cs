using System.Text;
using System.Text.RegularExpressions;

namespace Inbox.Connectors.Bluesky;

/// <summary>Links, names and tags in what staff wrote: the network shows none that is not pointed out, at offsets in UTF-8 (docs.bsky.app, rich text).</summary>
internal static class BlueskyFacets
{
    public const int MostNames = 10;

    private static readonly Regex Link = new(@"https?://[^\s<>""]+", Options), Name = new(@"(?:^|[\s(])(@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9])", Options), Tag = new(@"(?:^|\s)(#[^\s#\d\p{P}][^\s#\p{P}]{0,62})", Options);

    private static RegexOptions Options => RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>The names in a text, without "@": who they are is asked for first.</summary>
    public static IReadOnlyList<string> Names(string text) => [.. Name.Matches(text).Select(m => m.Groups[1].Value[1..].ToLowerInvariant()).Distinct().Take(MostNames)];

    /// <param name="text">What was written.</param>
    /// <param name="dids">Whose names are known.</param>
    public static List<object> Of(string text, IReadOnlyDictionary<string, string> dids) =>
    [
        .. Link.Matches(text).Select(m => Bare(m.Value) is var url ? At(text, m.Index, url.Length, new Dictionary<string, string> { ["$type"] = "app.bsky.richtext.facet#link", ["uri"] = url }) : null!),
        .. Name.Matches(text).Select(m => m.Groups[1]).Where(g => dids.ContainsKey(g.Value[1..].ToLowerInvariant()))
            .Select(g => At(text, g.Index, g.Length, new Dictionary<string, string> { ["$type"] = "app.bsky.richtext.facet#mention", ["did"] = dids[g.Value[1..].ToLowerInvariant()] })),
        .. Tag.Matches(text).Select(m => m.Groups[1]).Select(g => At(text, g.Index, g.Length, new Dictionary<string, string> { ["$type"] = "app.bsky.richtext.facet#tag", ["tag"] = g.Value[1..] })),
    ];

    /// <summary>A full stop after an address is the sentence's.</summary>
    private static string Bare(string url) => url.TrimEnd('.', ',', ';', ':', '!', '?', '\'') is var bare && bare.EndsWith(')') && !bare.Contains('(', StringComparison.Ordinal) ? bare[..^1] : bare;

    private static object At(string text, int from, int length, Dictionary<string, string> feature)
    {
        var start = Encoding.UTF8.GetByteCount(text.AsSpan(0, from));
        return new { index = new { byteStart = start, byteEnd = start + Encoding.UTF8.GetByteCount(text.AsSpan(from, length)) }, features = new[] { feature } };
    }
}
