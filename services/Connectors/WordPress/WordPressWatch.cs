using System.Collections.Immutable;
using System.Text.Json;

namespace Inbox.Connectors.WordPress;

/// <summary>
/// What is known of a site's newest comments: their numbers, and a mark of what each says. WordPress tells neither that a comment was changed nor that it is gone, so
/// what is shown now is held against this.
/// </summary>
/// <param name="Floor">Older comments are let be.</param>
/// <param name="Seen">Numbers and marks.</param>
internal sealed record WordPressWatch(long Floor, ImmutableSortedDictionary<long, string> Seen)
{
    /// <summary>How many comments are watched for changes.</summary>
    public const int Most = 1000;

    /// <summary>What the site calls itself; null in a watch that was written before that was kept.</summary>
    public string? Site { get; init; }

    public long Newest => Seen.IsEmpty ? 0 : Seen.Keys.Last();

    public static WordPressWatch? Read(string? text) => text is null ? null : JsonSerializer.Deserialize<WordPressWatch>(text);

    public override string ToString() => JsonSerializer.Serialize(this);

    /// <summary>Numbers that are new, that say something else now, and that are shown no more.</summary>
    /// <param name="shown">What the site shows now.</param>
    /// <param name="lowest">Down to which number it was asked.</param>
    public WordPressNews Against(IReadOnlyDictionary<long, string> shown, long lowest) => new(
        [.. shown.Keys.Where(id => id >= Floor && !Seen.ContainsKey(id)).Order()],
        [.. shown.Where(s => Seen.TryGetValue(s.Key, out var mark) && mark != s.Value).Select(s => s.Key).Order()],
        [.. Seen.Keys.Where(id => id >= lowest && !shown.ContainsKey(id))]);

    public WordPressWatch With(long id, string mark)
    {
        var seen = Seen.SetItem(id, mark);
        if (seen.Count <= Most)
            return this with { Seen = seen };
        seen = seen.Remove(seen.Keys.First());
        return this with { Floor = seen.Keys.First(), Seen = seen };
    }

    public WordPressWatch Without(long id) => this with { Seen = Seen.Remove(id) };
}

/// <summary>What is different.</summary>
internal sealed record WordPressNews(IReadOnlyList<long> Fresh, IReadOnlyList<long> Changed, IReadOnlyList<long> Missing);
