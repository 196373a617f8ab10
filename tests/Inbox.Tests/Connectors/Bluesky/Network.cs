using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Inbox.Tests.Connectors.Bluesky;

/// <summary>
/// The server of an account with the app view behind it, as the lexicons and the real servers have it: checks method, login, names, formats and limits of what is asked, validates records, gives
/// out sessions that run out.
/// </summary>
internal sealed class Network
{
    public const string Handle = "shop.test", Password = "abcd-efgh-ijkl-mnop", Me = "did:plc:shop";

    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["app.bsky.notification.listNotifications"] = ["reasons", "priority", "limit", "cursor"],
        ["app.bsky.feed.getPosts"] = ["uris"],
        ["app.bsky.feed.getPostThread"] = ["uri", "depth", "parentHeight"],
        ["com.atproto.repo.listRecords"] = ["repo", "collection", "limit", "cursor"],
        ["com.atproto.identity.resolveHandle"] = ["handle"],
    };

    private readonly Lock _lock = new();
    private readonly List<JsonObject> _posts = [];
    private readonly List<JsonObject> _notifications = [];
    private readonly HashSet<string> _blocked = [];
    private int _session = 1;

    /// <summary>Answers with this instead, while it is set.</summary>
    public Answer? Instead { get; set; }

    /// <summary>How many posts are stored and their answers lost.</summary>
    public int Losses { get; set; }

    /// <summary>How often somebody logged in with the password.</summary>
    public int Logins { get; private set; }

    public bool RefreshEnds { get; set; }

    /// <summary>What was written, as the network has it.</summary>
    public List<JsonObject> Written { get; } = [];

    /// <summary>Where direct messages are kept.</summary>
    public TalkNetwork Talks { get; } = new();

    /// <summary>Tokens run out.</summary>
    public void Expire() => _session++;

    public static JsonObject Person(string name, string? shown = null) => new() { ["did"] = $"did:plc:{name}", ["handle"] = $"{name}.test", ["displayName"] = shown };

    public static string Uri(string name, string key) => $"at://did:plc:{name}/app.bsky.feed.post/{key}";

    public static JsonObject Ref(JsonObject post) => new() { ["uri"] = post["uri"]!.DeepClone(), ["cid"] = post["cid"]!.DeepClone() };

    public static JsonObject Post(string name, string key, string text, JsonObject? parent = null, JsonObject? quoted = null, string at = "2026-03-02T08:58:00.000Z")
    {
        var record = new JsonObject { ["$type"] = "app.bsky.feed.post", ["text"] = text, ["createdAt"] = "2020-01-01T00:00:00.000Z" };
        var view = new JsonObject { ["uri"] = Uri(name, key), ["cid"] = $"bafy{name}{key}", ["author"] = Person(name), ["record"] = record, ["indexedAt"] = at, ["labels"] = new JsonArray() };
        if (parent is not null)
            record["reply"] = new JsonObject { ["root"] = (parent["record"]!["reply"]?["root"] ?? Ref(parent)).DeepClone(), ["parent"] = Ref(parent) };
        if (quoted is not null)
        {
            record["embed"] = new JsonObject { ["$type"] = "app.bsky.embed.record", ["record"] = Ref(quoted) };
            view["embed"] = new JsonObject { ["$type"] = "app.bsky.embed.record#view", ["record"] = new JsonObject { ["uri"] = quoted["uri"]!.DeepClone(), ["value"] = quoted["record"]!.DeepClone() } };
        }
        return view;
    }

    public static JsonObject Notification(string reason, JsonObject post) => new()
    {
        ["uri"] = post["uri"]!.DeepClone(), ["cid"] = post["cid"]!.DeepClone(), ["author"] = post["author"]!.DeepClone(), ["reason"] = reason, ["record"] = post["record"]!.DeepClone(), ["isRead"] = false,
        ["indexedAt"] = post["indexedAt"]!.DeepClone(), ["labels"] = new JsonArray(),
    };

    /// <summary>Somebody posts; we are told why it concerns us.</summary>
    public JsonObject Say(string name, string key, string text, JsonObject? parent = null, JsonObject? quoted = null, string? reason = null, string at = "2026-03-02T08:58:00.000Z")
    {
        lock (_lock)
        {
            var post = Post(name, key, text, parent, quoted, at);
            _posts.Add(post);
            if ($"did:plc:{name}" != Me)
                _notifications.Add(Notification(reason ?? (quoted is not null ? "quote" : parent is not null ? "reply" : "mention"), post));
            return post;
        }
    }

    /// <summary>Many like a post, a millisecond after each other.</summary>
    public void Like(JsonObject post, int times, string from)
    {
        lock (_lock)
            for (var i = 0; i < times; i++)
                _notifications.Add(new()
                {
                    ["uri"] = $"at://did:plc:fan{i}/app.bsky.feed.like/3ka{i}", ["author"] = Person($"fan{i}"), ["reason"] = "like", ["reasonSubject"] = post["uri"]!.DeepClone(),
                    ["record"] = new JsonObject { ["$type"] = "app.bsky.feed.like", ["subject"] = Ref(post) }, ["indexedAt"] = Later(from, i),
                });
    }

    public static string Later(string at, int milliseconds) =>
        DateTimeOffset.Parse(at, CultureInfo.InvariantCulture).AddMilliseconds(milliseconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public void Delete(JsonObject post)
    {
        lock (_lock)
        {
            _posts.Remove(post);
            _notifications.RemoveAll(n => (string)n["uri"]! == (string)post["uri"]!);
        }
    }

    public void Block(string name) => _blocked.Add($"did:plc:{name}");

    public Answer Answer(Asked asked)
    {
        if (Instead is { } instead)
            return instead;
        var path = asked.Path.Split('?');
        if (path[0] == "/img/cat.jpg")
            return new(200, Type: "image/jpeg", Bytes: [0xff, 0xd8, 0xff]);
        if (!path[0].StartsWith("/xrpc/", StringComparison.Ordinal))
            return Error(404, "NotFound", "Cannot GET");
        var method = path[0]["/xrpc/".Length..];
        var query = (path.Length > 1 ? path[1].Split('&') : []).Select(p => System.Uri.UnescapeDataString(p).Split('=', 2)).ToLookup(p => p[0], p => p[1]);
        lock (_lock)
        {
            if (asked.Method == "POST" && method == "com.atproto.server.createSession")
                return Login(asked);
            if (asked.Header("Authorization") is not { Length: > 0 } token)
                return Error(401, "AuthMissing", "Authentication Required");
            if (asked.Method == "POST" && method == "com.atproto.server.refreshSession")
                return token == $"Bearer refresh-{_session - 1}" && !RefreshEnds ? Session() : Error(400, "ExpiredToken", "Token has been revoked");
            if (token != $"Bearer access-{_session}")
                return Error(400, token.StartsWith("Bearer access-", StringComparison.Ordinal) ? "ExpiredToken" : "InvalidToken", "Token has expired");
            if (method.StartsWith("chat.bsky.convo.", StringComparison.Ordinal))
                return Talks.Answer(asked, method["chat.bsky.convo.".Length..], query);
            if (asked.Method == "GET" && query.Select(q => q.Key).Except(Known.GetValueOrDefault(method, [])).FirstOrDefault() is { } unknown)
                return Error(400, "InvalidRequest", $"{unknown} is unknown here"); // stricter than the network, which ignores it
            return (asked.Method, method) switch
            {
                ("GET", "app.bsky.notification.listNotifications") => Notifications(query),
                ("GET", "app.bsky.feed.getPosts") => Posts([.. query["uris"]]),
                ("GET", "app.bsky.feed.getPostThread") => Thread(query["uri"].Single()),
                ("GET", "com.atproto.repo.listRecords") => Records(query),
                ("GET", "com.atproto.identity.resolveHandle") => query["handle"].Single() == "ann.test" ? Ok(new JsonObject { ["did"] = "did:plc:ann" }) : Error(400, "HandleNotFound", "Unable to resolve handle"),
                ("POST", "com.atproto.repo.uploadBlob") => Blob(asked),
                ("POST", "com.atproto.repo.putRecord") => Put(JsonNode.Parse(asked.Body)!.AsObject()),
                _ => Error(501, "MethodNotImplemented", "Method Not Implemented"),
            };
        }
    }

    private Answer Login(Asked asked)
    {
        Logins++;
        var (who, word) = (asked.Json.GetProperty("identifier").GetString(), asked.Json.GetProperty("password").GetString());
        return word == "the account's own" ? Error(401, "AuthFactorTokenRequired", "A sign in code has been sent to your email address")
            : who is Handle or Me && word == Password ? Session() : Error(401, "AuthenticationRequired", "Invalid identifier or password");
    }

    private Answer Session() => Ok(new JsonObject { ["did"] = Me, ["handle"] = Handle, ["active"] = true, ["accessJwt"] = $"access-{_session}", ["refreshJwt"] = $"refresh-{_session}" });

    /// <summary>For some reasons at most ten times as many are read as were asked for, until half as many are found; who is blocked is left out after that. The cursor is the time of the last that was read.</summary>
    private Answer Notifications(ILookup<string, string> query)
    {
        var (limit, from) = (int.Parse(query["limit"].Single(), CultureInfo.InvariantCulture), query["cursor"].SingleOrDefault());
        if (limit is < 1 or > 100)
            return Error(400, "InvalidRequest", "limit");
        var (found, reasons, isFull) = (new List<JsonObject>(), query["reasons"].ToHashSet(), false);
        for (var reads = 0; reads < 10 && !isFull && (reads == 0 || from is not null); reads++)
        {
            var read = _notifications.Where(n => from is null || string.CompareOrdinal(At(n), from) < 0).OrderByDescending(At, StringComparer.Ordinal).Take(limit).ToList();
            found.AddRange(read.Where(n => reasons.Count == 0 || reasons.Contains((string)n["reason"]!)));
            (from, isFull) = (read.Count > 0 ? At(read[^1]) : null, reasons.Count == 0 || found.Count >= limit / 2);
        }
        var page = new JsonObject { ["notifications"] = new JsonArray([.. found.Where(n => !_blocked.Contains((string)n["author"]!["did"]!)).Select(n => n.DeepClone())]) };
        if (from is not null)
            page["cursor"] = from;
        return Ok(page);
    }

    private static string At(JsonObject notification) => (string)notification["indexedAt"]!;

    private Answer Posts(string[] uris) =>
        uris.Length is 0 or > 25 || uris.Any(u => !u.StartsWith("at://", StringComparison.Ordinal)) ? Error(400, "InvalidRequest", "uris")
        : Ok(new JsonObject { ["posts"] = new JsonArray([.. _posts.Where(p => uris.Contains((string)p["uri"]!) && !_blocked.Contains((string)p["author"]!["did"]!)).Select(p => p.DeepClone())]) });

    private Answer Thread(string uri) => _posts.Find(p => (string)p["uri"]! == uri) is not { } post ? Error(400, "NotFound", $"Post not found: {uri}")
        : Ok(new JsonObject { ["thread"] = _blocked.Contains((string)post["author"]!["did"]!) ? new JsonObject { ["$type"] = "app.bsky.feed.defs#blockedPost", ["uri"] = uri, ["blocked"] = true } : new JsonObject { ["post"] = post.DeepClone() } });

    private Answer Records(ILookup<string, string> query)
    {
        var (limit, from) = (int.Parse(query["limit"].Single(), CultureInfo.InvariantCulture), query["cursor"].SingleOrDefault());
        var own = _posts.Where(p => (string)p["author"]!["did"]! == Me && query["repo"].Single() == Me).OrderByDescending(Key, StringComparer.Ordinal).Where(p => from is null || string.CompareOrdinal(Key(p), from) < 0).Take(limit).ToList();
        var page = new JsonObject { ["records"] = new JsonArray([.. own.Select(p => new JsonObject { ["uri"] = p["uri"]!.DeepClone(), ["cid"] = p["cid"]!.DeepClone(), ["value"] = p["record"]!.DeepClone() })]) };
        if (own.Count > 0)
            page["cursor"] = Key(own[^1]);
        return Ok(page);
    }

    private static string Key(JsonObject post) => ((string)post["uri"]!).Split('/')[^1];

    private static Answer Blob(Asked asked) =>
        !asked.Header("Content-Type").StartsWith("image/", StringComparison.Ordinal) || asked.Body.Length > 1_000_000 ? Error(400, "InvalidMimeType", "Wrong type of file")
        : Ok(new JsonObject { ["blob"] = new JsonObject { ["$type"] = "blob", ["ref"] = new JsonObject { ["$link"] = "bafkblob" }, ["mimeType"] = asked.Header("Content-Type"), ["size"] = asked.Body.Length } });

    private Answer Put(JsonObject values)
    {
        if (values.Select(v => v.Key).Except(["repo", "collection", "rkey", "record"]).Any() || (string?)values["repo"] != Me || (string?)values["collection"] != "app.bsky.feed.post")
            return Error(400, "InvalidRequest", "Input");
        if (!Regex.IsMatch((string)values["rkey"]!, "^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$"))
            return Error(400, "InvalidRequest", "Invalid record key for app.bsky.feed.post: Invalid TID string");
        var record = values["record"]!.AsObject();
        if (Invalid(record) is { } problem)
            return Error(400, "InvalidRequest", $"Invalid app.bsky.feed.post record: {problem}");
        var uri = $"at://{Me}/app.bsky.feed.post/{values["rkey"]}";
        if (!_posts.Exists(p => (string)p["uri"]! == uri))
        {
            Written.Add(record);
            _posts.Add(new() { ["uri"] = uri, ["cid"] = "bafynew", ["author"] = Person("shop"), ["record"] = record.DeepClone(), ["indexedAt"] = "2026-03-02T09:00:00.000Z" });
        }
        return Losses-- > 0 ? Vendor.Lost : Ok(new JsonObject { ["uri"] = uri, ["cid"] = "bafynew", ["validationStatus"] = "valid" });
    }

    private string? Invalid(JsonObject record)
    {
        var text = (string)record["text"]!;
        var bytes = Encoding.UTF8.GetBytes(text);
        if ((string?)record["$type"] != "app.bsky.feed.post" || new StringInfo(text).LengthInTextElements > 300)
            return "grapheme too big (maximum 300) at $.record.text";
        if (!Regex.IsMatch((string)record["createdAt"]!, @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"))
            return "Invalid datetime at $.record.createdAt";
        foreach (var name in (string[])["root", "parent"])
            if (!_posts.Exists(p => (string)p["uri"]! == (string)record["reply"]![name]!["uri"]! && (string)p["cid"]! == (string)record["reply"]![name]!["cid"]!))
                return $"{name} is no strong reference";
        foreach (var facet in record["facets"]?.AsArray() ?? [])
            if ((int)facet!["index"]!["byteStart"]! is var start && (int)facet["index"]!["byteEnd"]! is var end && (start < 0 || end <= start || end > bytes.Length))
                return "facet out of bounds";
        return record["embed"] is { } embed && ((string?)embed["$type"] != "app.bsky.embed.images" || embed["images"]!.AsArray().Any(i => (string?)i!["image"]!["ref"]!["$link"] != "bafkblob" || i["alt"] is null)) ? "embed" : null;
    }

    private static Answer Ok(JsonNode result) => new(200, result.ToJsonString());

    private static Answer Error(int status, string code, string words) => new(status, new JsonObject { ["error"] = code, ["message"] = words }.ToJsonString());
}
