using System.Globalization;
using System.Text;
using Inbox.Connectors.Net;

namespace Inbox.Connectors.Telegram;

/// <summary>
/// Long polling, or watching over the webhook. The platform forgets an update once the next one is asked for, so the next one is asked for only when this one is durable.
/// </summary>
internal sealed class TelegramFollow(IChannel channel, TelegramApi api, Following following)
{
    private const string Cursor = "updates";
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20), Late = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(30);

    /// <summary>Everything that can be a message, and what tells how one fares; the platform leaves reactions out unless they are asked for.</summary>
    private static readonly string[] Wanted =
    [
        "message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message", "edited_business_message", "deleted_business_messages",
        "message_reaction", "callback_query", "my_chat_member",
    ];

    private ConnectedAccount Account => following.Account;

    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await (TelegramSettings.IsPolled(Account) ? PollAsync(cancel) : WatchAsync(cancel));
        }
        catch (OutboundException e)
        {
            throw new ChannelException(e.Message, e);
        }
    }

    private async Task PollAsync(CancellationToken cancel)
    {
        await AskAsync("deleteWebhook", new { drop_pending_updates = false }, cancel); // polling and a webhook exclude each other
        var next = long.TryParse(await following.CursorAsync(Cursor, cancel), NumberStyles.None, CultureInfo.InvariantCulture, out var stored) ? stored : 0;
        while (true)
        {
            var answer = await AskAsync("getUpdates", new { offset = next, timeout = (int)Wait.TotalSeconds, limit = 100, allowed_updates = Wanted }, cancel, Wait + Late);
            await following.WellAsync();
            var updates = answer.Result.ToList();
            if (updates.Count == 0)
                continue;
            next = updates.Max(u => u["update_id"].Number ?? 0) + 1;
            var deliveries = updates.Select(u => channel.Pack(Account.Account, Encoding.UTF8.GetBytes(u.ToString()), following.Clock.GetUtcNow(), Origin.Incoming, following.NewId)).ToList();
            await following.DeliverAsync(deliveries, Cursor, next.ToString(CultureInfo.InvariantCulture), cancel);
        }
    }

    /// <summary>Sets the webhook when it is not ours, and says what the platform says of its deliveries.</summary>
    private async Task WatchAsync(CancellationToken cancel)
    {
        while (true)
        {
            var info = (await AskAsync("getWebhookInfo", null, cancel)).Result;
            if (following.HookUrl is not { } url)
                throw new ChannelException("Telegram cannot reach this installation: it has no public address. Set Inbox__PublicUrl to an https address, or choose polling.") { Transient = false };
            if (info["url"].Text != url)
            {
                await AskAsync("setWebhook", new { url, secret_token = TelegramSettings.HookSecret(Account), allowed_updates = Wanted, max_connections = 20 }, cancel);
                info = (await AskAsync("getWebhookInfo", null, cancel)).Result; // what failed at another address is over
            }
            var waiting = info["pending_update_count"].Number ?? 0;
            var failing = waiting > 0 && info["last_error_date"].Seconds is { } failed && !await HasDeliveredAsync(failed, cancel);
            await (failing ? following.WarnAsync($"Telegram's deliveries fail ({info["last_error_message"].Text ?? "no reason given"}); {waiting} wait there.") : following.WellAsync());
            await Task.Delay(Watch, following.Clock, cancel);
        }
    }

    /// <summary>
    /// Whether something was delivered after that. The platform says when a delivery last failed, never when one arrived, and it waits longer and longer before it tries again: what waits meanwhile tells nothing,
    /// nor does time. It counts whole seconds, so what came within that one may be from before.
    /// </summary>
    private async Task<bool> HasDeliveredAsync(DateTimeOffset failed, CancellationToken cancel) => await following.DeliveredAtAsync(cancel) >= failed.AddSeconds(1);

    private async Task<TelegramAnswer> AskAsync(string method, object? values, CancellationToken cancel, TimeSpan? longest = null)
    {
        var answer = await api.CallAsync(Account, method, values, cancel, longest);
        return answer switch
        {
            { IsWell: true } => answer,
            { Status: 401 or 404 } => throw new ChannelException("Telegram does not know this bot's token any more. Ask @BotFather for the new one and paste it here.") { Transient = false },
            { Status: 409 } => throw new ChannelException($"Another program reads this bot's messages. Stop it, or give Inbox a bot of its own. Telegram says: {answer.Words}"),
            _ => throw new ChannelException($"Telegram says: {answer.Words}") { After = answer.RetryAfter },
        };
    }
}
