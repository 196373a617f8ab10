using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Inbox.Tests.Connectors.Meta;

/// <summary>
/// The Graph API as its documentation has it: the version in the path, the token in the header, a proof of the app's secret on every call, errors with code, subcode and
/// trace. What a channel may call is told by its test; everything else is refused.
/// </summary>
internal sealed class GraphFake
{
    public const string Token = "EAAtest0token0of0the0documented0shape", AppSecret = "0123456789abcdef0123456789abcdef", VerifyToken = "a word of ours", Version = "v24.0";

    private readonly Dictionary<string, Func<GraphCall, Answer>> _calls = [];
    private readonly System.Collections.Concurrent.ConcurrentQueue<(string Path, JsonElement Values)> _posted = new();

    /// <summary>What was written, as the platform understood it.</summary>
    public IReadOnlyList<(string Path, JsonElement Values)> Posted => [.. _posted];

    /// <summary>The next answers to whatever is written, before it is looked at.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<Answer> Troubles { get; } = new();

    /// <summary>When the token ends; null for never.</summary>
    public DateTimeOffset? Expires { get; set; }

    /// <summary>Which app this is.</summary>
    public const string App = "670843887433847";

    /// <summary>What apps hear of a page or business account, by the app; null where nothing can be subscribed.</summary>
    public Dictionary<string, string[]>? Heard { get; set; }

    /// <summary>What it is that apps hear: a page's or business account's id, or <c>me</c>.</summary>
    public string HeardAt { get; set; } = "me";

    /// <summary>The fields that there are; none where everything is handed over (a business account).</summary>
    public string[] HeardFields { get; set; } = [];

    /// <summary>Whether the token has the permission to look at it, and to change it.</summary>
    public (bool Look, bool Change) MayHear { get; set; } = (true, true);

    /// <summary>The next answers to who hears what, before it is looked at.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<Answer> Unheard { get; } = new();

    /// <summary>Addresses that were asked for, with all that stood in them.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> Addresses { get; } = new();

    /// <summary>The token that is good now.</summary>
    public string Good { get; set; } = Token;

    /// <summary>What the token may do, and for which business accounts it may manage them; none when it does not say.</summary>
    public (string[] Scopes, string[] Managed) May { get; set; } = ([], []);

    /// <summary>What a renewal of an own login's token gives; null while it is not a day old.</summary>
    public string? Renewed { get; set; }

    /// <summary>Whether it does not say whose app the token is of, and so nothing of the token.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Whether the token was taken back.</summary>
    public bool IsDead { get; set; }

    public static Dictionary<string, string> Settings(string id, string value) => new() { ["appSecret"] = AppSecret, ["verifyToken"] = VerifyToken, ["token"] = Token, [id] = value };

    /// <summary>A page or profile of which our app hears all that there is.</summary>
    public static GraphFake Hearing(string at, params string[] fields) => new() { Heard = new() { [App] = fields }, HeardAt = at, HeardFields = fields };

    /// <summary>Signs a delivery as the platform does.</summary>
    public static void Sign(HttpRequestMessage request, byte[] body) =>
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(AppSecret), body)));

    /// <summary>A signature by the app's secret and any algorithm.</summary>
    public static string Prove(byte[] body, string algorithm, Func<byte[], byte[], byte[]> hash) => $"{algorithm}={Convert.ToHexStringLower(hash(Encoding.UTF8.GetBytes(AppSecret), body))}";

    /// <summary>A call that is answered, by method and path.</summary>
    public GraphFake On(string call, Func<GraphCall, Answer> answer)
    {
        _calls[call] = answer;
        return this;
    }

    public Answer Answer(Asked asked)
    {
        Addresses.Enqueue(asked.Path);
        var (path, query) = Parts(asked.Path);
        if (path == "/refresh_access_token")
            return Renew(query);
        var token = asked.Method == "POST" && path == $"/{Version}/" ? $"{App}|{AppSecret}" : Good; // what the app may ask is asked with its own token
        if (asked.Header("Authorization") != $"Bearer {token}" || IsDead)
            return Error(401, 190, "Error validating access token: The session has been invalidated.", 460);
        if (path.StartsWith("/file/", StringComparison.Ordinal))
            return path == "/file/1" ? new(200, Type: "image/jpeg", Bytes: [0xff, 0xd8, 0xff]) : new(404);
        if (!path.StartsWith($"/{Version}/", StringComparison.Ordinal))
            return Error(400, 2635, "You are calling a version that does not exist.");
        if (query.GetValueOrDefault("appsecret_proof") != Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(AppSecret), Encoding.UTF8.GetBytes(token))))
            return Error(400, 100, "Invalid appsecret_proof provided in the API argument");
        path = path[$"/{Version}/".Length..];
        if (asked.Method == "GET" && path == "app")
            return IsSilent ? Error(400, 100, "Unsupported get request.") : Ok(new JsonObject { ["id"] = App });
        if (asked.Method == "POST" && path.Length == 0)
            return Batch(asked);
        if (Heard is not null && path == $"{HeardAt}/subscribed_apps")
            return Unheard.TryDequeue(out var unheard) ? unheard : Subscriptions(asked);
        if (asked.Method == "POST" && Troubles.TryDequeue(out var trouble))
            return trouble;
        if (!_calls.TryGetValue($"{asked.Method} {path}", out var answer))
            return Error(400, 100, $"Unsupported {asked.Method.ToLowerInvariant()} request. Object with ID '{path}' does not exist, cannot be loaded due to missing permissions, or does not support this operation", 33);
        var said = answer(new(asked, query));
        if (said.Status == 200 && asked.Method == "POST" && asked.Header("Content-Type") == "application/json")
            _posted.Enqueue((path, asked.Json));
        return said;
    }

    /// <summary>One call in another's body, which answers with what each would have said, as text.</summary>
    private Answer Batch(Asked asked)
    {
        var form = Encoding.UTF8.GetString(asked.Body).Split('&').Select(p => p.Split('=')).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1].Replace('+', ' ')));
        if (asked.Header("Content-Type") != "application/x-www-form-urlencoded" || form.GetValueOrDefault("include_headers") != "false" || form.Count != 2)
            return Error(400, 1, "Unsupported post request.");
        var call = JsonDocument.Parse(form["batch"]).RootElement.EnumerateArray().Single();
        if (call.GetProperty("method").GetString() != "GET" || call.GetProperty("relative_url").GetString() != $"debug_token?input_token={Token}" || call.EnumerateObject().Count() != 2)
            return Error(400, 100, "Invalid batch.");
        var facts = new JsonObject { ["data"] = new JsonObject { ["app_id"] = App, ["is_valid"] = true, ["expires_at"] = Expires?.ToUnixTimeSeconds() ?? 0, ["data_access_expires_at"] = 0 } };
        if (May.Scopes.Length > 0)
            (facts["data"]!["scopes"], facts["data"]!["granular_scopes"]) = (
                new JsonArray([.. May.Scopes.Select(s => (JsonNode)s)]), new JsonArray(new JsonObject { ["scope"] = "whatsapp_business_management", ["target_ids"] = new JsonArray([.. May.Managed.Select(m => (JsonNode)m)]) }));
        return Ok(new JsonArray(new JsonObject { ["code"] = 200, ["body"] = facts.ToJsonString() }));
    }

    /// <summary>Only what may be asked for, of a token that is good, and once that is a day old.</summary>
    private Answer Renew(Dictionary<string, string> query)
    {
        if (query.GetValueOrDefault("grant_type") != "ig_refresh_token" || query.Count != 2 || query.GetValueOrDefault("access_token") != Good)
            return Error(400, 190, "Error validating access token");
        if (Renewed is not { } fresh)
            return Error(400, 10, "The access token is not old enough to be refreshed");
        Good = fresh;
        return Ok(new JsonObject { ["access_token"] = fresh, ["token_type"] = "bearer", ["expires_in"] = 5_183_944 });
    }

    /// <summary>Who hears what. Writing replaces what the app of the token hears, and takes only fields that there are.</summary>
    private Answer Subscriptions(Asked asked)
    {
        if (!MayHear.Look || (asked.Method == "POST" && !MayHear.Change))
            return Error(403, 200, "(#200) To subscribe to the feed field, one of these permissions is needed: pages_manage_metadata");
        if (asked.Method == "GET")
            return Ok(new JsonObject
            {
                ["data"] = new JsonArray([.. Heard!.Select(h => HeardFields.Length == 0
                    ? new JsonObject { ["whatsapp_business_api_data"] = new JsonObject { ["id"] = h.Key, ["name"] = "An app" } }
                    : new JsonObject { ["category"] = "Business", ["name"] = "An app", ["id"] = h.Key, ["subscribed_fields"] = new JsonArray([.. h.Value.Select(f => (JsonNode)f)]) })]),
            });
        var fields = asked.Json.TryGetProperty("subscribed_fields", out var said) ? said.GetString()!.Split(',') : [];
        if (fields.Except(HeardFields).FirstOrDefault() is not null || (HeardFields.Length > 0 && fields.Length == 0))
            return Error(400, 100, "(#100) Param subscribed_fields must be one of the fields of a page.");
        Heard![App] = fields;
        return Ok(new JsonObject { ["success"] = true });
    }

    /// <summary>A time as it stands in what is asked for: whole seconds.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture);

    public static Answer Ok(JsonNode body) => new(200, body.ToJsonString());

    public static Answer Error(int status, int code, string message, int? subcode = null, Dictionary<string, string>? headers = null) => new(
        status,
        new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["type"] = "OAuthException", ["code"] = code, ["error_subcode"] = subcode, ["fbtrace_id"] = "Atrace" } }.ToJsonString(),
        Headers: headers);

    private static (string Path, Dictionary<string, string> Query) Parts(string asked)
    {
        var at = asked.IndexOf('?', StringComparison.Ordinal);
        var query = at < 0 ? [] : asked[(at + 1)..].Split('&').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]));
        return (at < 0 ? asked : asked[..at], query);
    }
}

/// <summary>A call that has shown who it is.</summary>
internal sealed record GraphCall(Asked Asked, IReadOnlyDictionary<string, string> Query)
{
    /// <summary>The names of what is written that the platform does not know here.</summary>
    public string? Unknown(params string[] known) => Asked.Json.EnumerateObject().Select(p => p.Name).Except(known).FirstOrDefault();

    /// <summary>A value by its path, or nothing.</summary>
    public string? Value(string path)
    {
        JsonElement? at = Asked.Json;
        foreach (var name in path.Split('.'))
            at = at is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var next) ? next : null;
        return at is { } found ? found.ValueKind == JsonValueKind.String ? found.GetString() : found.GetRawText() : null;
    }
}
