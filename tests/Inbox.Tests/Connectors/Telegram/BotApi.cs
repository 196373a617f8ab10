using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Inbox.Tests.Connectors.Telegram;

/// <summary>
/// The Bot API as its documentation has it (core.telegram.org/bots/api): checks the token, the method, the names and kinds of the parameters and the limits, and hands each update out
/// until a later offset is asked for.
/// </summary>
internal sealed class BotApi
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
        ["sendMessage"] = ["business_connection_id", "chat_id", "text", "reply_parameters"],
        ["sendDocument"] = ["business_connection_id", "chat_id", "document", "caption", "reply_parameters"],
        ["sendPhoto"] = ["business_connection_id", "chat_id", "photo", "caption", "reply_parameters"],
    };

    private readonly object _lock = new();
    private readonly List<JsonObject> _updates = [];
    private readonly ConcurrentQueue<(string Method, Dictionary<string, string> Values)> _sentSoFar = new();
    private readonly ConcurrentDictionary<string, bool> _blocked = new();
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

    /// <summary>Whether it is asked too often for updates.</summary>
    public bool IsBusy { get; set; }

    public string? Webhook { get; private set; }

    public string? WebhookSecret { get; private set; }

    public Answer Answer(Asked asked)
    {
        if (asked.Path.StartsWith($"/file/bot{Token}/", StringComparison.Ordinal))
            return asked.Path.EndsWith("/photos/file_1.jpg", StringComparison.Ordinal) ? new(200, Type: "image/jpeg", Bytes: [0xff, 0xd8, 0xff]) : Error(404, "Not Found");
        if (!asked.Path.StartsWith($"/bot{Token}/", StringComparison.Ordinal))
            return Error(401, "Unauthorized");
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
                "getWebhookInfo" => Ok(new JsonObject { ["url"] = Webhook ?? "", ["has_custom_certificate"] = false, ["pending_update_count"] = 0 }),
                "getFile" => values["file_id"] == "photo-1" ? Ok(new JsonObject { ["file_id"] = "photo-1", ["file_size"] = 3, ["file_path"] = "photos/file_1.jpg" }) : Error(400, "Bad Request: wrong file_id"),
                "getUpdates" when IsBusy => new(429, """{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 300","parameters":{"retry_after":300}}"""),
                "getUpdates" => GetUpdates(values),
                _ => Send(method, values),
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

    private Answer Send(string method, Dictionary<string, string> values)
    {
        var chat = values.GetValueOrDefault("chat_id", "");
        if (!long.TryParse(chat, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return Error(400, "Bad Request: chat not found");
        if (_blocked.ContainsKey(chat))
            return Error(403, "Forbidden: bot was blocked by the user");
        if (method == "sendMessage" && values.GetValueOrDefault("text", "") is not { Length: >= 1 and <= 4096 })
            return Error(400, "Bad Request: message is too long");
        if (values.GetValueOrDefault("caption", "").Length > 1024)
            return Error(400, "Bad Request: message caption is too long");
        _sentSoFar.Enqueue((method, values));
        return Ok(new JsonObject { ["message_id"] = ++_sent, ["chat"] = new JsonObject { ["id"] = number, ["type"] = "private" }, ["date"] = 1772442000 });
    }

    private static Dictionary<string, string> Values(Asked asked)
    {
        var type = asked.Header("Content-Type");
        if (type.StartsWith("multipart/form-data", StringComparison.Ordinal))
            return Form(asked, type);
        return asked.Body.Length == 0 ? [] : asked.Json.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString()! : p.Value.GetRawText());
    }

    private static Dictionary<string, string> Form(Asked asked, string type)
    {
        var boundary = type[(type.IndexOf("boundary=", StringComparison.Ordinal) + 9)..].Trim('"');
        var parts = System.Text.Encoding.Latin1.GetString(asked.Body).Split($"--{boundary}", StringSplitOptions.RemoveEmptyEntries).Where(p => p.Contains("name=", StringComparison.Ordinal));
        return parts.ToDictionary(
            p => p[(p.IndexOf("name=", StringComparison.Ordinal) + 5)..].Split(['\r', ';'])[0].Trim('"'),
            p => p[(p.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..^2]);
    }

    private static Answer Ok(JsonNode result) => new(200, new JsonObject { ["ok"] = true, ["result"] = result }.ToJsonString());

    private static Answer Error(int code, string words) => new(code, new JsonObject { ["ok"] = false, ["error_code"] = code, ["description"] = words }.ToJsonString());
}
