using System.Text.Json.Nodes;

namespace Inbox.Tests.Connectors.Meta.WhatsApp;

/// <summary>What the Cloud API adds to Graph for one number: messages, media; with its names, limits and window.</summary>
internal static class CloudApi
{
    public const string Number = "106540352242922";

    /// <summary>Somebody who wrote too long ago.</summary>
    public const string Closed = "16505550147";

    private static readonly string[] Known = ["messaging_product", "recipient_type", "to", "recipient", "context", "type", "text", "image", "video", "audio", "document", "template", "biz_opaque_callback_data"];

    public static GraphFake Start(Func<string> url)
    {
        var uploads = 0;
        var sent = 0;
        return new GraphFake()
            .On($"GET {Number}", _ => GraphFake.Ok(new JsonObject { ["id"] = Number }))
            .On("GET media-1", call => call.Query.GetValueOrDefault("phone_number_id") == Number
                ? GraphFake.Ok(new JsonObject { ["messaging_product"] = "whatsapp", ["url"] = $"{url()}/file/1", ["mime_type"] = "image/jpeg", ["file_size"] = 3, ["id"] = "media-1" })
                : GraphFake.Error(400, 100, "Param phone_number_id must be the number that the media belongs to."))
            .On($"POST {Number}/media", call => IsUpload(call.Asked)
                ? GraphFake.Ok(new JsonObject { ["id"] = $"up-{++uploads}" })
                : GraphFake.Error(400, 100, "(#100) The parameter messaging_product is required."))
            .On($"POST {Number}/messages", call => Message(call) ?? GraphFake.Ok(new JsonObject
            {
                ["messaging_product"] = "whatsapp",
                ["contacts"] = new JsonArray(new JsonObject { ["input"] = call.Value("to") }),
                ["messages"] = new JsonArray(new JsonObject { ["id"] = $"wamid.{++sent}" }),
            }));
    }

    private static Answer? Message(GraphCall call)
    {
        if (call.Unknown(Known) is { } unknown)
            return GraphFake.Error(400, 100, $"(#100) Unexpected key \"{unknown}\" on param.");
        var (type, to, group) = (call.Value("type"), call.Value("to"), call.Value("recipient_type") == "group");
        if (call.Value("messaging_product") != "whatsapp" || (to is null) == (call.Value("recipient") is null))
            return GraphFake.Error(400, 100, "(#100) The parameter to is required.");
        if (to is not null && !group && (to.Length is < 7 or > 15 || to.Any(c => !char.IsAsciiDigit(c))))
            return GraphFake.Error(400, 131009, "Parameter value is not valid");
        if (to == Closed && type != "template")
            return GraphFake.Error(400, 131047, "(#131047) Re-engagement message");
        if (type is null || call.Value(type) is null || (call.Value("context") is not null && call.Value("context.message_id")?.StartsWith("wamid.", StringComparison.Ordinal) != true))
            return GraphFake.Error(400, 100, $"(#100) The parameter {type}['body'] is required.");
        return type switch
        {
            "template" => CloudTemplates.Problem(call.Asked.Json),
            "text" => call.Value("text.body") is { Length: >= 1 and <= 4096 } ? null : GraphFake.Error(400, 100, "(#100) Param text['body'] must be at most 4096 characters long."),
            "audio" when call.Value("audio.caption") is not null => GraphFake.Error(400, 100, "(#100) Unexpected key \"caption\" on param \"audio\"."),
            _ => call.Value($"{type}.id")?.StartsWith("up-", StringComparison.Ordinal) == true && (call.Value($"{type}.caption")?.Length ?? 0) <= 1024 ? null : GraphFake.Error(400, 131009, "Parameter value is not valid"),
        };
    }

    /// <summary>A form of just these names, with one file of the type that is said, under its own name.</summary>
    private static bool IsUpload(Asked asked) => asked.IsForm && asked.Parts is [{ Name: "messaging_product", Text: "whatsapp" }, { Name: "type" } type, { Name: "file", FileName.Length: > 0, Content.Length: > 0 } file]
        && file.Type == type.Text && !file.FileName.StartsWith("=?", StringComparison.Ordinal);
}
