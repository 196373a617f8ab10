using System.Globalization;
using Inbox.Connectors.Net;
using Inbox.Storage;

namespace Inbox.Connectors.Telegram;

/// <summary>Sends replies: the text first, then each file. The platform knows no idempotency key, so what may have arrived is never sent again by itself.</summary>
internal sealed class TelegramSender(TelegramApi api)
{
    /// <summary>Bytes of the largest file that the platform takes.</summary>
    public const int LargestFile = 50_000_000;

    private const int CaptionLimit = 1024;
    private const int LargestPhoto = 10_000_000;

    public async Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel)
    {
        var reply = sending.Reply;
        if (reply.Text.Length > TelegramChannel.TextLimit)
            return new SendOutcome.Refused($"Telegram takes at most {TelegramChannel.TextLimit} characters; this has {reply.Text.Length}. Send it in two.");
        if (sending.Files.FirstOrDefault(f => f.Content.Length > LargestFile) is { } large)
            return new SendOutcome.Refused($"Telegram takes files of at most 50 MB; {large.Name} is larger. Send a link instead.");
        if ((reply.ThreadKey ?? reply.Recipient.ExternalId) is not { } thread)
            return new SendOutcome.Refused("It is not known which chat this conversation is in.");
        await sending.HandingOver(cancel);
        return await InParts.SendAsync(sending, [.. Parts(sending).Select(part => (Func<Task<SendOutcome>>)(() => PartAsync(sending.Account, thread, reply.ParentExternalId, part, cancel)))]);
    }

    /// <summary>A short text goes with its only file; otherwise first the words, then the files.</summary>
    private static IEnumerable<(string? Text, StoredFile? File)> Parts(Sending sending) => (sending.Reply.Text, sending.Files) switch
    {
        ({ Length: > 0 and <= CaptionLimit } text, [var only]) => [(text, only)],
        ({ Length: > 0 } text, var files) => files.Select(f => ((string?)null, (StoredFile?)f)).Prepend((text, null)),
        (_, var files) => files.Select(f => ((string?)null, (StoredFile?)f)),
    };

    private async Task<SendOutcome> PartAsync(ConnectedAccount account, string thread, string? parent, (string? Text, StoredFile? File) part, CancellationToken cancel)
    {
        try
        {
            var answer = await PartAsync(account, Address(thread, parent), part, cancel);
            // A group that became a supergroup has another number, and what was said before another one there.
            if (answer.MovedTo is { } moved)
                (answer, thread) = (await PartAsync(account, Address(moved, null), part, cancel), moved);
            return Outcome(answer, thread);
        }
        catch (OutboundException e)
        {
            return e.MayHaveArrived ? new SendOutcome.Unknown($"{e.Message} Look in the chat before you send it again.") : new SendOutcome.Retry(HttpOutcome.Pause, e.Message);
        }
    }

    private Task<TelegramAnswer> PartAsync(ConnectedAccount account, Dictionary<string, object> to, (string? Text, StoredFile? File) part, CancellationToken cancel) =>
        part.File is { } file ? FileAsync(account, to, part.Text, file, cancel) : api.CallAsync(account, "sendMessage", new Dictionary<string, object>(to) { ["text"] = part.Text! }, cancel);

    /// <summary>A picture that the platform cannot show as one goes as a file: nothing went out with its refusal.</summary>
    private async Task<TelegramAnswer> FileAsync(ConnectedAccount account, Dictionary<string, object> values, string? caption, StoredFile file, CancellationToken cancel)
    {
        var answer = await UploadAsync(Method(file));
        return answer.IsNoPhoto ? await UploadAsync(("sendDocument", "document")) : answer;

        async Task<TelegramAnswer> UploadAsync((string Name, string Field) method)
        {
            var said = values.Select(v => KeyValuePair.Create(v.Key, v.Value as string ?? System.Text.Json.JsonSerializer.Serialize(v.Value)));
            using var form = Bodies.Form(caption is null ? said : said.Append(new("caption", caption)), method.Field, file);
            return await api.UploadAsync(account, method.Name, form, cancel);
        }
    }

    private static (string Name, string Field) Method(StoredFile file) => file.MediaType switch
    {
        "image/jpeg" or "image/png" or "image/webp" when file.Content.Length <= LargestPhoto => ("sendPhoto", "photo"),
        "video/mp4" => ("sendVideo", "video"),
        "audio/mpeg" or "audio/mp4" => ("sendAudio", "audio"),
        _ => ("sendDocument", "document"),
    };

    /// <summary>Where to: a chat, a chat of the owner through the business connection, or a person's topic among a channel's direct messages; as an answer where the answered message is still there.</summary>
    private static Dictionary<string, object> Address(string thread, string? parent)
    {
        var values = new Dictionary<string, object>();
        if (parent?.LastIndexOf('/') is > 0 and var end && parent[..end] == thread && long.TryParse(parent.AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            values["reply_parameters"] = new { message_id = id, allow_sending_without_reply = true };
        if (thread.Split(TelegramMessage.Owned) is [var connection, var owned])
            (values["business_connection_id"], thread) = (connection, owned);
        if (thread.Split(TelegramMessage.Topic) is [var channel, var topic] && long.TryParse(topic, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            (values["direct_messages_topic_id"], thread) = (number, channel);
        values["chat_id"] = thread;
        return values;
    }

    private static SendOutcome Outcome(TelegramAnswer answer, string thread) => answer switch
    {
        { IsWell: true } => new SendOutcome.Sent($"{thread}/{answer.Result["message_id"].Id}"),
        { Status: 429 } => SendOutcome.Retry.Told(answer.RetryAfter, HttpOutcome.Pause, $"Telegram asks to wait ({answer.Words})."),
        { Status: >= 500 } => new SendOutcome.Unknown($"Telegram broke off ({answer.Words}), so nobody knows whether it went out. Look in the chat before you send it again."),
        { Status: 403 } => new SendOutcome.Refused($"This person has blocked the bot, or it is no longer in the group. They must write first. Telegram says: {answer.Words}"),
        { IsUnconnected: true } => new SendOutcome.Refused($"The business account does not let this bot answer any more. Its owner names it again in Telegram, under Business, Chatbots; then answer the next message. Telegram says: {answer.Words}"),
        { IsLate: true } => new SendOutcome.Refused($"This person has not written for 24 hours: Telegram takes no message to them until they write again. Telegram says: {answer.Words}"),
        { Status: 401 or 404 } => new SendOutcome.Refused("Telegram does not know this bot's token any more. Paste the new one under Settings, then send again."),
        _ => new SendOutcome.Refused($"Telegram refused it: {answer.Words}"),
    };
}
