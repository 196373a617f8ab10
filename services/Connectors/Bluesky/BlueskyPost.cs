using Inbox.Connectors.Json;
using Inbox.Connectors.Posts;
using Inbox.Contracts;

namespace Inbox.Connectors.Bluesky;

/// <summary>The parts of a post, as a notification or the app view has it: <c>{uri, cid, author, record}</c>.</summary>
internal static class BlueskyPost
{
    public static bool Is(Node post) => post["uri"].Text is not null && post["record"].IsObject && post["author"]["did"].Text is not null && post["record"]["$type"].Text is null or BlueskyUri.Posts;

    public static Party? Author(Node who) => who["did"].Text is { } did ? new(did, who["displayName"].Text?.Trim() is { Length: > 0 } name ? name : null, who["handle"].Text) : null;

    public static string? Parent(Node post) => post["record"]["reply"]["parent"]["uri"].Text;

    public static string? Root(Node post) => post["record"]["reply"]["root"]["uri"].Text;

    /// <summary>The post that it shows; other records (lists, feeds) are no posts.</summary>
    public static string? Quoted(Node post)
    {
        var shown = post["record"]["embed"]["record"];
        return (shown["uri"].Text ?? shown["record"]["uri"].Text) is { } uri && (BlueskyUri.Link(uri) is not null || BlueskyUri.Owner(uri) is null) ? uri : null;
    }

    /// <summary>Whether Bluesky's moderators have put it out of sight.</summary>
    public static bool IsHidden(Node post) => post["labels"].Any(l => l["val"].Text is "!hide" or "!takedown" && !l["neg"].IsTrue);

    /// <summary>A post of ours as content. A record never changes; its key tells when it was made.</summary>
    public static SeenPost Seen(Node post, DateTimeOffset? at) => new(post["uri"].Text!, BlueskyUri.Link(post["uri"].Text), BlueskyText.Title(post["record"]), at) { Picture = Pictures(post).FirstOrDefault() };

    public static MessageBody Body(Node post, RawInput input, List<Storage.NewFile> files)
    {
        var text = BlueskyText.Of(post["record"]);
        return new(text, text, null, null, Files(post, input, files));
    }

    /// <summary>What its pictures are fetched by.</summary>
    public static IEnumerable<string> Pictures(Node post) =>
        Images(post).Select(image => image["ref"]["$link"].Text).OfType<string>().Select(cid => $"{post["uri"].Text} {cid}");

    private static IEnumerable<Node> Images(Node post) => post["record"]["embed"]["images"].Concat(post["record"]["embed"]["media"]["images"]).Select(i => i["image"]);

    /// <summary>Pictures, by post and content: the app view says where they lie.</summary>
    private static List<AttachmentRef> Files(Node post, RawInput input, List<Storage.NewFile> files)
    {
        var refs = new List<AttachmentRef>();
        foreach (var image in Images(post))
        {
            if (image["ref"]["$link"].Text is not { } cid)
                continue;
            var (name, type) = image["mimeType"].Text switch { "image/png" => ("picture.png", "image/png"), "image/gif" => ("picture.gif", "image/gif"), "image/webp" => ("picture.webp", "image/webp"), _ => ("picture.jpg", "image/jpeg") };
            files.Add(new(input.NewId(), name, type, default, $"{post["uri"].Text} {cid}"));
            refs.Add(new(files[^1].Id, name, type, image["size"].Number ?? 0));
        }
        return refs;
    }
}
