using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace Inbox.Tests.Connectors.Mastodon;

/// <summary>
/// A Mastodon server as its documentation has it (docs.joinmastodon.org): checks path, token, names and limits of what is asked, pages by <c>min_id</c>, remembers idempotency keys, and says
/// on its stream that there are notifications.
/// </summary>
internal sealed partial class Instance
{
    public const string Token = "zMLtnt-documented_shape-0123456789", Me = "1";

    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["v1/accounts/verify_credentials"] = [],
        ["v1/apps/verify_credentials"] = [],
        ["v2/instance"] = [],
        ["v1/notifications"] = ["types[]", "include_filtered", "limit", "min_id"],
        [$"v1/accounts/{Me}/statuses"] = ["exclude_reblogs", "exclude_replies", "limit", "min_id", "max_id"],
        ["v1/statuses"] = ["id[]"],
        ["v1/streaming/user/notification"] = [],
    };

    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, JsonObject> _statuses = [];
    private readonly List<JsonObject> _notifications = [];
    private readonly Dictionary<string, string> _keys = [];
    private readonly Channel<bool> _rung = Channel.CreateUnbounded<bool>();
    private readonly System.Collections.Concurrent.ConcurrentQueue<JsonObject> _posted = new();
    private int _next = 1000;

    /// <summary>Answers with this instead, while it is set.</summary>
    public Answer? Instead { get; set; }

    /// <summary>What the server calls itself.</summary>
    public string Host { get; init; } = "tea.example";

    /// <summary>How many posts are stored and their answers lost.</summary>
    public int Losses { get; set; }

    public bool MayWrite { get; set; } = true;

    /// <summary>The longest post that whoever runs the server allows.</summary>
    public int MostCharacters { get; set; } = 500;

    public bool HasStream { get; set; } = true;

    /// <summary>Before 4.3, several statuses could not be asked for at once.</summary>
    public bool IsOld { get; set; }

    public string? Stream { get; set; }

    /// <summary>What was posted, as the platform understood it.</summary>
    public IReadOnlyList<JsonObject> Posted => [.. _posted];

    /// <summary>Somebody writes; whoever is named is notified.</summary>
    public JsonObject Say(int id, JsonObject account, string content, int? parent = null, string visibility = "public", JsonObject? quoted = null, bool notifies = true, JsonObject? named = null)
    {
        lock (_lock)
        {
            var answered = parent is { } p ? _statuses.GetValueOrDefault(p) : null;
            var status = _statuses[id] = Status(id, account, content, parent, answered?["account"]?.AsObject(), visibility, quoted);
            if (named is not null)
                status["mentions"]!.AsArray().Add(new JsonObject { ["id"] = named["id"]!.DeepClone(), ["username"] = named["username"]!.DeepClone(), ["acct"] = named["acct"]!.DeepClone(), ["url"] = named["url"]!.DeepClone() });
            if (notifies && (string?)account["id"] != Me)
                _notifications.Add(new() { ["id"] = $"{_notifications.Count + 20}", ["type"] = quoted is null ? "mention" : "quote", ["created_at"] = status["created_at"]!.DeepClone(), ["account"] = account.DeepClone(), ["status"] = status });
            return status;
        }
    }

    /// <summary>The stream says that something happened.</summary>
    public void Ring() => _rung.Writer.TryWrite(true);

    public void Edit(int id, string content, string at)
    {
        lock (_lock)
            (_statuses[id]["content"], _statuses[id]["edited_at"]) = (content, at);
    }

    public void Delete(int id)
    {
        lock (_lock)
            _statuses.Remove(id);
    }

    public static JsonObject Account(string id, string acct, string name = "", string host = "tea.example") => new()
    {
        ["id"] = id, ["username"] = acct.Split('@')[0], ["acct"] = acct, ["display_name"] = name,
        ["url"] = acct.Split('@') is [var user, var other] ? $"https://{other}/@{user}" : $"https://{host}/@{acct}",
    };

    public static JsonObject Status(int id, JsonObject account, string content, int? parent = null, JsonObject? answered = null, string visibility = "public", JsonObject? quoted = null) => new()
    {
        ["id"] = $"{id}", ["created_at"] = "2026-03-02T08:58:00.000Z", ["in_reply_to_id"] = parent?.ToString(CultureInfo.InvariantCulture), ["in_reply_to_account_id"] = answered?["id"]?.DeepClone(),
        ["sensitive"] = false, ["spoiler_text"] = "", ["visibility"] = visibility, ["uri"] = $"https://tea.example/ap/{id}", ["url"] = $"https://tea.example/@x/{id}", ["edited_at"] = null,
        ["content"] = content, ["account"] = account.DeepClone(), ["media_attachments"] = new JsonArray(), ["mentions"] = answered is null ? new JsonArray() : new JsonArray(answered.DeepClone()),
        ["quote"] = quoted is null ? null : new JsonObject { ["state"] = "accepted", ["quoted_status"] = quoted.DeepClone() }, ["poll"] = null,
    };

    public Answer Answer(Asked asked)
    {
        if (Instead is { } instead)
            return instead;
        if (asked.Header("Authorization") != $"Bearer {Token}")
            return Error(401, "The access token is invalid");
        if (!asked.Path.StartsWith("/api/", StringComparison.Ordinal))
            return Error(404, "The page you are looking for isn't here.");
        var path = asked.Path["/api/".Length..].Split('?');
        var query = (path.Length > 1 ? path[1].Split('&') : []).Select(p => Uri.UnescapeDataString(p).Split('=')).ToLookup(p => p[0], p => p[1]);
        if (asked.Method == "GET" && query.Select(q => q.Key).Except(Known.GetValueOrDefault(path[0], [])).FirstOrDefault() is { } unknown)
            return Error(422, $"{unknown} is unknown here"); // stricter than the platform, which ignores it
        lock (_lock)
            return (asked.Method, path[0].Split('/')) switch
            {
                ("GET", ["v1", "accounts", "verify_credentials"]) => Ok(Account(Me, "shop", host: Host)),
                ("GET", ["v1", "apps", "verify_credentials"]) => Ok(new JsonObject { ["name"] = "Inbox", ["scopes"] = MayWrite ? new JsonArray("read", "write") : new JsonArray("read") }),
                ("GET", ["v2", "instance"]) => Ok(Limits()),
                ("GET", ["v1", "notifications"]) => Page(_notifications, query, 80),
                ("GET", ["v1", "accounts", Me, "statuses"]) => Page([.. _statuses.Values.Where(s => (string?)s["account"]!["id"] == Me && (!query["exclude_replies"].Contains("true") || s["in_reply_to_id"] is null || (string?)s["in_reply_to_account_id"] == Me))], query, 40),
                ("GET", ["v1", "statuses"]) when !IsOld => Several([.. query["id[]"]]),
                ("GET", ["v1", "statuses", var id]) => One(id) is { } one ? Ok(one.DeepClone()) : Error(404, "Record not found"),
                ("GET", ["v1", "statuses", var id, "context"]) => One(id) is { } one ? Ok(new JsonObject { ["ancestors"] = Ancestors(one), ["descendants"] = new JsonArray() }) : Error(404, "Record not found"),
                ("GET", ["v1", "streaming", "user", "notification"]) when HasStream => new(200, Type: "text/event-stream", Flow: FlowAsync),
                ("GET", ["v1", "media", "7"]) => Ok(new JsonObject { ["id"] = "7", ["url"] = "https://files.tea.example/7.png" }),
                ("POST", ["v2", "media"]) => Media(asked),
                ("POST", ["v1", "statuses"]) => Post(asked),
                _ => Error(404, "The page you are looking for isn't here."),
            };
    }

    private JsonObject Limits() => new()
    {
        ["domain"] = "tea.example",
        ["configuration"] = new JsonObject
        {
            ["urls"] = new JsonObject { ["streaming"] = Stream },
            ["statuses"] = new JsonObject { ["max_characters"] = MostCharacters, ["max_media_attachments"] = 4, ["characters_reserved_per_url"] = 23 },
            ["media_attachments"] = new JsonObject { ["supported_mime_types"] = new JsonArray("image/png", "image/jpeg", "video/mp4"), ["image_size_limit"] = 16_777_216, ["video_size_limit"] = 103_809_024 },
        },
    };

    /// <summary>Newest first; with <c>min_id</c> those right after it.</summary>
    private static Answer Page(List<JsonObject> all, ILookup<string, string> query, int most)
    {
        var limit = int.Parse(query["limit"].Single(), CultureInfo.InvariantCulture);
        if (limit < 1 || limit > most)
            return Error(422, "limit");
        var (types, least) = (query["types[]"].ToList(), query["min_id"].Select(long.Parse).Cast<long?>().SingleOrDefault());
        if (query["max_id"].Select(long.Parse).Cast<long?>().SingleOrDefault() is { } before)
            all = all.FindAll(n => Number(n) < before);
        var found = all.Where(n => types.Count == 0 || types.Contains((string)n["type"]!)).Where(n => least is null || Number(n) > least).OrderBy(Number).ToList();
        var page = (least is null ? found.TakeLast(limit) : found.Take(limit)).Reverse().Select(n => n.DeepClone()).ToArray();
        return new(200, new JsonArray(page).ToJsonString(), Headers: page.Length == 0 ? null : new() { ["Link"] = $"<https://tea.example/api/v1/x?min_id={page[0]["id"]}>; rel=\"prev\"" });
    }

    private static long Number(JsonObject item) => long.Parse((string)item["id"]!, CultureInfo.InvariantCulture);

    private Answer Several(string[] ids) => ids.Length > 20 ? Error(422, "Too many ids") : Ok(new JsonArray([.. ids.Select(One).Where(s => s is not null).Select(s => s!.DeepClone())]));

    private JsonObject? One(string id) => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? _statuses.GetValueOrDefault(number) : null;

    private JsonArray Ancestors(JsonObject status)
    {
        var all = new List<JsonNode>();
        for (var at = One((string?)status["in_reply_to_id"] ?? ""); at is not null; at = One((string?)at["in_reply_to_id"] ?? ""))
            all.Insert(0, at.DeepClone());
        return new([.. all]);
    }

    private async Task FlowAsync(Stream to, CancellationToken cancel)
    {
        await to.WriteAsync(":)\n"u8.ToArray(), cancel);
        await to.FlushAsync(cancel);
        while (true)
        {
            await _rung.Reader.ReadAsync(cancel);
            await to.WriteAsync("event: notification\ndata: {}\n\n"u8.ToArray(), cancel);
            await to.FlushAsync(cancel);
        }
    }

    /// <summary>A link is 23 characters, a name counts without its host (docs.joinmastodon.org/user/posting).</summary>
    private static int Count(string text) => new StringInfo(Regex.Replace(Regex.Replace(text, @"https?://\S+", new string('u', 23)), @"(@\w+)@[\w.-]+", "$1")).LengthInTextElements;

    private static Answer Media(Asked asked) => asked.IsForm && asked.Parts is [{ Name: "file", FileName.Length: > 0, Type: "image/png" }]
        ? new(202, """{"id":"7","type":"image","url":null}""")
        : Error(422, "Validation failed: File content type is invalid, File is invalid");

    private Answer Post(Asked asked)
    {
        var values = JsonNode.Parse(asked.Body)!.AsObject();
        if (asked.Header("Idempotency-Key") is not { Length: > 0 } key)
            return Error(422, "no Idempotency-Key"); // stricter than the platform
        if (!MayWrite)
            return Error(403, "This action is outside the authorized scopes");
        if (_keys.TryGetValue(key, out var known))
            return Ok(One(known)!.DeepClone());
        if (values.Select(v => v.Key).Except(["status", "in_reply_to_id", "visibility", "media_ids"]).Any() || (string?)values["visibility"] is not ("public" or "unlisted" or "private" or "direct"))
            return Error(422, "Validation failed");
        if (One((string)values["in_reply_to_id"]!) is not { } parent)
            return Error(404, "Record not found");
        if (Count((string)values["status"]!) > MostCharacters)
            return Error(422, $"Validation failed: Text character limit of {MostCharacters} exceeded");
        if (values["media_ids"] is { } media && media.AsArray().Any(m => (string?)m != "7"))
            return Error(422, "Validation failed: Media");
        if ((string)values["visibility"]! == "direct" && !Mention().IsMatch((string)values["status"]!))
            return Error(422, "nobody would hear it"); // stricter than the platform
        _posted.Enqueue(values);
        var status = _statuses[++_next] = Status(_next, Account(Me, "shop"), $"<p>{values["status"]}</p>", (int)Number(parent), parent["account"]!.AsObject(), (string)values["visibility"]!);
        _keys[key] = $"{_next}";
        return Losses-- > 0 ? Vendor.Lost : Ok(status.DeepClone());
    }

    private static Answer Ok(JsonNode result) => new(200, result.ToJsonString());

    private static Answer Error(int status, string words) => new(status, new JsonObject { ["error"] = words }.ToJsonString());

    /// <summary>What the platform takes for somebody's name.</summary>
    [GeneratedRegex(@"(?<![=/\w])@[a-z0-9_]+(?:[a-z0-9_.-]*[a-z0-9_])?", RegexOptions.IgnoreCase)]
    private static partial Regex Mention();
}
