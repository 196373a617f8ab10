using Inbox.Contracts;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors;

/// <summary>Claims a reply, hands it to its channel and records how that ended. A reply that may have gone out is never sent again by itself.</summary>
internal sealed class ReplySender(SendingParts parts, ProcessLease process, TimeProvider clock, ILogger<ReplySender> log)
{
    private const int Tries = 4;

    /// <summary>Sends when nobody else has claimed this attempt.</summary>
    public async Task SendAsync(SendReply reply, CancellationToken cancel)
    {
        if (await parts.Deliveries.ClaimAsync(reply, process.Name, cancel))
            await DeliverAsync(reply, cancel);
    }

    /// <summary>Settles what a process that is gone left behind: sends again what surely did not go out, and says of the rest that nobody can know.</summary>
    public async Task SettleOrphansAsync(CancellationToken cancel)
    {
        foreach (var (reply, handedOver) in await parts.Deliveries.OrphansAsync(cancel))
        {
            if (handedOver)
                await parts.Deliveries.EndAsync(
                    reply, ReplyState.Unconfirmed, null, "The service stopped while this was being sent. It may have arrived: look in the Sent folder or ask, then send it again if needed.", cancel);
            else if (await parts.Deliveries.TakeOverAsync(reply, process.Name, cancel))
                await DeliverAsync(reply, cancel);
        }
    }

    private async Task DeliverAsync(SendReply reply, CancellationToken cancel)
    {
        var outcome = await TryAsync(reply, cancel);
        var (state, externalId, error) = outcome switch
        {
            SendOutcome.Sent sent => (ReplyState.Sent, sent.ExternalId, (string?)null),
            SendOutcome.Refused refused => (ReplyState.Failed, null, refused.Reason),
            SendOutcome.Retry retry => (ReplyState.Failed, null, $"{retry.Reason} It was tried {Tries} times; send it again later."),
            SendOutcome.Unknown unknown => (ReplyState.Unconfirmed, null, unknown.Reason),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
        };
        await parts.Deliveries.EndAsync(reply, state, externalId, error, CancellationToken.None);
    }

    private async Task<SendOutcome> TryAsync(SendReply reply, CancellationToken cancel)
    {
        var account = await parts.Accounts.ConnectAsync(reply.AccountId, cancel);
        if (account is null || parts.Channels.Find(reply.Channel) is not { } channel)
            return new SendOutcome.Refused("The account that this conversation came through is not connected any more. Connect it again under Settings, then send again.");
        var files = await parts.FilesAsync(reply, cancel);
        var sending = new Sending(account, reply, files, c => parts.Deliveries.HandOverAsync(reply, c));
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await AttemptAsync(channel, sending, cancel);
            if (outcome is not SendOutcome.Retry retry || attempt == Tries)
                return outcome;
            await Task.Delay(retry.After, clock, cancel);
        }
    }

    private async Task<SendOutcome> AttemptAsync(IChannel channel, Sending sending, CancellationToken cancel)
    {
        try
        {
            return await channel.SendAsync(sending, cancel);
        }
#pragma warning disable CA1031 // A channel that breaks its promise must not take the reply with it.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            log.LogError(e, "Sending reply {ReplyId} through {Channel} broke", sending.Reply.ReplyId, sending.Reply.Channel);
            return new SendOutcome.Unknown("Sending stopped with an unexpected error, so nobody knows whether it went out. See the log, then decide whether to send it again.");
        }
    }
}
