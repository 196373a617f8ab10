using System.Text;
using Inbox.Connectors.Json;
using Inbox.Connectors.Posts;
using Inbox.Contracts;

namespace Inbox.Connectors.Meta.Instagram;

/// <summary>
/// Who names us under somebody else's post, or in its caption (developers.facebook.com, ig-user/mentioned_comment and mentioned_media). A delivery says only where; what was said is asked for, through our profile
/// alone, and answered through it: the comment itself is closed to us.
/// </summary>
internal static class InstagramMentions
{
    private const string Mark = "mention", Media = "id,caption,media_type,media_url", Caption = $"{Media},timestamp,username", Comment = $"id,text,timestamp,username,media{{{Media}}}";

    /// <summary>What a delivery says, or the answer as it is kept: the same with what was found.</summary>
    public static void Read(MetaReading into, Node value)
    {
        var (media, comment) = (value["media_id"].Id, value["comment_id"].Id);
        if (!IsNumber(media) || comment is not null && !IsNumber(comment))
            into.Unreadable("A mention has no \"media_id\", or an id that is no number.");
        else if (value["mentioned_comment"] is { IsObject: true } said)
            Said(into, media!, comment, said, said["text"].Text, said["media"]);
        else if (value["mentioned_media"] is { IsObject: true } post)
            Said(into, media!, null, post, post["caption"].Text, post);
        else
            into.Add(new Note(Notes.System) { Reason = "Somebody mentions us; what they say is asked for.", Wanted = Name(media!, comment) });
    }

    /// <summary>Asks for what is wanted. What the platform does not show is gone, or private; what it shows to a token with more permissions is asked for again.</summary>
    public static async Task LookAsync(GraphApi graph, IChannel channel, Following following, CancellationToken cancel)
    {
        var (account, profile) = (following.Account, following.Account[InstagramChannel.Id]!);
        foreach (var wanted in await following.WantedAsync(cancel))
        {
            if (Place(wanted) is not { } place)
                continue;
            var fields = place.Comment is { } comment ? $"mentioned_comment.comment_id({comment}){{{Comment}}}" : $"mentioned_media.media_id({place.Media}){{{Caption}}}";
            var answer = await graph.GetAsync(account, $"{profile}?fields={Uri.EscapeDataString(fields)}", cancel);
            if (answer.IsBusy || answer.IsUnwell || answer.IsTokenDead || answer.IsForbidden)
                return;
            var now = following.Clock.GetUtcNow();
            var kept = answer.IsWell ? Kept(profile, place, answer.Body, now) : null;
            await following.FoundAsync(wanted, kept is null ? null : channel.Pack(account.Account, kept, now, Origin.Incoming, following.NewId, wanted), cancel);
        }
    }

    /// <summary>Where an answer to a mention is posted; null for what is none.</summary>
    public static (string Path, object Values)? Edge(Sending sending) => Place(sending.Reply.ThreadKey) is { } place
        ? ($"{sending.Account[InstagramChannel.Id]}/mentions", new { media_id = place.Media, comment_id = place.Comment, message = sending.Reply.Text })
        : null;

    /// <summary>Whether a thread is a mention's place.</summary>
    public static bool IsPlace(string? thread) => Place(thread) is not null;

    private static (string Media, string? Comment)? Place(string? thread) => thread?.Split('/') switch
    {
        [Mark, var media] => (media, null),
        [Mark, var media, var comment] => (media, comment),
        _ => null,
    };

    private static string Name(string media, string? comment) => comment is null ? $"{Mark}/{media}" : $"{Mark}/{media}/{comment}";

    private static void Said(MetaReading into, string media, string? comment, Node said, string? text, Node post)
    {
        var author = said["username"].Text is { } name ? new Party(name, name, name) : new(null);
        // A caption is its author's own words, and no title for them.
        var content = new ContentRef(media, null, comment is null ? null : SeenPost.FirstWords(post["caption"].Text));
        var found = new MetaComment(comment ?? media, null, author, false, content, MetaTime.Of(said["timestamp"])).Said(InstagramChannel.Name, into.Input, new(text ?? "", text ?? ""));
        into.Add(found with { Event = ((MessageReceived)found.Event!) with { ThreadKey = Name(media, comment) } });
    }

    /// <summary>As the delivery, with what was found.</summary>
    private static byte[]? Kept(string profile, (string Media, string? Comment) place, Node answer, DateTimeOffset now)
    {
        var (kind, comment) = place.Comment is { } id ? ("mentioned_comment", $"\"comment_id\":\"{id}\",") : ("mentioned_media", "");
        var value = $"\"media_id\":\"{place.Media}\",{comment}\"{kind}\":{answer[kind]}";
        return answer[kind].IsObject
            ? Encoding.UTF8.GetBytes($$"""{"object":"instagram","entry":[{"id":"{{profile}}","time":{{now.ToUnixTimeSeconds()}},"changes":[{"field":"mentions","value":{ {{value}} } } ] } ] }""")
            : null;
    }

    private static bool IsNumber(string? id) => id is { Length: > 0 } && id.All(char.IsAsciiDigit);
}
