using System.Text;
using Inbox.Connectors.Json;
using Inbox.Contracts;

namespace Inbox.Connectors.Bluesky;

/// <summary>What a post says in words.</summary>
internal static class BlueskyText
{
    private const int LongestTitle = 80;

    /// <summary>The text with the addresses behind its words, the page that it shows, where the text does not name it, and that there is a video.</summary>
    public static string Of(Node record)
    {
        var text = WithLinks(record["text"].Text ?? "", record["facets"]);
        var page = record["embed"]["external"].Exists ? record["embed"]["external"] : record["embed"]["media"]["external"];
        var said = new List<string?> { text };
        if (page["uri"].Text is { } uri && !text.Contains(uri, StringComparison.Ordinal))
            said.AddRange([page["title"].Text, uri]);
        if (record["embed"]["video"].Exists || record["embed"]["media"]["video"].Exists)
            said.Add("(video)");
        return string.Join('\n', said.Where(t => !string.IsNullOrEmpty(t)));
    }

    /// <summary>A direct message, with the address of the post that it shows.</summary>
    public static MessageBody Talk(Node message)
    {
        var text = string.Join('\n', new[] { Of(message), BlueskyUri.Link(message["embed"]["record"]["uri"].Text) }.Where(t => !string.IsNullOrEmpty(t)));
        return new(text, text, null, null, []);
    }

    public static string? Title(Node record)
    {
        var line = (record["text"].Text ?? "").ReplaceLineEndings(" ").Trim();
        return line.Length == 0 ? null : line.Length <= LongestTitle ? line : $"{line[..(char.IsHighSurrogate(line[LongestTitle - 1]) ? LongestTitle - 1 : LongestTitle)]}…";
    }

    /// <summary>Addresses stand apart from the text, at offsets in its UTF-8.</summary>
    private static string WithLinks(string text, Node facets)
    {
        var links = facets.Select(f => (From: f["index"]["byteStart"].Number, To: f["index"]["byteEnd"].Number, Uri: f["features"].Select(x => x["uri"].Text).FirstOrDefault(u => u is not null))).Where(l => l.Uri is not null).ToList();
        if (links.Count == 0)
            return text;
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var (from, to, uri) in links.OrderByDescending(l => l.To))
            if (from >= 0 && from < to && to <= bytes.Length && IsBoundary(bytes, (int)to.Value) && !Shows(Encoding.UTF8.GetString(bytes, (int)from.Value, (int)(to.Value - from.Value)), uri!))
                bytes = [.. bytes[..(int)to.Value], .. Encoding.UTF8.GetBytes($" ({uri})"), .. bytes[(int)to.Value..]];
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Whether the words are the address, less what nobody reads.</summary>
    private static bool Shows(string words, string uri) => Bare(words) == Bare(uri);

    private static string Bare(string uri)
    {
        var at = uri.IndexOf("://", StringComparison.Ordinal);
        return (at < 0 ? uri : uri[(at + 3)..]).TrimEnd('/');
    }

    private static bool IsBoundary(byte[] bytes, int at) => at == bytes.Length || (bytes[at] & 0xC0) != 0x80;
}
