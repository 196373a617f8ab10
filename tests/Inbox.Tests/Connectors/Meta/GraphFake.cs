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

    /// <summary>What was written, as the platform understood it.</summary>
    public List<(string Path, JsonElement Values)> Posted { get; } = [];

    /// <summary>The next answers to whatever is written, before it is looked at.</summary>
    public Queue<Answer> Troubles { get; } = new();

    /// <summary>When the token ends; null for never.</summary>
    public DateTimeOffset? Expires { get; set; }

    /// <summary>Whether the token was taken back.</summary>
    public bool IsDead { get; set; }

    public static Dictionary<string, string> Settings(string id, string value) => new() { ["appSecret"] = AppSecret, ["verifyToken"] = VerifyToken, ["token"] = Token, [id] = value };

    /// <summary>Signs a delivery as the platform does.</summary>
    public static void Sign(HttpRequestMessage request, byte[] body) =>
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(AppSecret), body)));

    /// <summary>A call that is answered, by method and path.</summary>
    public GraphFake On(string call, Func<GraphCall, Answer> answer)
    {
        _calls[call] = answer;
        return this;
    }

    public Answer Answer(Asked asked)
    {
        var (path, query) = Parts(asked.Path);
        if (asked.Header("Authorization") != $"Bearer {Token}" || IsDead)
            return Error(401, 190, "Error validating access token: The session has been invalidated.", 460);
        if (path.StartsWith("/file/", StringComparison.Ordinal))
            return path == "/file/1" ? new(200, Type: "image/jpeg", Bytes: [0xff, 0xd8, 0xff]) : new(404);
        if (!path.StartsWith($"/{Version}/", StringComparison.Ordinal))
            return Error(400, 2635, "You are calling a version that does not exist.");
        if (query.GetValueOrDefault("appsecret_proof") != Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(AppSecret), Encoding.UTF8.GetBytes(Token))))
            return Error(400, 100, "Invalid appsecret_proof provided in the API argument");
        path = path[$"/{Version}/".Length..];
        if (asked.Method == "GET" && path == "debug_token" && query.GetValueOrDefault("input_token") == Token)
            return Ok(new JsonObject { ["data"] = new JsonObject { ["is_valid"] = true, ["expires_at"] = Expires?.ToUnixTimeSeconds() ?? 0, ["data_access_expires_at"] = 0 } });
        if (asked.Method == "POST" && Troubles.TryDequeue(out var trouble))
            return trouble;
        if (!_calls.TryGetValue($"{asked.Method} {path}", out var answer))
            return Error(400, 100, $"Unsupported {asked.Method.ToLowerInvariant()} request. Object with ID '{path}' does not exist, cannot be loaded due to missing permissions, or does not support this operation", 33);
        var said = answer(new(asked, query));
        if (said.Status == 200 && asked.Method == "POST" && asked.Header("Content-Type") == "application/json")
            Posted.Add((path, asked.Json));
        return said;
    }

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
