using System.Text.Json.Nodes;
using Inbox.Tests.Connectors.Bluesky;
using Inbox.Tests.Connectors.Mastodon;

namespace Inbox.Tests.Proof;

/// <summary>Channels that are asked, and our own chat: what followers and the chat's door put before intake.</summary>
internal sealed partial record Pen
{
    private const string Us = "1";

    private static IReadOnlyList<Pen> Asked { get; } =
    [
        new("mastodon", new() { ["url"] = "http://127.0.0.1:9", ["token"] = Instance.Token }, true, true, Mastodon, null),
        new("bluesky", new() { ["service"] = "http://127.0.0.1:9", ["identifier"] = Network.Handle, ["password"] = Network.Password }, false, true, Bluesky, null),
        new("chat", [], true, false, Chat, null),
    ];

    private static string? Mastodon(Deed d)
    {
        var (us, person) = (Instance.Account(Us, "shop"), Instance.Account($"{d.Person}", $"p{d.Person}@far.example", d.Name));
        var root = d.Post is { } post ? Instance.Status(post, us, $"<p>Post {post}</p>") : null;
        var status = d.Ours
            ? Instance.Status(d.Id, us, $"<p>{d.Text}</p>", d.Parent, person, root is null ? "direct" : "public")
            : Instance.Status(d.Id, person, $"<p>{d.Text}</p>", d.Post, root is null ? null : us, root is null ? "direct" : "public");
        (status["created_at"], status["edited_at"]) = (d.Iso, d.Kind == "edited" ? d.Iso : null);
        return d.Kind switch
        {
            "said" or "edited" => Json(new JsonObject { ["happened"] = d.Kind, ["at"] = d.Iso, ["me"] = Us, ["historic"] = false, ["status"] = status, ["root"] = root }),
            "deleted" => Json(new JsonObject { ["happened"] = "removed", ["at"] = d.Iso, ["me"] = Us, ["status"] = new JsonObject { ["id"] = $"{d.Id}" } }),
            "liked" => Json(new JsonObject { ["id"] = $"{d.Id}", ["type"] = "favourite", ["created_at"] = d.Iso, ["account"] = person, ["status"] = status }),
            _ => null,
        };
    }

    private static string? Bluesky(Deed d)
    {
        if (d.Post is not { } number)
            return null;
        var post = Network.Post("shop", $"post{number}", $"Post {number}");
        var answered = d.Ours ? Network.Post($"p{d.Person}", $"k{d.Parent}", "", post) : post;
        var view = Network.Post(d.Ours ? "shop" : $"p{d.Person}", $"k{d.Id}", d.Text, answered, at: d.Iso);
        return d.Kind switch
        {
            "said" => Json(new JsonObject { ["happened"] = "said", ["at"] = d.Iso, ["me"] = Network.Me, ["historic"] = false, ["post"] = view, ["root"] = post }),
            "deleted" => Json(new JsonObject { ["happened"] = "removed", ["at"] = d.Iso, ["me"] = Network.Me, ["post"] = new JsonObject { ["uri"] = Uri(d) } }),
            "liked" => Json(new JsonObject { ["uri"] = $"at://did:plc:p{d.Person}/app.bsky.feed.like/{d.Id}", ["author"] = Network.Person($"p{d.Person}"), ["reason"] = "like", ["reasonSubject"] = Uri(d), ["record"] = new JsonObject(), ["indexedAt"] = d.Iso }),
            _ => null,
        };
    }

    /// <summary>Visitors say things; what they said stands as it is, and our side answers from here alone.</summary>
    private static string? Chat(Deed d) => d.Kind != "said" || d.Ours ? null : Json(new
    {
        id = $"{d.Id}", kind = "message", visitor = new { id = $"{d.Person}", handle = $"visitor-{d.Person}", name = d.Name }, text = d.Text, at = d.At.ToUnixTimeMilliseconds(), page = new { url = "https://shop.example/roses", title = "Roses" },
    });

    private static string Uri(Deed d) => Network.Uri(d.Ours ? "shop" : $"p{d.Person}", $"k{d.Id}");
}
