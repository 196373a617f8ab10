using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Inbox.Tests.Connectors.X;

/// <summary>
/// The X API v2 as its documentation has it (docs.x.com): who asks is told by a signature, every parameter is known, every call counts, pages are read newest first, and
/// what may not be said is refused with a problem.
/// </summary>
internal sealed partial class XFake(TimeProvider clock)
{
    public const string Us = "1001", ConsumerKey = "xvz1evFS4wEEPTGEFPHBog", ConsumerSecret = "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw", Token = "1001-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb", TokenSecret = "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE";

    private const string Bearer = "AAAAAAAAAAAAAAAAAAAA%2Fapp-only";
    private static readonly string[] PostParameters = ["tweet.fields", "user.fields", "media.fields", "expansions", "max_results", "pagination_token", "since_id", "exclude"];
    private readonly Lock _lock = new();
    private readonly SortedDictionary<ulong, JsonObject> _posts = [];
    private readonly SortedDictionary<ulong, JsonObject> _directs = [];
    private readonly Dictionary<string, int> _left = [];
    private readonly HashSet<string> _said = [];
    private readonly XFakeSignature _signature = new(clock);
    private readonly XFakeUploads _uploads = new();
    private ulong _next = IdAt(clock.GetUtcNow());

    /// <summary>Answers with this instead, while it is set: by the beginning of the path, after who asks was checked.</summary>
    public (string Path, Answer Answer)? Instead { get; set; }

    /// <summary>What was written, as the platform understood it.</summary>
    public List<(string Path, JsonElement Values)> Written { get; } = [];

    public XFakeUploads Uploads => _uploads;

    /// <summary>The next post is made, and the answer lost.</summary>
    public bool LosesAnswer { get; set; }

    /// <summary>The next post is made, and the answer says that the platform is not well.</summary>
    public bool BreaksOff { get; set; }

    /// <summary>The newest post of the account that its timeline shows, while it lags.</summary>
    public string? ShowsUpTo { get; set; }

    /// <summary>Whether the keys were taken back.</summary>
    public bool IsRevoked { get; set; }

    /// <summary>Whether the app's plan has the Account Activity API; and its webhook, once it has one.</summary>
    public bool HasActivity { get; set; } = true;

    public string? Webhook { get; private set; }

    public bool IsValid { get; set; } = true;

    public bool IsSubscribed { get; private set; }

    public string Access { get; set; } = "read-write-directmessages";

    /// <summary>How often each kind of call was made.</summary>
    public Dictionary<string, int> Calls { get; } = [];

    public static Dictionary<string, string> Settings => new()
    {
        ["consumerKey"] = ConsumerKey, ["consumerSecret"] = ConsumerSecret, ["token"] = Token, ["tokenSecret"] = TokenSecret, ["identifier"] = Us,
    };

    /// <summary>How many calls of a kind are left; at none they are refused until the quarter of an hour is over.</summary>
    public void Leave(string kind, int calls)
    {
        lock (_lock)
            _left[kind] = calls;
    }

    /// <summary>An id as the platform gives them out at a moment.</summary>
    public static ulong IdAt(DateTimeOffset at, int worker = 0) => ((ulong)(at.ToUnixTimeMilliseconds() - 1_288_834_974_657) << 22) + (ulong)worker;

    /// <summary>Somebody posts; the id.</summary>
    public string Post(string author, string text, string? parent = null, JsonObject? more = null, ulong? id = null)
    {
        lock (_lock)
        {
            var number = id ?? Next();
            var root = parent is null ? $"{number}" : (string)_posts[ulong.Parse(parent, CultureInfo.InvariantCulture)]["conversation_id"]!;
            var post = new JsonObject { ["id"] = $"{number}", ["text"] = text, ["author_id"] = author, ["conversation_id"] = root, ["created_at"] = Time(number), ["edit_history_tweet_ids"] = new JsonArray($"{number}") };
            if (parent is not null)
            {
                post["referenced_tweets"] = new JsonArray(new JsonObject { ["type"] = "replied_to", ["id"] = parent });
                post["in_reply_to_user_id"] = (string)_posts[ulong.Parse(parent, CultureInfo.InvariantCulture)]["author_id"]!;
            }
            foreach (var (key, value) in more ?? [])
                post[key] = value?.DeepClone();
            _posts[number] = post;
            return $"{number}";
        }
    }

    /// <summary>An author changes a post, which gets a new id.</summary>
    public string Edit(string post, string text)
    {
        lock (_lock)
        {
            var before = _posts[ulong.Parse(post, CultureInfo.InvariantCulture)];
            var number = Next();
            var history = before["edit_history_tweet_ids"]!.AsArray().Select(i => (string)i!).Append($"{number}").ToArray();
            var after = before.DeepClone().AsObject();
            (after["id"], after["text"], after["created_at"], after["edit_history_tweet_ids"]) = ($"{number}", text, Time(number), new JsonArray([.. history.Select(h => (JsonNode)h)]));
            _posts[number] = after;
            return $"{number}";
        }
    }

    public void Remove(string post)
    {
        lock (_lock)
            _posts.Remove(ulong.Parse(post, CultureInfo.InvariantCulture));
    }

    /// <summary>Somebody writes in private; the id, which is lower than that of the one before when it comes late.</summary>
    public string Direct(string from, string to, string text, string? conversation = null, bool isLate = false)
    {
        lock (_lock)
        {
            var number = isLate ? _next - 10 : Next();
            var pair = new[] { from, to }.OrderBy(long.Parse).ToArray();
            _directs[number] = new() { ["id"] = $"{number}", ["event_type"] = "MessageCreate", ["text"] = text, ["sender_id"] = from, ["dm_conversation_id"] = conversation ?? $"{pair[0]}-{pair[1]}", ["created_at"] = Time(number) };
            return $"{number}";
        }
    }

    /// <summary>The account deletes a direct message for itself: the list of the newest moves up.</summary>
    public void RemoveDirect(string direct)
    {
        lock (_lock)
            _directs.Remove(ulong.Parse(direct, CultureInfo.InvariantCulture));
    }

    public Answer Answer(Asked asked)
    {
        lock (_lock)
        {
            var (path, query) = Parts(asked.Path);
            if (path == "/oauth2/token")
                return asked.Header("Authorization") == $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ConsumerKey}:{ConsumerSecret}"))}" && Encoding.UTF8.GetString(asked.Body) == "grant_type=client_credentials"
                    ? new(200, new JsonObject { ["token_type"] = "bearer", ["access_token"] = Bearer }.ToJsonString())
                    : new(403, """{"errors":[{"code":99,"message":"Unable to verify your credentials"}]}""");
            var isApp = path == "/2/webhooks" || path.StartsWith("/2/webhooks/", StringComparison.Ordinal);
            if (IsRevoked || !(isApp ? asked.Header("Authorization") == $"Bearer {Bearer}" : _signature.IsGenuine(asked)))
                return Problem(401, "Unauthorized", "Unauthorized");
            var kind = $"{asked.Method} {string.Join('/', path.Split('/').Select(p => p.Length > 1 && p.All(char.IsAsciiDigit) ? ":id" : p))}";
            Calls[kind] = Calls.GetValueOrDefault(kind) + 1;
            if (Instead is var (begin, instead) && path.StartsWith(begin, StringComparison.Ordinal))
                return instead;
            if (_left.TryGetValue(kind, out var left) && left <= 0)
                return Problem(429, "Too Many Requests", "Too Many Requests") with { Headers = Limits(0) };
            _left[kind] = left = _left.GetValueOrDefault(kind, 300) - 1;
            var said = Route(asked, path, query);
            return said with { Headers = new(Limits(left)) { ["x-access-level"] = Access } };
        }
    }

    private Answer Route(Asked asked, string path, Dictionary<string, string> query) => (asked.Method, path.Split('/')[2..]) switch
    {
        ("GET", ["users", "me"]) => Ok(new JsonObject { ["data"] = User(Us) }),
        ("GET", ["users", Us, "mentions"]) => Page(query, _posts, p => Mentions(p), PostParameters),
        ("GET", ["users", Us, "tweets"]) => Page(query, _posts, p => (ShowsUpTo is not { } last || ulong.Parse((string)p["id"]!, CultureInfo.InvariantCulture) <= ulong.Parse(last, CultureInfo.InvariantCulture)) && (string)p["author_id"]! == Us && (!query.GetValueOrDefault("exclude", "").Split(',').Contains("replies") || p["referenced_tweets"] is null), PostParameters),
        ("GET", ["tweets"]) => Lookup(query),
        ("GET", ["dm_events"]) => Page(query, _directs, _ => true, ["dm_event.fields", "user.fields", "media.fields", "expansions", "max_results", "pagination_token", "event_types"]),
        ("POST", ["tweets"]) => Create(asked.Json),
        ("POST", ["dm_conversations", "with", var person, "messages"]) => Send(asked, path, person),
        ("POST", ["dm_conversations", _, "messages"]) => Send(asked, path, null),
        (_, ["media", "upload", ..]) => _uploads.Answer(asked, path, query),
        ("GET", ["dm_conversations", "media", "77", "88", "photo.jpg"]) => new(200, Type: "application/octet-stream", Bytes: [0xff, 0xd8, 0xff]),
        ("GET", ["webhooks"]) => !HasActivity ? Forbidden() : Ok(new JsonObject { ["data"] = new JsonArray(Webhook is null ? [] : [Hook()]), ["meta"] = new JsonObject { ["result_count"] = Webhook is null ? 0 : 1 } }),
        ("POST", ["webhooks"]) => MakeHook(asked.Json),
        ("PUT", ["webhooks", "555"]) => Ok(new JsonObject { ["data"] = new JsonObject { ["valid"] = IsValid } }),
        ("GET", ["account_activity", "webhooks", "555", "subscriptions", "all"]) => Ok(new JsonObject { ["data"] = new JsonObject { ["subscribed"] = IsSubscribed } }),
        ("POST", ["account_activity", "webhooks", "555", "subscriptions", "all"]) => Ok(new JsonObject { ["data"] = new JsonObject { ["subscribed"] = IsSubscribed = true } }),
        _ => Problem(404, "Not Found", "Not Found"),
    };

    /// <summary>Newest first, with what is asked for about them; one page at a time.</summary>
    private Answer Page(Dictionary<string, string> query, SortedDictionary<ulong, JsonObject> all, Func<JsonObject, bool> which, string[] known)
    {
        if (query.Keys.Except(known).FirstOrDefault() is { } unknown)
            return Problem(400, "Invalid Request", $"The query parameter [{unknown}] is not one of [{string.Join(',', known)}]");
        var size = int.Parse(query.GetValueOrDefault("max_results", "10"), CultureInfo.InvariantCulture);
        if (size is < 5 or > 100)
            return Problem(400, "Invalid Request", $"The `max_results` query parameter value [{size}] is not between 5 and 100");
        var since = ulong.Parse(query.GetValueOrDefault("since_id", "0"), CultureInfo.InvariantCulture);
        var skip = int.Parse(query.GetValueOrDefault("pagination_token", "0"), CultureInfo.InvariantCulture);
        var found = all.Where(p => p.Key > since && which(p.Value) && !all.Values.Any(later => later != p.Value && later["edit_history_tweet_ids"]?.AsArray() is { } history && history.Any(h => (string)h! == $"{p.Key}") && (string)later["id"]! != $"{p.Key}" && ulong.Parse((string)later["id"]!, CultureInfo.InvariantCulture) > p.Key)).Select(p => p.Value).Reverse().ToList();
        var items = found.Skip(skip).Take(size).ToList();
        var body = new JsonObject { ["meta"] = new JsonObject { ["result_count"] = items.Count } };
        if (skip + size < found.Count)
            body["meta"]!["next_token"] = $"{skip + size}";
        if (items.Count > 0)
            (body["data"], body["includes"]) = (new JsonArray([.. items.Select(i => i.DeepClone())]), Includes(items, query.GetValueOrDefault("expansions", "")));
        return Ok(body);
    }

    private Answer Lookup(Dictionary<string, string> query)
    {
        var ids = query["ids"].Split(',');
        if (ids.Length > 100)
            return Problem(400, "Invalid Request", $"The number of values in the `ids` query parameter list [{ids.Length}] is not between 1 and 100");
        var there = ids.Where(id => _posts.ContainsKey(ulong.Parse(id, CultureInfo.InvariantCulture))).Select(id => _posts[ulong.Parse(id, CultureInfo.InvariantCulture)]).ToList();
        var body = new JsonObject();
        if (there.Count > 0)
            (body["data"], body["includes"]) = (new JsonArray([.. there.Select(p => p.DeepClone())]), Includes(there, query.GetValueOrDefault("expansions", "")));
        if (ids.Except(there.Select(p => (string)p["id"]!)).ToList() is { Count: > 0 } gone)
            body["errors"] = new JsonArray([.. gone.Select(id => new JsonObject
            {
                ["value"] = id, ["detail"] = $"Could not find tweet with ids: [{id}].", ["title"] = "Not Found Error", ["resource_type"] = "tweet", ["parameter"] = "ids", ["resource_id"] = id, ["type"] = "https://api.twitter.com/2/problems/resource-not-found",
            })]);
        return Ok(body);
    }

    private JsonObject Includes(List<JsonObject> items, string expansions)
    {
        var wanted = expansions.Split(',');
        var includes = new JsonObject();
        var tweets = wanted.Contains("referenced_tweets.id") ? items.SelectMany(i => i["referenced_tweets"]?.AsArray() ?? []).Select(r => ulong.Parse((string)r!["id"]!, CultureInfo.InvariantCulture)).Distinct().Where(_posts.ContainsKey).Select(id => _posts[id]).ToList() : [];
        var users = items.SelectMany(i => new[] { wanted.Contains("author_id") ? i["author_id"] : null, wanted.Contains("sender_id") ? i["sender_id"] : null, wanted.Contains("in_reply_to_user_id") ? i["in_reply_to_user_id"] : null })
            .Concat(wanted.Contains("referenced_tweets.id.author_id") ? tweets.Select(t => t["author_id"]) : []).OfType<JsonNode>().Select(n => (string)n!).Distinct().ToList();
        if (tweets.Count > 0)
            includes["tweets"] = new JsonArray([.. tweets.Select(t => t.DeepClone())]);
        if (users.Count > 0)
            includes["users"] = new JsonArray([.. users.Select(User)]);
        if (wanted.Contains("attachments.media_keys") && items.SelectMany(i => i["attachments"]?["media_keys"]?.AsArray() ?? []).Select(k => (string)k!).Distinct().ToList() is { Count: > 0 } keys)
            includes["media"] = new JsonArray([.. keys.Select(k => new JsonObject { ["media_key"] = k, ["type"] = "photo", ["url"] = $"https://pbs.twimg.com/media/{k}.jpg" })]);
        return includes;
    }

    private Answer Create(JsonElement values)
    {
        if (Unknown(values, "text", "reply", "media") is { } unknown)
            return Problem(400, "Invalid Request", $"$.{unknown}: is not defined in the schema and the schema does not allow additional properties");
        var text = values.TryGetProperty("text", out var said) ? said.GetString()! : "";
        var parent = values.GetProperty("reply").GetProperty("in_reply_to_tweet_id").GetString()!;
        if (Inbox.Contracts.TextLength.Of(text, Inbox.Contracts.TextCount.Weighted) > 280)
            return Problem(403, "Forbidden", "Your Tweet text is too long. For more information on how Twitter determines text length see https://github.com/twitter/twitter-text.");
        if (!_posts.ContainsKey(ulong.Parse(parent, CultureInfo.InvariantCulture)))
            return Problem(403, "Forbidden", "You attempted to reply to a Tweet that is deleted or not visible to you.");
        if (values.TryGetProperty("media", out var media) && media.GetProperty("media_ids").EnumerateArray().Any(id => !_uploads.IsReady(id.GetString()!, "tweet_")))
            return Problem(400, "Invalid Request", "Your media IDs are invalid.");
        if (text.Length > 0 && !_said.Add(text))
            return Problem(403, "Forbidden", "You are not allowed to create a Tweet with duplicate content.");
        var author = User((string)_posts[ulong.Parse(parent, CultureInfo.InvariantCulture)]["author_id"]!);
        var id = Post(Us, $"@{(string)author["username"]!} {text}", parent);
        Written.Add(("tweets", values));
        return BreaksOff ? Problem(503, "Service Unavailable", "Service Unavailable") : LosesAnswer ? throw new IOException("lost") : new(201, new JsonObject { ["data"] = new JsonObject { ["id"] = id, ["text"] = text, ["edit_history_tweet_ids"] = new JsonArray(id) } }.ToJsonString());
    }

    private Answer Send(Asked asked, string path, string? person)
    {
        var values = asked.Json;
        if (Unknown(values, "text", "attachments") is { } unknown)
            return Problem(400, "Invalid Request", $"$.{unknown}: is not defined in the schema");
        if (person == "13")
            return Problem(403, "Forbidden", "You do not have permission to DM one or more participants: you cannot send messages to this user.");
        if (values.TryGetProperty("attachments", out var files) && (files.GetArrayLength() != 1 || !_uploads.IsReady(files[0].GetProperty("media_id").GetString()!, "dm_")))
            return Problem(400, "Invalid Request", "Only one attachment per message is supported.");
        Written.Add((path, values));
        var id = person is null ? $"{Next()}" : Direct(Us, person, values.TryGetProperty("text", out var text) ? text.GetString()! : "");
        return LosesAnswer ? throw new IOException("lost") : new(201, new JsonObject { ["data"] = new JsonObject { ["dm_conversation_id"] = "1-2", ["dm_event_id"] = id } }.ToJsonString());
    }

    private static bool Mentions(JsonObject post) => ((string)post["text"]!).Contains("@shop", StringComparison.Ordinal) || (string?)post["in_reply_to_user_id"] == Us && (string)post["author_id"]! != Us;

    private static JsonObject User(string id) => new() { ["id"] = id, ["name"] = id == Us ? "The Shop" : $"Person {id}", ["username"] = id == Us ? "shop" : $"person{id}" };

    private static string? Unknown(JsonElement values, params string[] known) => values.EnumerateObject().Select(p => p.Name).Except(known).FirstOrDefault();

    private ulong Next()
    {
        var now = IdAt(clock.GetUtcNow());
        return _next = now > _next ? now : _next + 1;
    }

    private Dictionary<string, string> Limits(int left) => new()
    {
        ["x-rate-limit-limit"] = "300", ["x-rate-limit-remaining"] = $"{Math.Max(0, left)}", ["x-rate-limit-reset"] = $"{clock.GetUtcNow().AddMinutes(15).ToUnixTimeSeconds()}",
    };

    private static string Time(ulong id) => DateTimeOffset.FromUnixTimeMilliseconds((long)(id >> 22) + 1_288_834_974_657).ToString("yyyy-MM-dd'T'HH:mm:ss'.000Z'", CultureInfo.InvariantCulture);

    private static Answer Ok(JsonNode body) => new(200, body.ToJsonString());

    private static Answer Forbidden() => new(403, """{"title":"Client Forbidden","detail":"This app is not enrolled for it.","type":"https://api.twitter.com/2/problems/client-forbidden","reason":"client-not-enrolled"}""");

    public static Answer Problem(int status, string title, string detail) =>
        new(status, new JsonObject { ["title"] = title, ["type"] = "about:blank", ["status"] = status, ["detail"] = detail }.ToJsonString(), "application/problem+json");

    private static (string Path, Dictionary<string, string> Query) Parts(string asked)
    {
        var at = asked.IndexOf('?', StringComparison.Ordinal);
        var query = at < 0 ? [] : asked[(at + 1)..].Split('&').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]));
        return (at < 0 ? asked : asked[..at], query);
    }
}
