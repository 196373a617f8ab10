using Inbox.Connectors.Net;
using Inbox.Contracts;
using MassTransit;

namespace Inbox.Connectors;

/// <summary>Asks the platform which texts it has approved, for the person who is about to send one.</summary>
internal sealed class ListTemplatesConsumer(ConnectedAccounts accounts, ChannelList channels, TimeProvider clock) : IConsumer<ListTemplates>
{
    /// <summary>Less than the gateway waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async Task Consume(ConsumeContext<ListTemplates> context)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.CancellationToken);
        await context.RespondAsync(await AskAsync(context.Message.AccountId, patience.Token, either.Token));
    }

    private async Task<TemplatesListed> AskAsync(string accountId, CancellationToken patience, CancellationToken either)
    {
        if (await accounts.ConnectAsync(accountId, either) is not { } account || channels.Find(account.Account.Channel) is not ITemplates channel)
            return new([], "This account has no templates.");
        try
        {
            return new(await channel.TemplatesAsync(account, either), null);
        }
        catch (Exception e) when (e is ChannelException or OutboundException)
        {
            return new([], e.Message);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return new([], $"The platform did not answer within {Patience.TotalSeconds} seconds. Try again.");
        }
    }
}
