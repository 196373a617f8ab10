using System.Text.Json.Nodes;

namespace Inbox.Tests.Connectors.Meta.Missed;

/// <summary>Conversations and their messages as the platform lists them: without times to ask by, those that were spoken in last first, and the newest message first.</summary>
/// <param name="platform">What must be asked for.</param>
/// <param name="ours">The page or profile.</param>
/// <param name="more">Fields of a message that only this platform has.</param>
internal sealed class TalkFake(string platform, string ours, params string[] more)
{
    private readonly Dictionary<string, List<JsonObject>> _said = [];
    private readonly GraphList _talks = new(100, ["id", "updated_time", "link", "participants"], "platform");

    private readonly GraphList _messages = new(
        100, ["id", "created_time", "from", "to", "message", "shares", "attachments", .. new[] { "id", "name", "mime_type", "size", "image_data", "video_data", "file_url" }.Select(f => $"attachments.{f}"), .. more]);

    /// <summary>What is answered instead of the messages with a person.</summary>
    public Dictionary<string, Func<GraphCall, Answer?>> Troubles { get; } = [];

    public GraphFake On(GraphFake fake) => fake.On("GET me/conversations", call => call.Query.GetValueOrDefault("platform") == platform
        ? _talks.Page(call, _said.Select(t => new JsonObject { ["id"] = $"t_{t.Key}", ["updated_time"] = t.Value[0]["created_time"]!.DeepClone() }).OrderByDescending(t => (string)t["updated_time"]!, StringComparer.Ordinal))
        : GraphFake.Error(400, 100, "(#100) Param platform must be one of {INSTAGRAM, MESSENGER}"));

    /// <summary>Somebody writes to us, or we to them.</summary>
    public JsonObject Say(GraphFake fake, string person, string id, string text, DateTimeOffset at, bool isOurs = false)
    {
        if (!_said.TryGetValue(person, out var said))
        {
            _said[person] = said = [];
            fake.On($"GET t_{person}/messages", call => (Troubles.TryGetValue(person, out var trouble) ? trouble(call) : null) ?? _messages.Page(call, said));
        }
        JsonObject Them(string who) => new() { ["id"] = who, [platform == "instagram" ? "username" : "name"] = who, ["email"] = $"{who}@facebook.com" };
        said.Insert(0, new()
        {
            ["id"] = id, ["message"] = text, ["created_time"] = GraphFake.Time(at), ["from"] = Them(isOurs ? ours : person),
            ["to"] = new JsonObject { ["data"] = new JsonArray(Them(isOurs ? person : ours)) },
        });
        return said[0];
    }

    /// <summary>The same as a delivery.</summary>
    public string Delivery(string person, string id, string text, DateTimeOffset at, bool isOurs = false) => new JsonObject
    {
        ["object"] = platform == "instagram" ? "instagram" : "page",
        ["entry"] = new JsonArray(new JsonObject
        {
            ["id"] = ours, ["time"] = at.ToUnixTimeMilliseconds(),
            ["messaging"] = new JsonArray(new JsonObject
            {
                ["sender"] = new JsonObject { ["id"] = isOurs ? ours : person }, ["recipient"] = new JsonObject { ["id"] = isOurs ? person : ours }, ["timestamp"] = at.ToUnixTimeMilliseconds(),
                ["message"] = new JsonObject { ["mid"] = id, ["text"] = text, ["is_echo"] = isOurs },
            }),
        }),
    }.ToJsonString();
}
