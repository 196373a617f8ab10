using System.Collections.Immutable;
using System.Text.Json;

namespace Inbox.Connectors.Bluesky;

/// <summary>What is known of an account's newest notifications: the network lists them by times that anybody may have set back, so what is listed is held against what was read.</summary>
/// <param name="Floor">Notifications before this moment are let be.</param>
/// <param name="Own">The key of the newest post of our own that was read: keys grow with time.</param>
/// <param name="Seen">The newest posts that were read, oldest first.</param>
/// <param name="Watched">The newest posts, of others and of ours, that may still be taken back.</param>
internal sealed record BlueskyWatch(DateTimeOffset Floor, string Own, ImmutableList<BlueskyMark> Seen, ImmutableList<string> Watched)
{
    /// <summary>How many posts are known, and how many are asked for again once a minute, in four requests.</summary>
    public const int Most = 500, MostWatched = 100;

    public static BlueskyWatch Empty { get; } = new(DateTimeOffset.MinValue, "", [], []);

    public static BlueskyWatch? Read(string? text) => text is null ? null : JsonSerializer.Deserialize<BlueskyWatch>(text);

    public override string ToString() => JsonSerializer.Serialize(this);

    public bool IsNews(string uri, DateTimeOffset at) => at >= Floor && !Seen.Exists(s => s.Uri == uri);

    public BlueskyWatch With(string uri, DateTimeOffset at)
    {
        var seen = Seen.Add(new(uri, at));
        var rest = seen.Count > Most ? seen.RemoveAt(0) : seen;
        return Watching(uri) with { Seen = rest, Floor = seen.Count > Most && rest.Min(s => s.At) is var floor && floor > Floor ? floor : Floor };
    }

    public BlueskyWatch Watching(string uri)
    {
        var watched = Watched.Remove(uri).Add(uri);
        return this with { Watched = watched.Count > MostWatched ? watched.RemoveAt(0) : watched };
    }

    public BlueskyWatch Without(string uri) => this with { Watched = Watched.Remove(uri) };
}

/// <summary>A post and when the network says that it came.</summary>
internal sealed record BlueskyMark(string Uri, DateTimeOffset At);
