using Inbox.Connectors.Json;
using Inbox.Connectors.Posts;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Connectors.Telegram;

/// <summary>
/// The threads of discussion groups that are about a channel's post. Only the post's forward into the group, and what answers that directly, say which post; answers to these name the thread alone, by
/// the forward's number. So what is told is kept before it is stored, and what names the thread later is about the post; what the post's own channel says there is our side's. A thread of which nothing
/// is known is talk in the group like any other.
/// </summary>
internal sealed class TelegramThreads(PostThreads threads) : IAmend
{
    public async Task<Delivery> AmendAsync(Delivery delivery, CancellationToken cancel)
    {
        if (!delivery.Events.Any(IsInTheOpen) || Node.Read(delivery.Content, out _) is not { } body)
            return delivery;
        var messages = TelegramReader.Updates(body).Select(u => u["message"]).Where(m => m.IsObject).ToList();
        var told = messages.Concat(messages.Select(m => m["reply_to_message"])).SelectMany(Told).DistinctBy(t => t.Key).ToDictionary();
        var named = messages.Where(m => m["message_thread_id"].Id is not null).DistinctBy(m => Name(m, "message_id")).ToDictionary(m => Name(m, "message_id"));
        var known = await threads.FindAsync(delivery.AccountId, [.. told.Keys.Union(named.Values.Select(Thread))], cancel);
        await threads.KeepAsync(delivery.AccountId, [.. told.Where(t => known.GetValueOrDefault(t.Key) != t.Value)], cancel);
        return delivery with { Events = [.. delivery.Events.Select(Placed).OfType<IChannelEvent>()] };

        IChannelEvent? Placed(IChannelEvent e) =>
            e is MessageReceived { ExternalId: { } id } said && named.TryGetValue(id, out var m) && (told.GetValueOrDefault(Thread(m)) ?? known.GetValueOrDefault(Thread(m))) is { } post ? About(post, said, m) : e;
    }

    /// <summary>What is said in a post's thread; null when the channel says it to nobody.</summary>
    private static MessageReceived? About(ContentRef post, MessageReceived said, Node m) =>
        m["sender_chat"]["id"].Id is not { } sender || !TelegramPost.IsOf(post, sender) ? said with { Content = post }
        : TelegramMessage.IsToNobody(m) ? null
        : said with { Content = post, Direction = Direction.Out, Contact = TelegramMessage.Contact(m) };

    private static bool IsInTheOpen(IChannelEvent e) => e is ContentSeen { Channel: TelegramChannel.Name } or MessageReceived { Channel: TelegramChannel.Name, Visibility: Visibility.Public };

    private static IEnumerable<KeyValuePair<string, ContentRef>> Told(Node m) => TelegramPost.Forwarded(m) is { } post ? [new(Name(m, "message_id"), post.Content)] : [];

    private static string Thread(Node m) => Name(m, "message_thread_id");

    private static string Name(Node m, string number) => TelegramMessage.Id(m, m[number]);
}
