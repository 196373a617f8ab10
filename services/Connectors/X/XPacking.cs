using System.Text;
using Inbox.Connectors.Json;

namespace Inbox.Connectors.X;

/// <summary>What the follower keeps of an answer: each post or message alone, with those that it names, so that erasing one person's leaves the others'.</summary>
internal static class XPacking
{
    public static byte[] Of(string us, Node one, IReadOnlyList<Node> included, bool historic)
    {
        var text = one.ToString();
        var posts = Named("tweets", "id", text, included);
        var whole = text + string.Concat(posts);
        return Encoding.UTF8.GetBytes(
            $$"""{"for_user_id":"{{us}}","historic":{{(historic ? "true" : "false")}},"data":{{text}},"includes":{"tweets":[{{string.Join(',', posts)}}],"users":[{{string.Join(',', Named("users", "id", whole, included))}}],"media":[{{string.Join(',', Named("media", "media_key", whole, included))}}] } }""");
    }

    public static byte[] Gone(string us, string id, DateTimeOffset at) => Encoding.UTF8.GetBytes($$"""{"for_user_id":"{{us}}","gone":"{{id}}","at":"{{at:O}}"}""");

    /// <summary>Those whose name stands in a text.</summary>
    private static List<string> Named(string kind, string key, string text, IReadOnlyList<Node> included) =>
        [.. included.SelectMany(i => i[kind]).Where(n => n[key].Id is { } id && (text.Contains($"\"{id}\"", StringComparison.Ordinal) || text.Contains($"\"{id}-", StringComparison.Ordinal) || text.Contains($"-{id}\"", StringComparison.Ordinal))).DistinctBy(n => n[key].Id).Select(n => n.ToString())];
}
