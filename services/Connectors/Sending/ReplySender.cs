using Inbox.Contracts;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors;

/// <summary>Claims a reply, hands it to its channel and records how that ended. A reply that may have gone out is never sent again by itself.</summary>
internal sealed class ReplySender(SendingParts parts, ProcessLease process, TimeProvider clock, ILogger<ReplySender> log)
{
    private const int Tries = 4;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>How long after its first try a reply may still wait for a moment that the platform names. Beyond, staff should know, and decide.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>Claims the attempt when nobody else has; the sending goes on by itself.</summary>
    public async Task SendAsync(SendReply reply, CancellationToken cancel)
    {
        if (!parts.Lanes.TryBegin(reply))
            return;
        if (await BegunAsync(reply, parts.Deliveries.ClaimAsync(reply, process.Name, cancel)))
            parts.Lanes.Run(reply, stop => DeliverAsync(reply, stop));
    }

    /// <summary>Settles what a process that is gone left behind: sends what surely did not go out, and says of the rest that nobody can know.</summary>
    public async Task SettleOrphansAsync(CancellationToken cancel)
    {
        foreach (var (reply, handedOver) in await parts.Deliveries.OrphansAsync(process.Name, cancel))
        {
            if (!parts.Lanes.TryBegin(reply))
                continue;
            if (await BegunAsync(reply, handedOver ? AbandonAsync(reply, cancel) : parts.Deliveries.TakeOverAsync(reply, process.Name, cancel)))
                parts.Lanes.Run(reply, stop => DeliverAsync(reply, stop));
        }
    }

    /// <summary>Whether the attempt is ours to deliver; when not, or when that could not be found out, it is not under way here any more.</summary>
    private async Task<bool> BegunAsync(SendReply reply, Task<bool> taking)
    {
        var ours = false;
        try
        {
            return ours = await taking;
        }
        finally
        {
            if (!ours)
                parts.Lanes.Drop(reply);
        }
    }

    private async Task<bool> AbandonAsync(SendReply reply, CancellationToken cancel)
    {
        await parts.Deliveries.AbandonAsync(
            reply, process.Name, "The service stopped while this was being sent. It may have arrived: look in the Sent folder or ask, then send it again if needed.", cancel);
        return false;
    }

    private async Task DeliverAsync(SendReply reply, CancellationToken stop)
    {
        try
        {
            var outcome = await TryAsync(new(reply), stop);
            await RecordAsync(reply, outcome, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            log.LogInformation("Reply {ReplyId} was not handed over before this process stopped; the next one sends it", reply.ReplyId);
        }
        catch (AttemptLostException)
        {
            log.LogInformation("Reply {ReplyId} was taken over by another process; this one did not send it", reply.ReplyId);
        }
#pragma warning disable CA1031 // The row says how far it came; the sweep for orphans settles it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.LogWarning(e, "Sending reply {ReplyId} was interrupted; it is looked at again within seconds", reply.ReplyId);
        }
    }

    private async Task<SendOutcome> TryAsync(Going going, CancellationToken stop)
    {
        var last = clock.GetUtcNow() + Longest;
        for (var attempt = 1; ; attempt++)
        {
            SendOutcome outcome;
            using (await parts.Lanes.EnterAsync(going.Reply.AccountId, stop))
                outcome = await AttemptAsync(going, attempt, stop);
            if (outcome is not SendOutcome.Retry retry)
                return InParts.Stopped(going.Reply, outcome);
            going.MayStand |= retry.MayHaveArrived;
            var again = clock.GetUtcNow() + Wait(retry, attempt);
            if (again > last)
                return InParts.Stopped(going.Reply, new SendOutcome.Refused($"{retry.Reason} It takes nothing before {again.UtcDateTime:yyyy-MM-dd HH:mm} UTC; send it again then.") { IsOurs = true });
            if (attempt == Tries)
                return InParts.Stopped(going.Reply, new SendOutcome.Refused($"{retry.Reason} It was tried {Tries} times; send it again later.") { IsOurs = true });
            await parts.Deliveries.TakeBackAsync(going.Reply, process.Name, stop);
            await Task.Delay(again - clock.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero, clock, stop);
        }
    }

    /// <summary>What the platform says; else our own pause, twice as long each time.</summary>
    private static TimeSpan Wait(SendOutcome.Retry retry, int attempt) =>
        retry.IsTold ? retry.After : retry.After * Math.Pow(2, attempt - 1) is var pause && pause < LongestPause ? pause : LongestPause;

    private async Task<SendOutcome> AttemptAsync(Going going, int attempt, CancellationToken stop)
    {
        var reply = going.Reply;
        var handedOver = false;
        try
        {
            if (reply.Deadline is { } deadline && clock.GetUtcNow() > deadline.Until)
                return new SendOutcome.Refused(deadline.Reason);
            var account = await parts.Accounts.ConnectAsync(reply.AccountId, stop);
            if (account is null || parts.Channels.Find(reply.Channel) is not { } channel)
                return new SendOutcome.Refused("The account that this conversation came through is not connected any more. Connect it again under Settings, then send again.") { IsOurs = true };
            if (await parts.FilesAsync(reply, stop) is not { } files)
                return new SendOutcome.Refused("One of the attachments is not stored any more. Attach it again, then send again.") { IsOurs = true };
            var outcome = await channel.SendAsync(new(account, reply, files, HandingOverAsync) { At = clock.GetUtcNow(), MayStand = going.MayStand, Going = GoingAsync }, stop);
            if (parts.Health is { } health && !channel.CanFollow(account))
                await health.NoteAsync(account.Account, outcome, attempt);
            return outcome;
        }
        catch (Exception e) when (handedOver && e is not AttemptLostException)
        {
            log.LogError(e, "Sending reply {ReplyId} through {Channel} broke after it was handed over", reply.ReplyId, reply.Channel);
            return new SendOutcome.Unknown("Sending stopped with an unexpected error, so nobody knows whether it went out. Look in the Sent folder or ask, then send it again if needed.");
        }
        catch (Exception e) when (e is not (OperationCanceledException or AttemptLostException or System.Data.Common.DbException) || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            log.LogError(e, "Sending reply {ReplyId} through {Channel} broke before anything was handed over", reply.ReplyId, reply.Channel);
            return new SendOutcome.Refused($"It was not sent: an unexpected error came first ({e.GetType().Name}). The log says more; send it again when that is mended.") { IsOurs = true };
        }

        async Task HandingOverAsync(CancellationToken cancel)
        {
            await parts.Deliveries.HandOverAsync(reply, process.Name, cancel);
            handedOver = true;
        }

        async Task GoingAsync(SentPart part)
        {
            going.Reply = going.Reply with { Went = [.. going.Reply.Went, part] };
            var isOurs = false;
            await Rounds.UntilItWorksAsync(
                "Recording a part that was sent", async () => isOurs = await parts.Deliveries.GoAsync(going.Reply, process.Name, CancellationToken.None), TimeSpan.FromSeconds(1), clock, log, stop);
            if (!isOurs)
                throw new AttemptLostException();
        }
    }

    /// <summary>Records how it ended, however long the database takes to come back: what is known now, nobody will know later.</summary>
    private Task RecordAsync(SendReply reply, SendOutcome outcome, CancellationToken stop)
    {
        var (state, externalId, error) = outcome switch
        {
            SendOutcome.Sent sent => (ReplyState.Sent, sent.ExternalId, sent.Note),
            SendOutcome.Refused refused => (ReplyState.Failed, (string?)null, refused.Reason),
            SendOutcome.Unknown unknown => (ReplyState.Unconfirmed, null, unknown.Reason),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
        };
        return Rounds.UntilItWorksAsync(
            "Recording how a reply was sent", () => parts.Deliveries.EndAsync(
                reply, process.Name, state, externalId, error, CancellationToken.None, (outcome as SendOutcome.Sent)?.Recipient, outcome is SendOutcome.Refused { BlamesAccount: false, IsOurs: false }, outcome is SendOutcome.Sent { WasThere: true }), TimeSpan.FromSeconds(1), clock, log, stop);
    }

    /// <summary>A reply on its way, with what went out of it so far.</summary>
    private sealed class Going(SendReply reply)
    {
        public SendReply Reply { get; set; } = reply;

        public bool MayStand { get; set; } = reply.Attempt > 1;
    }
}
