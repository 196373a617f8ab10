using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Inbox.Tests.Connectors.Bluesky;

/// <summary>
/// The chat service behind an account's server, as its lexicons (chat.bsky.convo) have it: each conversation's messages, and the log of all that happened, by revisions that grow. Checks who is asked, names,
/// limits and what is sent.
/// </summary>
internal sealed class TalkNetwork
{
    private const string Defs = "chat.bsky.convo.defs#";

    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["listConvos"] = ["limit"], ["getMessages"] = ["convoId", "limit"], ["getLog"] = ["cursor"], ["getConvo"] = ["convoId"], ["getConvoForMembers"] = ["members"],
    };

    private readonly List<JsonObject> _log = [];
    private readonly Dictionary<string, List<JsonObject>> _talks = [];
    private int _revision;

    /// <summary>Whether the app password was made with access to direct messages.</summary>
    public bool Allowed { get; set; } = true;

    /// <summary>How many messages are stored and their answers lost.</summary>
    public int Losses { get; set; }

    /// <summary>Who lets nobody write to them.</summary>
    public string? Closed { get; set; }

    /// <summary>How often something was asked of it.</summary>
    public int Asked { get; private set; }

    /// <summary>What came through the account's login.</summary>
    public List<JsonObject> Sent { get; } = [];

    public static string Talk(string person) => $"talk-{person}";

    /// <summary>An entry of the log for a message that was said.</summary>
    public static JsonObject Created(string person, JsonObject message) => Entry("logCreateMessage", person, (string)message["rev"]!, message);

    public static JsonObject Entry(string kind, string person, string revision, JsonObject message) =>
        new() { ["$type"] = Defs + kind, ["rev"] = revision, ["convoId"] = Talk(person), ["message"] = message.DeepClone() };

    public static JsonObject Message(string sender, string id, string text, string at = "2026-03-02T08:58:00.000Z") =>
        new() { ["$type"] = Defs + "messageView", ["id"] = id, ["rev"] = $"rev-{id}", ["text"] = text, ["sender"] = new JsonObject { ["did"] = $"did:plc:{sender}" }, ["sentAt"] = at };

    public static JsonArray Members(params string[] names) => new([.. names.Select(n => (JsonNode)Network.Person(n))]);

    /// <summary>Somebody writes to us; or we to them, in the network's own app.</summary>
    public JsonObject Say(string person, string text, bool ours = false, string at = "2026-03-02T08:58:00.000Z")
    {
        var revision = Next();
        var message = Message(ours ? "shop" : person, $"m{revision}", text, at);
        message["rev"] = revision;
        Of(person).Add(message);
        _log.Add(Entry("logCreateMessage", person, revision, message));
        return message;
    }

    public void Delete(string person, JsonObject message)
    {
        Of(person).Remove(message);
        var gone = message.DeepClone().AsObject();
        gone.Remove("text");
        gone["$type"] = Defs + "deletedMessageView";
        _log.Add(Entry("logDeleteMessage", person, Next(), gone));
    }

    public void React(string person, JsonObject message, string emoji, bool isBack = false)
    {
        var entry = Entry(isBack ? "logRemoveReaction" : "logAddReaction", person, Next(), message);
        entry["reaction"] = new JsonObject { ["value"] = emoji, ["sender"] = new JsonObject { ["did"] = $"did:plc:{person}" }, ["createdAt"] = "2026-03-02T08:59:00.000Z" };
        _log.Add(entry);
    }

    /// <summary>We read, mute or accept: of that, too, the log tells.</summary>
    public void Housekeep(string person, string kind) => _log.Add(new() { ["$type"] = Defs + kind, ["rev"] = Next(), ["convoId"] = Talk(person) });

    public Answer Answer(Asked asked, string method, ILookup<string, string> query)
    {
        Asked++;
        if (asked.Header("atproto-proxy") != "did:web:api.bsky.chat#bsky_chat")
            return Error(501, "MethodNotImplemented", "Method Not Implemented");
        if (!Allowed)
            return Error(400, "InvalidToken", "Bad token method");
        if (asked.Method == "GET" && query.Select(q => q.Key).Except(Known.GetValueOrDefault(method, [])).FirstOrDefault() is { } unknown)
            return Error(400, "InvalidRequest", $"{unknown} is unknown here");
        return (asked.Method, method) switch
        {
            ("GET", "listConvos") => Ok(new JsonObject { ["convos"] = new JsonArray([.. _talks.OrderByDescending(t => Revision(t.Value[^1]), StringComparer.Ordinal).Take(Limit(query)).Select(t => View(t.Key))]) }),
            ("GET", "getMessages") when _talks.TryGetValue(query["convoId"].Single(), out var talk) => Ok(new JsonObject { ["messages"] = new JsonArray([.. talk.AsEnumerable().Reverse().Take(Limit(query)).Select(m => m.DeepClone())]) }),
            ("GET", "getLog") => Log(query["cursor"].SingleOrDefault()),
            ("GET", "getConvo") when _talks.ContainsKey(query["convoId"].Single()) => Ok(new JsonObject { ["convo"] = View(query["convoId"].Single()) }),
            ("GET", "getConvoForMembers") => With(query["members"].Single()),
            ("POST", "sendMessage") => Send(JsonNode.Parse(asked.Body)!.AsObject()),
            _ => Error(400, "InvalidConvo", "Convo not found"),
        };
    }

    private Answer Log(string? cursor)
    {
        var page = _log.Where(l => cursor is null || string.CompareOrdinal(Revision(l), cursor) > 0).Take(20).ToList();
        return Ok(new JsonObject { ["cursor"] = page.Count > 0 ? Revision(page[^1]) : cursor, ["logs"] = new JsonArray([.. page.Select(l => l.DeepClone())]) });
    }

    private Answer With(string did)
    {
        if (did == $"did:plc:{Closed}")
            return Error(400, "InvalidRequest", "recipient has disabled incoming messages");
        var person = did["did:plc:".Length..];
        Of(person);
        return Ok(new JsonObject { ["convo"] = View(Talk(person)) });
    }

    private Answer Send(JsonObject values)
    {
        if (values.Select(v => v.Key).Except(["convoId", "message"]).Any() || values["message"] is not JsonObject message || message.Select(v => v.Key).Except(["text", "facets", "embed"]).Any())
            return Error(400, "InvalidRequest", "Input");
        var text = (string)message["text"]!;
        if (new StringInfo(text).LengthInTextElements > 1000 || Encoding.UTF8.GetByteCount(text) > 10_000)
            return Error(400, "InvalidRequest", "Input/message/text must not be longer than 1000 graphemes");
        if (!_talks.ContainsKey((string)values["convoId"]!))
            return Error(400, "InvalidConvo", "Convo not found");
        Sent.Add(message);
        var said = Say(((string)values["convoId"]!)["talk-".Length..], text, ours: true, at: "2026-03-02T09:00:00.000Z");
        return Losses-- > 0 ? Vendor.Lost : Ok(said.DeepClone());
    }

    private List<JsonObject> Of(string person) => _talks.TryGetValue(Talk(person), out var talk) ? talk : _talks[Talk(person)] = [];

    private JsonObject View(string talk) => new()
    {
        ["id"] = talk, ["rev"] = _talks[talk] is [.., var last] ? Revision(last) : Next(), ["members"] = Members("shop", talk["talk-".Length..]), ["muted"] = false, ["unreadCount"] = 0, ["status"] = "accepted",
    };

    private string Next() => $"3k{++_revision:00000}";

    private static int Limit(ILookup<string, string> query) => int.Parse(query["limit"].Single(), CultureInfo.InvariantCulture) is >= 1 and <= 100 and var limit ? limit : 0;

    private static string Revision(JsonObject of) => (string)of["rev"]!;

    private static Answer Ok(JsonNode result) => new(200, result.ToJsonString());

    private static Answer Error(int status, string code, string words) => new(status, new JsonObject { ["error"] = code, ["message"] = words }.ToJsonString());
}
