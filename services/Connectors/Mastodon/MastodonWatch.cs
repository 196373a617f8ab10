using System.Collections.Immutable;
using System.Text.Json;

namespace Inbox.Connectors.Mastodon;

/// <summary>How far an account was read, and what its newest statuses said: the platform tells nobody but followers that a status was edited or deleted.</summary>
/// <param name="Notification">The newest notification that was read.</param>
/// <param name="Own">The newest status of our own that was read.</param>
/// <param name="Seen">The newest statuses of others and of ours, oldest first.</param>
internal sealed record MastodonWatch(string Notification, string Own, ImmutableList<MastodonMark> Seen)
{
    /// <summary>Whose it is: the server's own name and the account's number there. Null in one that was written before that was kept.</summary>
    public string? Of { get; init; }

    /// <summary>How many statuses are watched: as many as five requests a minute can ask for.</summary>
    public const int Most = 100;

    /// <summary>Nothing was read yet.</summary>
    public static MastodonWatch Empty { get; } = new("0", "0", []);

    public static MastodonWatch? Read(string? text) => text is null ? null : JsonSerializer.Deserialize<MastodonWatch>(text);

    public override string ToString() => JsonSerializer.Serialize(this);

    public bool Knows(string id) => Seen.Exists(s => s.Id == id);

    public MastodonWatch With(string id, string? edited)
    {
        var at = Seen.FindIndex(s => s.Id == id);
        if (at >= 0)
            return this with { Seen = Seen.SetItem(at, new(id, edited)) };
        var seen = Seen.Add(new(id, edited));
        return this with { Seen = seen.Count > Most ? seen.RemoveAt(0) : seen };
    }

    public MastodonWatch Without(string id) => this with { Seen = Seen.RemoveAll(s => s.Id == id) };
}

/// <summary>A status and when it was last edited, as the server writes it.</summary>
internal sealed record MastodonMark(string Id, string? Edited);
