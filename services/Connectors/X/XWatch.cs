using System.Text.Json;

namespace Inbox.Connectors.X;

/// <summary>How far the posts were read, and the newest of them, which are looked at again now and then: the platform tells nobody that somebody else's post is gone.</summary>
/// <param name="Newest">The newest id.</param>
/// <param name="Seen">The latest ids, oldest first.</param>
/// <param name="Floor">The oldest id that the first look took of a longer list: what came before it is let be.</param>
internal sealed record XWatch(string Newest, IReadOnlyList<string> Seen, string Floor = "0")
{
    /// <summary>How many posts can be looked at with one question.</summary>
    public const int Most = 100;

    public static XWatch? Read(string? text) => text is null ? null : JsonSerializer.Deserialize<XWatch>(text);

    public override string ToString() => JsonSerializer.Serialize(this);

    /// <summary>Whether it is not known, and not only moved up into a list of the newest because something newer was deleted.</summary>
    public bool IsNews(string id) => !Seen.Contains(id) && Number(id) >= (Seen.Count < Most ? Number(Floor) : Seen.Min(Number));

    /// <summary>With ids that were read, oldest first.</summary>
    public XWatch With(IEnumerable<string> ids)
    {
        var all = Seen.Concat(ids.Except(Seen)).ToList();
        return new(all.Append(Newest).MaxBy(Number)!, [.. all.Skip(Math.Max(0, all.Count - Most))], Floor);
    }

    public XWatch Without(string id) => this with { Seen = [.. Seen.Where(seen => seen != id)] };

    private static ulong Number(string id) => ulong.TryParse(id, out var number) ? number : 0;
}
