using Inbox.Connectors.Net;
using Inbox.Contracts;
using Inbox.Storage;
using MassTransit;

namespace Inbox.Connectors;

/// <summary>Changes who sees a message, for the person who just asked. What was done goes through intake, so that it is never lost; what was not is said.</summary>
internal sealed class ModerateMessageConsumer(ConnectedAccounts accounts, ChannelList channels, Database database, Intake intake, TimeProvider clock) : IConsumer<ModerateMessage>
{
    /// <summary>Less than the gateway waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async Task Consume(ConsumeContext<ModerateMessage> context)
    {
        var (asked, cancel) = (context.Message, context.CancellationToken);
        var account = await accounts.ConnectAsync(asked.AccountId, cancel);
        if (account is null || channels.Find(account.Account.Channel) is not IModerate channel)
        {
            await context.RespondAsync(new ModerationDone("The account is gone; add it again."));
            return;
        }
        var problem = await AskAsync(channel, account, asked, cancel);
        if (problem is null)
            await TellAsync(channel, asked, cancel);
        await context.RespondAsync(new ModerationDone(problem));
    }

    private async Task<string?> AskAsync(IModerate channel, ConnectedAccount account, ModerateMessage asked, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        try
        {
            await channel.ModerateAsync(account, asked.TargetExternalId, asked.State, either.Token);
            return null;
        }
        catch (Exception e) when (e is ChannelException or OutboundException)
        {
            return e.Message;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return $"The platform did not answer within {Patience.TotalSeconds} seconds; it may be done all the same. Look again in a minute.";
        }
    }

    private async Task TellAsync(IModerate channel, ModerateMessage asked, CancellationToken cancel)
    {
        var done = new MessageModerated(Id.New(clock), asked.AccountId, asked.TargetExternalId, new(asked.State, clock.GetUtcNow()));
        await database.WriteAsync(
            async transaction =>
            {
                await intake.AddAsync(transaction, [done], cancel);
                if (channel.LooksForChanges)
                    await Touched.NoteAsync(transaction, done.AccountId, done.TargetExternalId, done.Standing, cancel);
            },
            cancel);
        intake.Announce([done]);
    }
}
