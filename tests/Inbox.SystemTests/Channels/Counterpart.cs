using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inbox.Tests.Connectors;
using Inbox.Tests.Connectors.Mastodon;
using Inbox.Tests.Connectors.Meta;
using Inbox.Tests.Connectors.Meta.Messenger;
using Inbox.Tests.Connectors.Meta.WhatsApp;
using Inbox.Tests.Connectors.Telegram;
using Inbox.Tests.Connectors.X;

namespace Inbox.SystemTests.Channels;

/// <summary>A vendor as strict as the real one, whom an assembled host talks to.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Settings">An account's settings, but for the address.</param>
/// <param name="Url">The setting that says where the vendor is.</param>
/// <param name="Well">How it answers as a rule.</param>
/// <param name="IsReply">Whether it is asked to take a reply.</param>
/// <param name="Busy">What it says when it was asked too often: to come again after a second.</param>
internal sealed record Counterpart(string Channel, Dictionary<string, string> Settings, string Url, Func<Asked, Tests.Connectors.Answer> Well, Func<Asked, bool> IsReply, Func<Tests.Connectors.Answer> Busy) : IAsyncDisposable
{
    private readonly ConcurrentQueue<Tests.Connectors.Answer> _troubles = new();
    private Vendor? _vendor;

    /// <summary>Somebody says something: a delivery to push, or null where it is asked for.</summary>
    public required Func<string, string, DateTimeOffset, string?> Say { get; init; }

    /// <summary>The words of the replies that the vendor has taken.</summary>
    public required Func<IEnumerable<string>> Taken { get; init; }

    /// <summary>Nobody can be answered there any more, and what staff are told then; null where that is a matter of time.</summary>
    public (Action Close, string Words)? Closing { get; init; }

    /// <summary>For how long a reply is taken.</summary>
    public TimeSpan? Window { get; init; }

    public bool AnswersPrivately { get; init; }

    public static IReadOnlyList<Counterpart> All { get; } = [Telegram(), Mastodon(), Messenger(), Instagram(), WhatsApp(), Facebook(), X()];

    /// <summary>Starts it and connects an account; the account's id.</summary>
    public async Task<string> ConnectAsync(Api api)
    {
        _vendor = await Vendor.StartAsync(asked => IsReply(asked) && _troubles.TryDequeue(out var trouble) ? trouble : Well(asked));
        var account = await api.PostAsync("/accounts", new { channel = Channel, name = Channel, settings = new Dictionary<string, string>(Settings) { [Url] = _vendor.Url } });
        return account.Text("id")!;
    }

    /// <summary>The next reply is not taken at once.</summary>
    public void Trouble() => _troubles.Enqueue(Busy());

    /// <summary>Whether the vendor was asked once more.</summary>
    public int Asked => _vendor!.Requests.Count(IsReply);

    public async ValueTask DisposeAsync()
    {
        if (_vendor is not null)
            await _vendor.DisposeAsync();
    }

    private static Counterpart Telegram()
    {
        var api = new BotApi();
        return new("telegram", new() { ["token"] = BotApi.Token }, "apiUrl", api.Answer, a => a.Path.EndsWith("/sendMessage", StringComparison.Ordinal), () => new(429, """{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1","parameters":{"retry_after":1}}"""))
        {
            Say = (id, text, at) =>
            {
                var person = new JsonObject { ["id"] = 5, ["type"] = "private", ["first_name"] = "Ada" };
                api.Add(new JsonObject { ["update_id"] = Number(id), ["message"] = new JsonObject { ["message_id"] = Number(id), ["from"] = person.DeepClone(), ["chat"] = person, ["date"] = at.ToUnixTimeSeconds(), ["text"] = text } });
                return null;
            },
            Taken = () => api.Sent.Select(s => s.Values["text"]),
            Closing = (() => api.Block("5"), "blocked the bot"),
        };
    }

    private static Counterpart Mastodon()
    {
        var instance = new Instance();
        return new("mastodon", new() { ["token"] = Instance.Token }, "url", instance.Answer, a => a is { Method: "POST", Path: "/api/v1/statuses" }, () => new(429, """{"error":"Too many requests"}""", Headers: new() { ["X-RateLimit-Reset"] = Wall.Now.AddSeconds(1).ToString("O", CultureInfo.InvariantCulture) }))
        {
            Say = (id, text, _) =>
            {
                instance.Say(Number(id), Instance.Account("42", "ann@far.example", "Ada"), $"<p>{text}</p>");
                instance.Ring();
                return null;
            },
            Taken = () => instance.Posted.Select(p => (string)p["status"]!),
            Closing = (() => instance.MayWrite = false, "scopes"),
        };
    }

    private static Counterpart X()
    {
        var (api, last) = (new XFake(Wall.Clock), "");
        return new("x", XFake.Settings, "url", api.Answer, a => a is { Method: "POST", Path: "/2/tweets" }, () => XFake.Problem(429, "Too Many Requests", "Too Many Requests") with
        {
            Headers = new() { ["x-rate-limit-remaining"] = "0", ["x-rate-limit-reset"] = $"{Wall.Now.AddSeconds(1).ToUnixTimeSeconds()}" },
        })
        {
            Say = (_, text, _) =>
            {
                last = api.Post("42", $"@shop {text}");
                return null;
            },
            Taken = () => api.Written.Select(w => w.Values.GetProperty("text").GetString()!).ToList(),
            Closing = (() => api.Remove(last), "not there any more"),
        };
    }

    private static Counterpart Messenger() => Graph("messenger", "pageId", SendApi.Page, SendApi.Start(SendApi.Page, "me/messages", text => text.Length <= 2000), "message", (id, text, at) => Talk("page", SendApi.Page, id, text, at)) with { Window = TimeSpan.FromDays(1) };

    private static Counterpart Instagram() => Graph("instagram", "instagramId", "17", SendApi.Start("17", "me/messages", text => Encoding.UTF8.GetByteCount(text) <= 1000), "message", (id, text, at) => Talk("instagram", "17", id, text, at)) with { Window = TimeSpan.FromDays(1) };

    private static Counterpart WhatsApp() => Graph("whatsapp", "phoneNumberId", CloudApi.Number, CloudApi.Start(() => ""), "text", (id, text, at) => Json(new
    {
        @object = "whatsapp_business_account",
        entry = new[] { new { id = "1", changes = new[] { new { field = "messages", value = new { metadata = new { phone_number_id = CloudApi.Number }, contacts = new[] { new { profile = new { name = "Ada" }, wa_id = Person(at) } }, messages = new[] { new { from = Person(at), id = $"wamid.{id}", timestamp = $"{at.ToUnixTimeSeconds()}", type = "text", text = new { body = text } } } } } } } },
    })) with { Window = TimeSpan.FromDays(1) };

    private static Counterpart Facebook() => Graph("facebook", "pageId", "4711", SendApi.Start("4711", "me/messages", text => text.Length <= 2000).WithComment("c1", "comments", 8000).WithComment("c2", "comments", 8000), "", (id, text, at) => Json(new
    {
        @object = "page",
        entry = new[] { new { id = "4711", time = at.ToUnixTimeSeconds(), changes = new[] { new { field = "feed", value = new { item = "comment", verb = "add", comment_id = $"c{id}", post_id = "4711_1", parent_id = "4711_1", from = new { id = Person(at), name = "Ada" }, message = text, created_time = at.ToUnixTimeSeconds() } } } } },
    })) with { Window = TimeSpan.FromDays(7), AnswersPrivately = true };

    private static Counterpart Graph(string channel, string id, string value, GraphFake fake, string words, Func<string, string, DateTimeOffset, string> said) => new(
        channel, GraphFake.Settings(id, value), "graphUrl", fake.Answer, a => a.Method == "POST" && !a.Path.Contains("subscribed_apps", StringComparison.Ordinal) && !a.Path.StartsWith($"/{GraphFake.Version}/?", StringComparison.Ordinal),
        () => GraphFake.Error(400, 4, "(#4) Application request limit reached", headers: new() { ["Retry-After"] = "1" }))
    {
        Say = said,
        Taken = () => fake.Posted.Select(p => (words.Length == 0 ? p.Values.GetProperty("message") : p.Values.GetProperty(words).GetProperty(words == "text" ? "body" : "text")).GetString()!),
    };

    /// <summary>Somebody else wrote long ago.</summary>
    private static string Person(DateTimeOffset at) => Wall.Now - at > TimeSpan.FromHours(1) ? "33600000002" : "33600000001";

    private static string Talk(string kind, string us, string id, string text, DateTimeOffset at) => Json(new
    {
        @object = kind,
        entry = new[] { new { id = us, time = at.ToUnixTimeMilliseconds(), messaging = new[] { new { sender = new { id = Person(at) }, recipient = new { id = us }, timestamp = at.ToUnixTimeMilliseconds(), message = new { mid = $"m_{id}", text } } } } },
    });

    private static int Number(string id) => int.Parse(id, CultureInfo.InvariantCulture);

    private static string Json(object value) => JsonSerializer.Serialize(value);
}
