using System.Text.Json;

namespace Inbox.Connectors.X;

/// <summary>How far the posts were read, and the newest of them, which are looked at again now and then: the platform tells nobody that somebody else's post is gone.</summary>
/// <param name="Newest">The newest id.</param>
/// <param name="Seen">The latest ids, oldest first.</param>
internal sealed record XWatch(string Newest, IReadOnlyList<string> Seen)
{
    /// <summary>How many posts can be looked at with one question.</summary>
    public const int Most = 100;

    public static XWatch? Read(string? text) => text is null ? null : JsonSerializer.Deserialize<XWatch>(text);

    public override string ToString() => JsonSerializer.Serialize(this);

    /// <summary>With ids that were read, oldest first.</summary>
    public XWatch With(IEnumerable<string> ids)
    {
        var all = Seen.Concat(ids.Except(Seen)).ToList();
        return new(all.Append(Newest).MaxBy(Number)!, [.. all.Skip(Math.Max(0, all.Count - Most))]);
    }

    public XWatch Without(string id) => this with { Seen = [.. Seen.Where(seen => seen != id)] };

    private static ulong Number(string id) => ulong.TryParse(id, out var number) ? number : 0;
}
