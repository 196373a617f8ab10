using Inbox.Contracts;
using Inbox.Storage;
using MassTransit;

namespace Inbox.Connectors;

/// <summary>Reads quarantined bytes once more, when a newer version may understand them: what is readable now goes into intake, what is not stays where it is and says why.</summary>
internal sealed class ReplayPayloadConsumer(PayloadReplay replay) : IConsumer<ReplayPayload>
{
    public Task Consume(ConsumeContext<ReplayPayload> context) => replay.RunAsync(context.Message.QuarantineId, context.CancellationToken);
}

/// <summary>What the consumer does, without a bus.</summary>
internal sealed class PayloadReplay(Quarantine quarantine, Payloads payloads, Accounts accounts, ChannelList channels, Intake intake, IEnumerable<IAmend> amends, TimeProvider clock)
{
    public async Task RunAsync(string quarantineId, CancellationToken cancel)
    {
        if (await quarantine.FindAsync(quarantineId, cancel) is not { Name: null, PayloadId: { } payloadId } entry || await payloads.FindAsync(payloadId, cancel) is not { } raw)
            return;
        if (await accounts.FindAsync(entry.AccountId, cancel) is not { } account || channels.Find(account.Channel) is not { } channel)
        {
            await quarantine.ExplainAsync(entry.Id, "The account that this came through is not connected any more. Connect it again, then replay.", cancel);
            return;
        }
        var reading = channel.Reread(account, raw, () => Id.New(clock));
        if (reading.Unreadable is { } reason)
            await quarantine.ExplainAsync(entry.Id, reason, cancel);
        else
        {
            var delivery = await amends.AmendAsync(new(account.Id, raw.Key, raw.MediaType, raw.Content, reading.Events, reading.Files) { PayloadId = payloadId }, cancel);
            await intake.ReplayAsync(quarantine, entry, delivery.Events, delivery.Files, cancel);
        }
    }
}
