using Inbox.Contracts;
using MassTransit;

namespace Inbox.Connectors;

/// <summary>Every connectors process hears of changed accounts on a queue of its own.</summary>
internal sealed class AccountChangedConsumer(FollowAccounts follow) : IConsumer<AccountChanged>
{
    public Task Consume(ConsumeContext<AccountChanged> context)
    {
        follow.Nudge();
        return Task.CompletedTask;
    }
}
