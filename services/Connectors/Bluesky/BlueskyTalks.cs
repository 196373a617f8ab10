using System.Text;
using System.Text.Json;
using Inbox.Connectors.Json;
using Inbox.Storage;

namespace Inbox.Connectors.Bluesky;

/// <summary>
/// Follows an account's direct messages by the log that the chat service keeps of them (lexicons chat.bsky.convo), from the revision that is durable; at first, the newest of each conversation. What
/// keeps them from being read keeps nothing else from being followed: an app password may be made without them.
/// </summary>
internal sealed class BlueskyTalks(IChannel channel, BlueskyApi api, Following following, string me)
{
    private const string Cursor = "talks", First = "talks at first";
    private const int AtFirst = 50, MostKept = 1000;
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1), Later = TimeSpan.FromHours(1);
    private readonly Dictionary<string, Node> _talks = [];
    private DateTimeOffset _next = DateTimeOffset.MinValue;
    private string? _revision, _closed;

    /// <summary>What keeps them from being read, in words for staff; null when nothing does.</summary>
    public async Task<string?> LookAsync(CancellationToken cancel)
    {
        if (!BlueskySettings.ReadsTalks(following.Account))
            return null;
        var now = following.Clock.GetUtcNow();
        if (now < _next)
            return _closed;
        _revision ??= await following.CursorAsync(Cursor, cancel);
        if (await (_revision is { } since ? LogAsync(since, cancel) : BeginAsync(cancel)) is not { } failed)
            return _closed = null;
        _next = failed.Reset is { } open && open > now ? open : now + (failed.LacksTalks ? Later : Soon);
        return _closed = failed.LacksTalks ? failed.Explain().Problem : $"Direct messages cannot be read just now. {failed.Explain().Problem}";
    }

    /// <summary>What was there before: the newest messages of the newest conversations.</summary>
    private async Task<BlueskyAnswer?> BeginAsync(CancellationToken cancel)
    {
        var page = await AskAsync("listConvos", [("limit", $"{AtFirst}")], cancel);
        if (!page.IsWell)
            return page;
        var revision = page.Body["convos"].Select(Revision).Append("").Max(StringComparer.Ordinal)!;
        foreach (var talk in page.Body["convos"].Where(t => t["id"].Text is not null).Reverse())
        {
            var id = talk["id"].Text!;
            _talks[id] = talk;
            var messages = await AskAsync("getMessages", [("convoId", id), ("limit", $"{AtFirst}")], cancel);
            if (!messages.IsWell)
                return messages;
            // What came since the list was made stands in the log, and is nothing from before.
            var before = messages.Body["messages"].Where(m => string.CompareOrdinal(Revision(m), revision) <= 0).Reverse()
                .Select(m => Pack(talk, $$"""{"$type":"{{BlueskyTalk.Log}}CreateMessage","rev":{{Quote(Revision(m))}},"convoId":{{Quote(id)}},"message":{{m}}}""", true, $"{id} {m["id"].Text}")).ToList();
            if (before.Count > 0)
                await following.DeliverAsync(before, First, id, cancel);
        }
        await following.MoveAsync(Cursor, revision, cancel);
        _revision = revision;
        return null;
    }

    private async Task<BlueskyAnswer?> LogAsync(string since, CancellationToken cancel)
    {
        while (true)
        {
            var page = await AskAsync("getLog", since.Length > 0 ? [("cursor", since)] : [], cancel);
            if (!page.IsWell)
                return page;
            var news = page.Body["logs"].Where(l => string.CompareOrdinal(Revision(l), since) > 0).ToList();
            if (news.Count == 0)
                return null;
            var said = news.Where(BlueskyTalk.IsTold).ToList();
            foreach (var id in said.Select(l => l["convoId"].Text).OfType<string>().Distinct())
                if (await LearnAsync(id, cancel) is { } failed)
                    return failed;
            since = news.Select(Revision).Max(StringComparer.Ordinal)!;
            if (said.Count > 0)
                await following.DeliverAsync([.. said.Select(l => Pack(_talks.GetValueOrDefault(l["convoId"].Text ?? ""), l.ToString(), false, $"log {Revision(l)}"))], Cursor, since, cancel);
            else
                await following.MoveAsync(Cursor, since, cancel);
            _revision = since;
        }
    }

    /// <summary>Who takes part; one that is gone meanwhile tells nobody.</summary>
    private async Task<BlueskyAnswer?> LearnAsync(string id, CancellationToken cancel)
    {
        if (_talks.ContainsKey(id))
            return null;
        var answer = await AskAsync("getConvo", [("convoId", id)], cancel);
        if (!answer.IsWell && answer.Code != "InvalidConvo")
            return answer;
        if (_talks.Count >= MostKept)
            _talks.Clear();
        _talks[id] = answer.Body["convo"];
        return null;
    }

    private Task<BlueskyAnswer> AskAsync(string method, IEnumerable<(string, string)> query, CancellationToken cancel) =>
        api.GetAsync(following.Account, $"{BlueskyTalk.Service}.{method}", query, cancel);

    private Delivery Pack(Node talk, string log, bool historic, string key)
    {
        var at = following.Clock.GetUtcNow();
        var raw = $$"""{"happened":"talk","at":"{{at:O}}","me":{{Quote(me)}},"historic":{{(historic ? "true" : "false")}},"members":{{(talk["members"].IsList ? talk["members"] : "[]")}},"group":{{(BlueskyTalk.IsGroup(talk) ? "true" : "false")}},"log":{{log}}}""";
        return channel.Pack(following.Account.Account, Encoding.UTF8.GetBytes(raw), at, Origin.Incoming, following.NewId, key);
    }

    private static string Revision(Node of) => of["rev"].Text ?? "";

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
