using System.Text.Json;
using Inbox.Insights;
using Inbox.Tests.Connectors;

namespace Inbox.Tests.Insights.Endpoint;

/// <summary>An OpenAI-compatible endpoint as strict as the documented one: a wrong method, path, key, media type or field is refused with its error object.</summary>
internal sealed class ChatCompletions(Func<string, Answer> say)
{
    public const string Key = "sk-test-123", Model = "small-1";
    private static readonly string[] Fields = ["model", "messages", "response_format"], FormatFields = ["type", "json_schema"], SchemaFields = ["name", "strict", "schema"], Roles = ["system", "user"];

    /// <summary>Whether it takes schemas; older servers do not.</summary>
    public bool KnowsSchemas { get; init; } = true;

    public Answer Take(Asked asked)
    {
        if (asked.Path != "/v1/chat/completions")
            return Error(404, "Unknown request URL");
        if (asked.Method != "POST")
            return Error(405, "Not allowed to use this method");
        if (asked.Header("Authorization") != $"Bearer {Key}")
            return Error(401, "Incorrect API key provided");
        if (asked.Header("Content-Type") != "application/json" || asked.Header("Content-Length").Length == 0)
            return Error(415, "Unsupported media type");
        var body = asked.Json;
        if (Names(body).Except(Fields).FirstOrDefault() is { } unknown)
            return Error(400, $"Unrecognized request argument supplied: {unknown}");
        if (!body.TryGetProperty("model", out var model) || model.GetString() != Model)
            return Error(404, "The model does not exist");
        var messages = body.GetProperty("messages").EnumerateArray().ToList();
        if (!messages.Select(m => m.GetProperty("role").GetString()).SequenceEqual(Roles) || messages.Exists(m => Names(m).Count != 2 || m.GetProperty("content").ValueKind != JsonValueKind.String))
            return Error(400, "Invalid value for 'messages'");
        if (body.TryGetProperty("response_format", out var format) && (!KnowsSchemas || !IsSchema(format)))
            return Error(400, "Invalid value for 'response_format'");
        return say(messages[1].GetProperty("content").GetString()!);
    }

    /// <summary>A completion whose message says this.</summary>
    public static Answer Says(string content, string end = "stop") => new(200, JsonSerializer.Serialize(new
    {
        id = "chatcmpl-1", @object = "chat.completion", created = 1_700_000_000, model = Model,
        choices = new[] { new { index = 0, message = new { role = "assistant", content, refusal = (string?)null }, finish_reason = end } },
        usage = new { prompt_tokens = 100, completion_tokens = 10, total_tokens = 110 },
    }));

    public static Answer Says(string nature, string evidence, string end) => Says(JsonSerializer.Serialize(new { nature, evidence }), end);

    public static Answer Error(int status, string message, Dictionary<string, string>? headers = null) =>
        new(status, JsonSerializer.Serialize(new { error = new { message, type = "invalid_request_error", param = (string?)null, code = (string?)null } }), Headers: headers);

    /// <summary>Strict schemas name all their properties as required and allow no others.</summary>
    private static bool IsSchema(JsonElement format)
    {
        if (!Names(format).SequenceEqual(FormatFields) || format.GetProperty("type").GetString() != "json_schema" || Names(format.GetProperty("json_schema")).Except(SchemaFields).Any())
            return false;
        var schema = format.GetProperty("json_schema").GetProperty("schema");
        return format.GetProperty("json_schema").GetProperty("strict").GetBoolean() && schema.GetProperty("type").GetString() == "object" && !schema.GetProperty("additionalProperties").GetBoolean()
            && Names(schema.GetProperty("properties")).SequenceEqual(schema.GetProperty("required").EnumerateArray().Select(r => r.GetString()!))
            && schema.GetProperty("properties").GetProperty("nature").GetProperty("enum").EnumerateArray().Select(n => n.GetString()!).SequenceEqual(Natures.All);
    }

    private static List<string> Names(JsonElement element) => [.. element.EnumerateObject().Select(p => p.Name)];
}
