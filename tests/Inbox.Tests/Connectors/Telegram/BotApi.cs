using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Inbox.Tests.Connectors.Telegram;

/// <summary>
/// The Bot API as its documentation has it (core.telegram.org/bots/api): checks the token, the method, the names and kinds of the parameters and the limits, and hands each update out
/// until a later offset is asked for.
/// </summary>
internal sealed partial class BotApi
{
    public const string Token = "123456789:AAtest-token_of_the_documented_shape";

    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["getMe"] = [],
        ["getUpdates"] = ["offset", "limit", "timeout", "allowed_updates"],
        ["deleteWebhook"] = ["drop_pending_updates"],
        ["setWebhook"] = ["url", "secret_token", "allowed_updates", "max_connections"],
        ["getWebhookInfo"] = [],
        ["getFile"] = ["file_id"],
        ["sendMessage"] = ["business_connection_id", "chat_id", "direct_messages_topic_id", "text", "reply_parameters"],
        ["sendDocument"] = ["business_connection_id", "chat_id", "direct_messages_topic_id", "document", "caption", "reply_parameters"],
        ["sendPhoto"] = ["business_connection_id", "chat_id", "direct_messages_topic_id", "photo", "caption", "reply_parameters"],
        ["sendVideo"] = ["business_connection_id", "chat_id", "direct_messages_topic_id", "video", "caption", "reply_parameters"],
        ["sendAudio"] = ["business_connection_id", "chat_id", "direct_messages_topic_id", "audio", "caption", "reply_parameters"],
        ["sendVoice"] = ["business_connection_id", "chat_id", "direct_messages_topic_id", "voice", "caption", "reply_parameters"],
    };

    /// <summary>The one business account that the bot is connected to.</summary>
    public const string Connection = "abc";

    private readonly object _lock = new();
    private readonly List<JsonObject> _updates = [];
    private readonly ConcurrentQueue<(string Method, Dictionary<string, string> Values)> _sentSoFar = new();
    private readonly ConcurrentDictionary<string, bool> _blocked = new();
    private readonly ConcurrentDictionary<string, bool> _quiet = new();
    private readonly ConcurrentDictionary<string, long> _moved = new();
    private int _sent = 500;

    /// <summary>Something happens in a chat.</summary>
    public void Add(params JsonObject[] updates)
    {
        lock (_lock)
        {
            _updates.AddRange(updates);
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>What was sent, as the platform understood it.</summary>
    public IReadOnlyList<(string Method, Dictionary<string, string> Values)> Sent => [.. _sentSoFar];

    /// <summary>A chat blocks the bot.</summary>
    public void Block(string chat) => _blocked[chat] = true;

    /// <summary>Nobody has written in this chat of the owner's for 24 hours.</summary>
    public void Quiet(string chat) => _quiet[chat] = true;

    /// <summary>A group has become a supergroup, which has another number.</summary>
    public void Move(string chat, long to) => _moved[chat] = to;

    /// <summary>What the platform says of its deliveries; null when all went well.</summary>
    public (int Waiting, DateTimeOffset FailedAt)? Trouble { get; set; }

    /// <summary>The next calls of a method that are too many, each with the seconds to wait.</summary>
    public ConcurrentQueue<(string Method, int Seconds)> Floods { get; } = new();

    /// <summary>Whether it is asked too often for updates.</summary>
    public bool IsBusy { get; set; }

    public string? Webhook { get; private set; }

    public string? WebhookSecret { get; private set; }

    public Answer Answer(Asked asked)
    {
        if (asked.Path.StartsWith($"/file/bot{Token}/", StringComparison.Ordinal))
            return asked.Path.EndsWith("/photos/file_1.jpg", StringComparison.Ordinal) ? new(200, Type: "image/jpeg", Bytes: [0xff, 0xd8, 0xff]) : Error(404, "Not Found");
        if (!asked.Path.StartsWith($"/bot{Token}/", StringComparison.Ordinal))
            return TokenShape().IsMatch(asked.Path) ? Error(401, "Unauthorized") : Error(404, "Not Found");
        var method = asked.Path[$"/bot{Token}/".Length..];
        if (!Known.TryGetValue(method, out var names))
            return Error(404, "Not Found: method not found");
        var values = Values(asked);
        if (values.Keys.Except(names).FirstOrDefault() is { } unknown)
            return Error(400, $"Bad Request: {unknown} is no parameter of {method}"); // stricter than the platform, which ignores it
        lock (_lock)
            return method switch
            {
                "getMe" => Ok(new JsonObject { ["id"] = 123456789, ["is_bot"] = true, ["first_name"] = "Shop" }),
                "deleteWebhook" => Ok(true),
                "setWebhook" => SetWebhook(values),
                "getWebhookInfo" => Ok(Info()),
                "getFile" => values["file_id"] == "photo-1" ? Ok(new JsonObject { ["file_id"] = "photo-1", ["file_size"] = 3, ["file_path"] = "photos/file_1.jpg" }) : Error(400, "Bad Request: wrong file_id"),
                "getUpdates" when IsBusy => Busy(300),
                "getUpdates" => GetUpdates(values),
                _ => Send(method, asked, values),
            };
    }

    private Answer SetWebhook(Dictionary<string, string> values)
    {
        if (!values["url"].StartsWith("https://", StringComparison.Ordinal))
            return Error(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook");
        if (values["secret_token"] is not { Length: >= 1 and <= 256 } secret || secret.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-')))
            return Error(400, "Bad Request: secret token contains unallowed characters");
        (Webhook, WebhookSecret) = (values["url"], secret);
        return Ok(true);
    }

    private JsonObject Info()
    {
        var info = new JsonObject { ["url"] = Webhook ?? "", ["has_custom_certificate"] = false, ["pending_update_count"] = Trouble?.Waiting ?? 0 };
        if (Trouble is { } trouble)
            (info["last_error_date"], info["last_error_message"]) = (trouble.FailedAt.ToUnixTimeSeconds(), "Wrong response from the webhook: 502 Bad Gateway");
        return info;
    }

    private Answer GetUpdates(Dictionary<string, string> values)
    {
        if (Webhook is not null)
            return Error(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
        var offset = long.Parse(values.GetValueOrDefault("offset", "0"), CultureInfo.InvariantCulture);
        _updates.RemoveAll(u => u["update_id"]!.GetValue<int>() < offset);
        if (_updates.Count == 0)
            Monitor.Wait(_lock, TimeSpan.FromMilliseconds(200)); // long polling, shortened
        return Ok(new JsonArray([.. _updates.Take(100).Select(u => u.DeepClone())]));
    }

    private Answer Send(string method, Asked asked, Dictionary<string, string> values)
    {
        if (Floods.TryPeek(out var flood) && flood.Method == method && Floods.TryDequeue(out _))
            return Busy(flood.Seconds);
        if (values.GetValueOrDefault("chat_id", "") is not { Length: > 0 } chat)
            return Error(400, "Bad Request: chat_id is empty");
        if (!long.TryParse(chat, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return Error(400, "Bad Request: chat not found");
        if (values.GetValueOrDefault("business_connection_id", Connection) != Connection)
            return Error(400, "Bad Request: business connection not found");
        if (values.ContainsKey("business_connection_id") && _quiet.ContainsKey(chat))
            return Error(400, "Bad Request: BUSINESS_PEER_USAGE_MISSING");
        if (_moved.TryGetValue(chat, out var supergroup))
            return new(400, new JsonObject { ["ok"] = false, ["error_code"] = 400, ["description"] = "Bad Request: group chat was upgraded to a supergroup chat", ["parameters"] = new JsonObject { ["migrate_to_chat_id"] = supergroup } }.ToJsonString());
        if (_blocked.ContainsKey(chat))
            return Error(403, "Forbidden: bot was blocked by the user");
        if ((method == "sendMessage" ? Text(values.GetValueOrDefault("text", "")) : BotFiles.Problem(method, asked)) is { } problem)
            return problem.StartsWith("Request Entity", StringComparison.Ordinal) ? Error(413, problem) : Error(400, $"Bad Request: {problem}");
        if (values.GetValueOrDefault("caption", "").Length > 1024)
            return Error(400, "Bad Request: message caption is too long");
        if (values.TryGetValue("reply_parameters", out var reply) && (JsonNode.Parse(reply) as JsonObject)?["message_id"]?.GetValueKind() != JsonValueKind.Number)
            return Error(400, "Bad Request: message to be replied not found");
        _sentSoFar.Enqueue((method, values));
        return Ok(new JsonObject { ["message_id"] = ++_sent, ["chat"] = new JsonObject { ["id"] = number, ["type"] = "private" }, ["date"] = 1772442000 });
    }

    private static string? Text(string text) => text.Length switch { 0 => "message text is empty", > 4096 => "message is too long", _ => null };

    private static Dictionary<string, string> Values(Asked asked) =>
        asked.IsForm ? asked.Parts.ToDictionary(p => p.Name, p => p.Text)
        : asked.Body.Length == 0 ? []
        : asked.Json.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString()! : p.Value.GetRawText());

    private static Answer Busy(int seconds) =>
        new(429, new JsonObject { ["ok"] = false, ["error_code"] = 429, ["description"] = $"Too Many Requests: retry after {seconds}", ["parameters"] = new JsonObject { ["retry_after"] = seconds } }.ToJsonString());

    /// <summary>What could be a token; what could not is no path there.</summary>
    [GeneratedRegex("^/bot[0-9]+:[A-Za-z0-9_-]{35,}/")]
    private static partial Regex TokenShape();

    private static Answer Ok(JsonNode result) => new(200, new JsonObject { ["ok"] = true, ["result"] = result }.ToJsonString());

    private static Answer Error(int code, string words) => new(code, new JsonObject { ["ok"] = false, ["error_code"] = code, ["description"] = words }.ToJsonString());
}
