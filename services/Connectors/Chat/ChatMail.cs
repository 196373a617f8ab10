using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Connectors.Chat;

/// <summary>
/// What comes into a mailbox and answers a chat goes on in the chat: the mail carries our signed token, and comes from the address that the token was made for. The copy of
/// our own mail in Sent, and what bounced, are the chat's too. Anything else stays what it is: a mail.
/// </summary>
internal sealed class ChatMail(Timelines timelines, MasterKey master) : IAmend
{
    private const int MostTokens = 60;
    private readonly byte[] _key = master.For("threads");

    public async Task<Delivery> AmendAsync(Delivery delivery, CancellationToken cancel)
    {
        if (delivery is not { Unreadable: null, Events: [MessageReceived { Mail: { } mail } message] })
            return delivery;
        foreach (var (token, replyId) in Tokens(message, mail))
            if (await timelines.FindOursAsync(replyId, cancel) is { Address: { } address } entry && ThreadToken.Verify(_key, token, address))
                return Claimed(delivery, message, entry, address);
        return delivery;
    }

    private static Delivery Claimed(Delivery delivery, MessageReceived message, TimelineEntry entry, string address)
    {
        if (message.Direction == Direction.Out)
            return delivery with { Events = [], Files = [], Content = default }; // Its words are the chat's message; what is kept here would be found by nobody.
        if (message.Automatic == AutomaticKind.Bounce)
            return message.Mail!.Failures is [{ Permanent: false }, ..]
                ? delivery
                : Of(delivery, entry, [new DeliveryFailed(message.EventId, entry.AccountId, entry.Id, Why(message, address), message.ReceivedAt)], []);
        if (!string.Equals(message.Author.Address?.Trim(), address, StringComparison.OrdinalIgnoreCase))
            return delivery;
        return Of(delivery, entry, [Said(message, entry, address)], delivery.Files);
    }

    /// <summary>The same bytes, in the chat's account: who may see the chat may see what belongs to it.</summary>
    private static Delivery Of(Delivery delivery, TimelineEntry entry, IReadOnlyList<IChannelEvent> events, IReadOnlyList<NewFile> files) =>
        delivery with { AccountId = entry.AccountId, Events = events, Files = files };

    private static MessageReceived Said(MessageReceived message, TimelineEntry entry, string address)
    {
        var visitor = new Party(entry.Contact, message.Author.Name, null, address);
        return message with
        {
            AccountId = entry.AccountId,
            Channel = ChatChannel.Name,
            Author = visitor,
            Contact = visitor,
            ThreadKey = entry.Contact,
            Mail = null,
            // Whoever answers from a mailbox has it.
            KnownAs = message.Automatic is null && message.Author.ExternalId is { } id ? [new(message.Channel, id)] : [],
        };
    }

    private static string Why(MessageReceived message, string address) =>
        message.Mail!.Failures is [var failure, ..]
            ? $"The mail to {address} came back: {failure.Reason ?? failure.Status ?? "no reason was given"}. The visitor still sees the answer on the website."
            : $"The mail to {address} came back. The visitor still sees the answer on the website.";

    private static IEnumerable<(string Token, string ReplyId)> Tokens(MessageReceived message, MailFacts mail)
    {
        IEnumerable<string> named = message.Direction == Direction.Out ? [mail.MessageId ?? ""] : mail.InReplyTo.Concat(mail.References.Reverse()).Concat(mail.FailedIds);
        return mail.Tokens.Concat(named.Select(Local)).Distinct().Take(MostTokens)
            .SelectMany(t => ThreadToken.TryRead(t, out var reply) ? [(t, reply)] : Array.Empty<(string, string)>());
    }

    private static string Local(string messageId) => messageId.IndexOf('@', StringComparison.Ordinal) is var at and > 0 ? messageId[..at] : messageId;
}
