using System.Globalization;
using System.Text;
using Inbox.Connectors.Json;
using Inbox.Connectors.Net;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Connectors.Bluesky;

/// <summary>Answers a post under it. The answer's key is made from the reply, so that one handed over twice stands there once.</summary>
internal sealed class BlueskySender(BlueskyApi api, TimeProvider clock)
{
    private const int MostBytes = 3000;

    public async Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel)
    {
        var reply = sending.Reply;
        if (reply.Visibility == Visibility.Private)
            return await new BlueskyTalkSender(api, clock).SendAsync(sending, cancel);
        if (reply.ParentExternalId is not { } parent)
            return new SendOutcome.Refused("It is not known which post this answers.");
        if (Problem(reply.Text, sending.Files) is { } problem)
            return new SendOutcome.Refused(problem);
        try
        {
            var answered = await api.GetAsync(sending.Account, "app.bsky.feed.getPosts", [("uris", parent)], cancel);
            if (!answered.IsWell)
                return BlueskyOutcome.Of(answered, clock);
            var post = answered.Body["posts"][0];
            if (post["cid"].Text is null)
                return new SendOutcome.Refused("The post that this answers is not there any more, or its author has blocked this account.");
            if (post["viewer"]["replyDisabled"].IsTrue)
                return new SendOutcome.Refused("The author of this thread does not allow this account to answer in it.");
            var (pictures, failed) = await UploadAsync(sending, cancel);
            return failed ?? await PostAsync(sending, Record(reply, post, await FacetsAsync(sending, cancel), pictures), cancel);
        }
        catch (OutboundException e)
        {
            return new SendOutcome.Retry(HttpOutcome.Pause, e.Message); // nothing was published yet
        }
    }

    private static string? Problem(string text, IReadOnlyList<StoredFile> files) =>
        new StringInfo(text).LengthInTextElements is var count && count > BlueskyChannel.TextLimit ? $"Bluesky takes at most {BlueskyChannel.TextLimit} characters; this has {count}. Send it in two."
        : Encoding.UTF8.GetByteCount(text) is var bytes && bytes > MostBytes ? $"Bluesky takes at most {MostBytes} bytes; this has {bytes}. Send it in two."
        : files.Count > BlueskyChannel.Pictures ? $"Bluesky takes at most {BlueskyChannel.Pictures} pictures with a post; there are {files.Count}."
        : files.FirstOrDefault(f => !f.MediaType.StartsWith("image/", StringComparison.Ordinal)) is { } other ? $"Bluesky takes pictures only; {other.Name} is {other.MediaType}. Write a link instead."
        : files.FirstOrDefault(f => f.Content.Length > BlueskyChannel.PictureBytes) is { } large ? $"Bluesky takes pictures of at most 1 MB; {large.Name} is larger. Make it smaller." : null;

    private static Dictionary<string, object> Record(SendReply reply, Node post, List<object> facets, List<object> pictures)
    {
        var parent = Ref(post);
        var record = new Dictionary<string, object>
        {
            ["$type"] = BlueskyUri.Posts, ["text"] = reply.Text, ["createdAt"] = reply.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["reply"] = new { root = post["record"]["reply"]["root"] is { IsObject: true } root ? Ref(root) : parent, parent },
        };
        if (facets.Count > 0)
            record["facets"] = facets;
        if (pictures.Count > 0)
            record["embed"] = new Dictionary<string, object> { ["$type"] = "app.bsky.embed.images", ["images"] = pictures };
        return record;
    }

    private static object Ref(Node post) => new { uri = post["uri"].Text, cid = post["cid"].Text };

    private async Task<List<object>> FacetsAsync(Sending sending, CancellationToken cancel)
    {
        var dids = new Dictionary<string, string>();
        foreach (var name in BlueskyFacets.Names(sending.Reply.Text))
            if ((await api.GetAsync(sending.Account, "com.atproto.identity.resolveHandle", [("handle", name)], cancel)).Body["did"].Text is { } did)
                dids[name] = did;
        return BlueskyFacets.Of(sending.Reply.Text, dids);
    }

    private async Task<(List<object> Pictures, SendOutcome? Failed)> UploadAsync(Sending sending, CancellationToken cancel)
    {
        var pictures = new List<object>();
        foreach (var file in sending.Files)
        {
            var answer = await api.UploadAsync(sending.Account, file, cancel);
            if (!answer.IsWell || !answer.Body["blob"].IsObject)
                return (pictures, BlueskyOutcome.Of(answer, clock));
            pictures.Add(new { alt = "", image = System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(answer.Body["blob"].ToString()) });
        }
        return (pictures, null);
    }

    private async Task<SendOutcome> PostAsync(Sending sending, Dictionary<string, object> record, CancellationToken cancel)
    {
        await sending.HandingOver(cancel);
        var key = BlueskyKey.Of(sending.Reply.ReplyId, sending.Reply.CreatedAt);
        return await UnderKey.SendAsync(
            async () =>
            {
                var answer = await api.PostAsync(sending.Account, "com.atproto.repo.putRecord", s => new { repo = s.Did, collection = BlueskyUri.Posts, rkey = key, record }, cancel);
                return answer.IsWell && answer.Body["uri"].Text is { } uri ? new SendOutcome.Sent(uri) : BlueskyOutcome.Of(answer, clock);
            },
            clock, cancel);
    }
}
