using System.Text.Json.Nodes;

namespace Inbox.Tests.Connectors.Meta.Messenger;

/// <summary>What the Send API adds to Graph for one page or profile: its names, limits, window and tags.</summary>
internal static class SendApi
{
    public const string Page = "404217156637689";

    /// <summary>Who wrote more than 24 hours ago, and who wrote more than 7 days ago.</summary>
    public const string Late = "1002", Gone = "1003";

    /// <param name="id">The page or profile.</param>
    /// <param name="path">Where messages are posted to.</param>
    /// <param name="fits">Whether a text is short enough.</param>
    public static GraphFake Start(string id, string path, Func<string, bool> fits)
    {
        var (sent, answered) = (0, new HashSet<string>());
        return new GraphFake()
            .On($"GET {id}", _ => GraphFake.Ok(new JsonObject { ["id"] = id }))
            .On($"POST {path}", call => (call.Asked.IsForm ? File(call.Asked) : Message(call, fits, answered))
                ?? GraphFake.Ok(new JsonObject { ["recipient_id"] = "1001", ["message_id"] = $"m_{++sent}" }));
    }

    /// <summary>Takes answers in the open under a comment.</summary>
    public static GraphFake WithComment(this GraphFake fake, string comment, string edge, int most)
    {
        var answers = 0;
        return fake.On($"POST {comment}/{edge}", call => call.Unknown("message") is null && call.Value("message") is { Length: > 0 } text && text.Length <= most
            ? GraphFake.Ok(new JsonObject { ["id"] = $"new-{++answers}" })
            : GraphFake.Error(400, 100, "(#100) message is required, and no longer than the limit."));
    }

    private static Answer? Message(GraphCall call, Func<string, bool> fits, HashSet<string> answered)
    {
        if (call.Unknown("recipient", "message", "messaging_type", "tag") is { } unknown)
            return GraphFake.Error(400, 100, $"(#100) Unexpected key \"{unknown}\".");
        var (person, comment, tag) = (call.Value("recipient.id"), call.Value("recipient.comment_id"), call.Value("tag"));
        if ((person is null) == (comment is null))
            return GraphFake.Error(400, 100, "(#100) Param recipient must be non-empty.");
        if (call.Value("messaging_type") is not ("RESPONSE" or "MESSAGE_TAG" or null) || (tag is null) != (call.Value("messaging_type") is not "MESSAGE_TAG"))
            return GraphFake.Error(400, 100, "(#100) messaging_type and tag do not fit.");
        if (call.Value("message.text") is not { Length: > 0 } text || !fits(text))
            return GraphFake.Error(400, 100, "(#100) Length of param message[text] must be less than or equal to the limit.");
        if (comment?.StartsWith("m_", StringComparison.Ordinal) == true)
            return GraphFake.Error(400, 100, "(#100) Invalid comment id.");
        if (comment is not null && !answered.Add(comment))
            return GraphFake.Error(400, 10900, "(#10900) Activity already replied to");
        return TooLate(person, tag);
    }

    /// <summary>A form of the same names, whose message is an attachment of the kind that the one file is.</summary>
    private static Answer? File(Asked asked)
    {
        var parts = asked.Parts;
        if (parts.Select(p => p.Name).Except(["recipient", "message", "messaging_type", "tag", "filedata"]).FirstOrDefault() is { } unknown)
            return GraphFake.Error(400, 100, $"(#100) Unexpected key \"{unknown}\".");
        if (parts.Where(p => p.FileName is not null).ToList() is not [{ Name: "filedata", FileName.Length: > 0, Content.Length: > 0 } file] || file.FileName.StartsWith("=?", StringComparison.Ordinal))
            return GraphFake.Error(400, 100, "(#100) Incorrect number of files uploaded. Must upload exactly one file.");
        if (file.Content.Length > 25 * 1024 * 1024)
            return GraphFake.Error(400, 100, "(#100) Attachment size exceeds allowable limit");
        var (person, tag, kind) = (Node(parts, "recipient")?["id"]?.GetValue<string>(), Value(parts, "tag"), Value(parts, "messaging_type"));
        if (person is null)
            return GraphFake.Error(400, 100, "(#100) Param recipient must be non-empty.");
        if (kind is not ("RESPONSE" or "MESSAGE_TAG") || (tag is null) != (kind != "MESSAGE_TAG"))
            return GraphFake.Error(400, 100, "(#100) messaging_type and tag do not fit.");
        var type = Node(parts, "message") is { Count: 1 } message && message["attachment"] is JsonObject { Count: 2 } attachment && attachment["payload"] is JsonObject { Count: 1 } payload && payload["is_reusable"] is not null ? attachment["type"]?.GetValue<string>() : null;
        if (type is not ("image" or "video" or "audio" or "file"))
            return GraphFake.Error(400, 100, "(#100) Param message[attachment] must have a type and a payload.");
        if (type != "file" && file.Type?.StartsWith($"{type}/", StringComparison.Ordinal) != true)
            return GraphFake.Error(400, 100, "(#100) Upload attachment failure.", 2018047);
        return TooLate(person, tag);
    }

    private static Answer? TooLate(string? person, string? tag) => person == Gone || (person == Late && tag != "HUMAN_AGENT")
        ? GraphFake.Error(400, 10, "(#10) This message is sent outside of allowed window.", 2018278)
        : null;

    private static string? Value(IReadOnlyList<FormPart> parts, string name) => parts.FirstOrDefault(p => p.Name == name)?.Text;

    private static JsonObject? Node(IReadOnlyList<FormPart> parts, string name) => Value(parts, name) is { } text ? JsonNode.Parse(text) as JsonObject : null;
}
