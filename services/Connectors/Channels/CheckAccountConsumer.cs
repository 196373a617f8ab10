using Inbox.Contracts;
using MassTransit;

namespace Inbox.Connectors;

/// <summary>Tries an account's credentials for the person who just typed them.</summary>
internal sealed class CheckAccountConsumer(ConnectedAccounts accounts, ChannelList channels, TimeProvider clock) : IConsumer<CheckAccount>
{
    public async Task Consume(ConsumeContext<CheckAccount> context)
    {
        var id = context.Message.AccountId;
        var account = await accounts.ConnectAsync(id, context.CancellationToken);
        IReadOnlyList<SettingProblem> problems = account is null || channels.Find(account.Account.Channel) is not { } channel
            ? [new(null, "The account is gone; add it again.")]
            : await AccountCheck.RunAsync(channel, account with { Changed = context.Message.Changed }, clock, context.CancellationToken);
        await context.RespondAsync(new AccountChecked(id, problems));
    }
}
