using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Inbox.Connectors.WordPress;
using Inbox.Connectors.X;
using Inbox.Tests.Connectors.Meta;
using Inbox.Tests.Connectors.Telegram;
using Inbox.Tests.Connectors.X;

namespace Inbox.Tests.Proof;

/// <summary>What somebody does on a channel.</summary>
/// <param name="Kind">What: <c>said</c>, <c>edited</c>, <c>deleted</c>, <c>liked</c>, <c>read</c>.</param>
/// <param name="Id">The message's id, or of which message it is.</param>
/// <param name="Person">Who; of what our side says, to whom.</param>
/// <param name="At">When.</param>
/// <param name="Text">The words.</param>
/// <param name="Name">How the person calls themselves now.</param>
/// <param name="Ours">Whether our side says it, in the platform's own app.</param>
/// <param name="Post">The post under which it stands; null for what is private.</param>
/// <param name="Parent">The comment that it answers.</param>
internal sealed record Deed(string Kind, int Id, int Person, DateTimeOffset At, string Text = "", string Name = "", bool Ours = false, int? Post = null, int? Parent = null)
{
    public long Seconds => At.ToUnixTimeSeconds();

    public string Iso => At.ToString("O", CultureInfo.InvariantCulture);
}

/// <summary>How a platform writes what somebody does: payloads of our own making, in the documented form.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Settings">An account of it.</param>
/// <param name="IsPrivate">Whether people write in private there.</param>
/// <param name="IsPublic">Whether they write under posts there.</param>
/// <param name="Write">A deed as a payload; null where the platform has nothing of the kind.</param>
/// <param name="Sign">Proves a delivery; null where nothing is pushed, and what our follower or our own door found is accepted as they do.</param>
internal sealed partial record Pen(string Channel, Dictionary<string, string> Settings, bool IsPrivate, bool IsPublic, Func<Deed, string?> Write, Action<HttpRequestMessage, byte[], string, DateTimeOffset>? Sign)
{
    private const string Key = "a key of thirty-two bytes, really!", Page = "137542570280222", Profile = "17841400008460056", Number = "106540352242922";

    private static readonly Action<HttpRequestMessage, byte[], string, DateTimeOffset> Meta = (request, body, _, _) => GraphFake.Sign(request, body);

    /// <summary>Of all channels but mail, which has its own.</summary>
    public static IReadOnlyList<Pen> All => field ??= [.. Pushed, .. Asked];

    /// <summary>Of channels that are pushed to.</summary>
    public static IReadOnlyList<Pen> Pushed { get; } =
    [
        new("webhook", new() { ["secret"] = $"whsec_{Convert.ToBase64String(Encoding.ASCII.GetBytes(Key))}" }, true, true, Webhook, SignWebhook),
        new("telegram", new() { ["token"] = BotApi.Token, ["mode"] = "webhook", ["apiUrl"] = "http://127.0.0.1:9" }, true, true, Telegram, (request, _, _, _) => request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", Hex(BotApi.Token, "inbox webhook"u8))),
        new("messenger", Graph("pageId", Page), true, false, d => Talk("page", Page, d), Meta),
        new("instagram", Graph("instagramId", Profile), true, true, Instagram, Meta),
        new("facebook", Graph("pageId", Page), false, true, Facebook, Meta),
        new("whatsapp", Graph("phoneNumberId", Number), true, false, WhatsApp, Meta),
        new("wordpress", new() { ["url"] = "http://127.0.0.1:9", ["user"] = "editor", ["password"] = "abcd EFGH 1234", ["secret"] = Key }, false, true, WordPress, (request, body, _, _) => request.Headers.Add(WordPressChannel.SignatureHeader, $"sha256={Hex(Key, body)}")),
        new("x", new(XFake.Settings) { ["url"] = "http://127.0.0.1:9" }, true, false, X, (request, body, _, _) => request.Headers.Add(XChannel.SignatureHeader, $"sha256={Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(XFake.ConsumerSecret), body))}")),
    ];

    /// <summary>What the platform calls a message of that number, as the channel reads it.</summary>
    public string ExternalId(Deed deed) => Channel switch
    {
        "webhook" => $"m-{deed.Id}",
        "telegram" => $"{(deed.Post is null ? $"abc/{deed.Person}" : $"-{deed.Post}")}/{deed.Id}",
        "messenger" => $"m_{deed.Id}",
        "instagram" => deed.Post is null ? $"m_{deed.Id}" : $"{deed.Id}",
        "facebook" => $"{deed.Post}_{deed.Id}",
        "whatsapp" => $"wamid.{deed.Id}",
        "bluesky" => Uri(deed),
        "chat" => $"{deed.Person}/{deed.Id}",
        _ => $"{deed.Id}",
    };

    /// <summary>A delivery of it, proven anew.</summary>
    public HttpRequestMessage Request(string url, string account, byte[] body, string name, DateTimeOffset now)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{url}/hooks/{Channel}/{account}") { Content = new ByteArrayContent(body) };
        Sign!(request, body, name, now);
        return request;
    }

    private static string? Webhook(Deed d) => d.Kind switch
    {
        "said" => Json(new
        {
            type = "message.received",
            data = new
            {
                id = $"m-{d.Id}", direction = d.Ours ? "out" : "in", visibility = d.Post is null ? "private" : "public", author = d.Ours ? null : new { id = $"u-{d.Person}", name = d.Name }, contact = d.Ours ? new { id = $"u-{d.Person}" } : null,
                content = d.Post is { } post ? new { id = $"p-{post}", title = $"Post {post}" } : null, parent = d.Parent is { } parent ? $"m-{parent}" : null, text = d.Text, sentAt = d.Iso,
            },
        }),
        "edited" => Json(new { type = "message.edited", data = new { id = $"m-{d.Id}", text = d.Text, editedAt = d.Iso } }),
        "deleted" => Json(new { type = "message.deleted", data = new { id = $"m-{d.Id}", deletedAt = d.Iso } }),
        _ => null,
    };

    private static string? Telegram(Deed d)
    {
        var chat = d.Post is { } post ? (object)new { id = -post, type = "supergroup", title = $"Group {post}" } : new { id = d.Person, type = "private", first_name = d.Name };
        var from = d.Ours ? (object)new { id = 77, first_name = "Owner" } : new { id = d.Person, first_name = d.Name };
        var kind = d.Post is null ? "business_" : "";
        return d.Kind switch
        {
            "said" when d.Ours && d.Post is not null => null, // a bot's own words in a group come back to nobody
            "said" => Json(new Dictionary<string, object> { ["update_id"] = d.Id, [$"{kind}message"] = new { business_connection_id = d.Post is null ? "abc" : null, message_id = d.Id, from, chat, date = d.Seconds, text = d.Text } }),
            "edited" => Json(new Dictionary<string, object> { ["update_id"] = d.Id, [$"edited_{kind}message"] = new { business_connection_id = d.Post is null ? "abc" : null, message_id = d.Id, from, chat, date = d.Seconds, edit_date = d.Seconds, text = d.Text } }),
            "deleted" when d.Post is null => Json(new { update_id = d.Id, deleted_business_messages = new { business_connection_id = "abc", chat, message_ids = new[] { d.Id } } }),
            "liked" => Json(new { update_id = d.Id, message_reaction = new { chat, message_id = d.Id, user = from, date = d.Seconds, new_reaction = new[] { new { type = "emoji", emoji = "👍" } } } }),
            _ => null,
        };
    }

    private static string? Talk(string kind, string us, Deed d)
    {
        object? what = d.Kind switch
        {
            "said" => new { message = new { mid = $"m_{d.Id}", text = d.Text, is_echo = d.Ours ? true : (bool?)null } },
            "edited" => new { message_edit = new { mid = $"m_{d.Id}", text = d.Text, num_edit = 1 } },
            "deleted" => new { message = new { mid = $"m_{d.Id}", is_deleted = true } },
            "liked" => new { reaction = new { mid = $"m_{d.Id}", action = "react", emoji = "❤" } },
            "read" => new { read = new { mid = $"m_{d.Id}", watermark = d.At.ToUnixTimeMilliseconds() } },
            _ => null,
        };
        if (what is null)
            return null;
        var (sender, recipient) = d.Ours ? (us, $"{d.Person}") : ($"{d.Person}", us);
        var e = Json(what)[1..^1];
        return $$"""{"object":"{{kind}}","entry":[{"id":"{{us}}","time":{{d.At.ToUnixTimeMilliseconds()}},"messaging":[{"sender":{"id":"{{sender}}"},"recipient":{"id":"{{recipient}}"},"timestamp":{{d.At.ToUnixTimeMilliseconds()}},{{e}}}]}]}""";
    }

    private static string? Instagram(Deed d) => d.Post is null ? Talk("instagram", Profile, d)
        : d.Kind != "said" ? null
        : Json(new
        {
            @object = "instagram",
            entry = new[] { new { id = Profile, time = d.Seconds, changes = new[] { new { field = "comments", value = new { id = $"{d.Id}", parent_id = d.Parent is { } parent ? $"{parent}" : null, from = d.Ours ? new { id = Profile, username = "shop" } : new { id = $"{d.Person}", username = d.Name }, text = d.Text, media = new { id = $"{d.Post}" } } } } } },
        });

    private static string? Facebook(Deed d) => d.Post is null ? null : d.Kind switch { "said" => "add", "edited" => "edited", "deleted" => "remove", _ => null } is not { } verb ? null : Json(new
    {
        @object = "page",
        entry = new[]
        {
            new
            {
                id = Page, time = d.Seconds,
                changes = new[] { new { field = "feed", value = new { item = "comment", verb, comment_id = $"{d.Post}_{d.Id}", post_id = $"1_{d.Post}", parent_id = d.Parent is { } parent ? $"{d.Post}_{parent}" : $"1_{d.Post}", from = new { id = d.Ours ? Page : $"{d.Person}", name = d.Ours ? "Shop" : d.Name }, message = d.Text, created_time = d.Seconds } } },
            },
        },
    });

    private static string? WhatsApp(Deed d)
    {
        object? message = d.Kind switch
        {
            "said" => new { from = d.Ours ? Number : $"{d.Person}", to = d.Ours ? $"{d.Person}" : null, id = $"wamid.{d.Id}", timestamp = $"{d.Seconds}", type = "text", text = new { body = d.Text } },
            "edited" => new { from = $"{d.Person}", id = $"wamid.e{d.Id}.{d.Seconds}", timestamp = $"{d.Seconds}", type = "edit", edit = new { original_message_id = $"wamid.{d.Id}", message = new { type = "text", text = new { body = d.Text } } } },
            "deleted" => new { from = $"{d.Person}", id = $"wamid.d{d.Id}", timestamp = $"{d.Seconds}", type = "revoke", revoke = new { original_message_id = $"wamid.{d.Id}" } },
            "liked" => new { from = $"{d.Person}", id = $"wamid.l{d.Id}", timestamp = $"{d.Seconds}", type = "reaction", reaction = new { message_id = $"wamid.{d.Id}", emoji = "👍" } },
            _ => null,
        };
        if (message is null)
            return null;
        var echo = d.Ours && d.Kind == "said";
        return Json(new
        {
            @object = "whatsapp_business_account",
            entry = new[] { new { id = "1", changes = new[] { new { field = echo ? "smb_message_echoes" : "messages", value = new { metadata = new { phone_number_id = Number }, contacts = new[] { new { profile = new { name = d.Name }, wa_id = $"{d.Person}" } }, messages = echo ? null : new[] { message }, message_echoes = echo ? new[] { message } : null } } } } },
        });
    }

    private static string? WordPress(Deed d) => d.Post is null ? null : d.Kind switch { "said" => "created", "edited" => "edited", "deleted" => "removed", _ => null } is not { } what ? null : Json(new
    {
        @event = what, at = d.Iso, ours = d.Ours,
        comment = new
        {
            id = d.Id, post = d.Post, parent = d.Parent ?? 0, author = d.Ours ? 2 : 0, author_name = d.Name, author_email = d.Ours ? "editor@acme.test" : $"p{d.Person}@example.org", date_gmt = d.At.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
            content = new { rendered = $"<p>{d.Text}</p>" }, link = $"https://blog.example/{d.Post}/#comment-{d.Id}", status = "approved", type = "comment",
        },
        post = new { id = d.Post, link = $"https://blog.example/{d.Post}/", title = new { rendered = $"Article {d.Post}" }, author = 3 },
    });

    private static string? X(Deed d)
    {
        var user = new Dictionary<string, object> { [$"{d.Person}"] = new { id = $"{d.Person}", name = d.Name, screen_name = $"p{d.Person}" } };
        return d.Kind switch
        {
            "said" => Json(new
            {
                for_user_id = XFake.Us, users = d.Ours ? [] : user,
                direct_message_events = new[] { new { type = "message_create", id = $"{d.Id}", created_timestamp = $"{d.At.ToUnixTimeMilliseconds()}", message_create = new { target = new { recipient_id = d.Ours ? $"{d.Person}" : XFake.Us }, sender_id = d.Ours ? XFake.Us : $"{d.Person}", message_data = new { text = d.Text } } } },
            }),
            "deleted" => Json(new { for_user_id = XFake.Us, tweet_delete_events = new[] { new { status = new { id = $"{d.Id}", user_id = XFake.Us }, timestamp_ms = $"{d.At.ToUnixTimeMilliseconds()}" } } }),
            "read" => Json(new { for_user_id = XFake.Us, users = user, direct_message_mark_read_events = new[] { new { created_timestamp = $"{d.At.ToUnixTimeMilliseconds()}", sender_id = $"{d.Person}", target = new { recipient_id = XFake.Us }, last_read_event_id = $"{d.Id}" } } }),
            _ => null,
        };
    }

    private static void SignWebhook(HttpRequestMessage request, byte[] body, string name, DateTimeOffset now)
    {
        var stamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("webhook-id", name);
        request.Headers.Add("webhook-timestamp", stamp);
        request.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Encoding.ASCII.GetBytes(Key), (byte[])[.. Encoding.UTF8.GetBytes($"{name}.{stamp}."), .. body]))}");
    }

    private static Dictionary<string, string> Graph(string id, string value) => new(GraphFake.Settings(id, value)) { ["graphUrl"] = "http://127.0.0.1:9" };

    private static string Hex(string key, ReadOnlySpan<byte> body) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), body));

    private static string Json(object value) => JsonSerializer.Serialize(value, Lean);

    private static JsonSerializerOptions Lean { get; } = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };
}
