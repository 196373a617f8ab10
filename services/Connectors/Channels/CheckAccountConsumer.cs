using Inbox.Contracts;
using MassTransit;

namespace Inbox.Connectors;

/// <summary>Tries an account's credentials for the person who just typed them.</summary>
internal sealed class CheckAccountConsumer(ConnectedAccounts accounts, ChannelList channels, TimeProvider clock) : IConsumer<CheckAccount>
{
    /// <summary>Less than the gateway waits for an answer: who typed a wrong port is told about the port, not about us.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public async Task Consume(ConsumeContext<CheckAccount> context)
    {
        var id = context.Message.AccountId;
        var account = await accounts.ConnectAsync(id, context.CancellationToken);
        IReadOnlyList<SettingProblem> problems = account is null || channels.Find(account.Account.Channel) is not { } channel
            ? [new(null, "The account is gone; add it again.")]
            : await TryAsync(channel, account, context.CancellationToken);
        await context.RespondAsync(new AccountChecked(id, problems));
    }

    private async Task<IReadOnlyList<SettingProblem>> TryAsync(IChannel channel, ConnectedAccount account, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        try
        {
            return await channel.CheckAsync(account, either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return [new(null, $"The server did not answer within {Patience.TotalSeconds} seconds. Check its name, its port, and that the port belongs to the chosen kind of encryption.")];
        }
    }
}
