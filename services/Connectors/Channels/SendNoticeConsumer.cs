using Inbox.Contracts;
using MassTransit;

namespace Inbox.Connectors;

/// <summary>Sends what Inbox itself has to say to staff, by an account that can write to anybody.</summary>
internal sealed class SendNoticeConsumer(ConnectedAccounts accounts, ChannelList channels, Notices notices) : IConsumer<SendNotice>
{
    public async Task Consume(ConsumeContext<SendNotice> context) => await context.RespondAsync(await SendAsync(context.Message, context.CancellationToken));

    private async Task<NoticeEnded> SendAsync(SendNotice notice, CancellationToken cancel)
    {
        if (await notices.StateAsync(notice.NoticeId, cancel) is { } known)
            return new(known);
        if (await accounts.ConnectAsync(notice.AccountId, cancel) is not { } account || channels.Find(account.Account.Channel) is not INotify channel)
            return new(NoticeState.Refused, "The account that this was to go by is not connected any more, or cannot write to staff. Choose another one.");
        try
        {
            var ended = await channel.NotifyAsync(account, notice, c => notices.HandOverAsync(notice.NoticeId, c), cancel);
            await notices.EndAsync(notice.NoticeId, ended.State, CancellationToken.None);
            return ended;
        }
        catch (AttemptLostException)
        {
            return new(NoticeState.Unconfirmed);
        }
    }
}

/// <summary>A channel by which Inbox can write to its own staff.</summary>
public interface INotify
{
    /// <param name="account">By which account.</param>
    /// <param name="notice">What.</param>
    /// <param name="handingOver">Awaited right before the step after which it may have gone out; what it throws stops it.</param>
    /// <param name="cancel">Gives up.</param>
    Task<NoticeEnded> NotifyAsync(ConnectedAccount account, SendNotice notice, Func<CancellationToken, Task> handingOver, CancellationToken cancel);
}
