using System.Text.Json;

namespace Inbox.Insights;

/// <summary>Reads what an endpoint answered, strictly: a customer's text may have told it what to say, so nothing counts but one of our natures and words that stand in what was sent. Pure.</summary>
internal static class EndpointAnswer
{
    private const int LongestEvidence = 200;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16 };

    /// <summary>The nature with its evidence, or why the answer is refused; what was answered is not repeated.</summary>
    public static (Finding? Nature, string? Problem) Read(ReadOnlyMemory<byte> body, string sent)
    {
        try
        {
            using var answer = JsonDocument.Parse(body, Strict);
            return Content(answer.RootElement) is { } content ? Said(content, sent) : (null, "It did not answer as chat completions do.");
        }
        catch (JsonException)
        {
            return (null, "Its answer is no JSON.");
        }
    }

    /// <summary>The one message, when it was said to its end and is no refusal.</summary>
    private static string? Content(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty("choices", out var choices) && choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() == 1
        && choices[0] is { ValueKind: JsonValueKind.Object } choice
        && (!choice.TryGetProperty("finish_reason", out var end) || end.ValueKind == JsonValueKind.Null || (end.ValueKind == JsonValueKind.String && end.GetString() == "stop"))
        && choice.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Object
        && (!message.TryGetProperty("refusal", out var refusal) || refusal.ValueKind == JsonValueKind.Null)
        && message.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String
            ? content.GetString()
            : null;

    private static (Finding?, string?) Said(string content, string sent)
    {
        using var said = JsonDocument.Parse(content, Strict);
        if (said.RootElement is not { ValueKind: JsonValueKind.Object } root || root.EnumerateObject().Any(p => p.Name is not ("nature" or "evidence"))
            || Text(root, "nature") is not { } nature || Text(root, "evidence") is not { } evidence)
            return (null, "Its answer is not of the form that was asked for.");
        if (!Natures.All.Contains(nature))
            return (null, "It named a nature that there is not.");
        return evidence.Length <= LongestEvidence && evidence.Trim().Length > 0 && sent.Contains(evidence, StringComparison.Ordinal)
            ? (new(nature, Sources.Endpoint, $"quote: {evidence.Trim()}"), null)
            : (null, "The words that it gave as evidence do not stand in what was sent.");
    }

    private static string? Text(JsonElement root, string name) =>
        root.EnumerateObject().Count(p => p.Name == name) == 1 && root.GetProperty(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
