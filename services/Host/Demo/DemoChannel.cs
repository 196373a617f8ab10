using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Host;

/// <summary>E-mail without a network: reads like the real channel, follows nothing, and hands what staff send to the people of the demo.</summary>
internal sealed class DemoChannel(IChannel email, DemoMailbox mailbox, MasterKey master, TimeProvider clock) : IChannel
{
    private readonly byte[] _key = master.For("threads");

    public ChannelDescription Description => email.Description;

    public Reading Read(RawInput input) => email.Read(input);

    public IReadOnlySet<string> OwnIds(Account account) => email.OwnIds(account);

    public Task<IReadOnlyList<SettingProblem>> CheckAsync(ConnectedAccount account, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<SettingProblem>>([new(null, "This is the demo: it connects to no mailbox. Run Inbox without the word demo to connect yours.")]);

    public bool CanFollow(ConnectedAccount account) => false;

    public Task FollowAsync(Following following, CancellationToken cancel) => Task.CompletedTask;

    public async Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel)
    {
        var reply = sending.Reply;
        if (reply.Recipient.Address is not { } recipient)
            return new SendOutcome.Refused("This person has no address that mail can be sent to.");
        await sending.HandingOver(cancel);
        await Task.Delay(Pause(reply), clock, cancel);
        var address = sending.Account["address"] ?? "";
        var id = $"{ThreadToken.Sign(_key, reply.ReplyId, recipient)}@{address[(address.IndexOf('@') + 1)..]}";
        mailbox.Deliver(new(reply, id));
        return new SendOutcome.Sent(id);
    }

    /// <summary>300 to 900 ms, as servers take.</summary>
    private static TimeSpan Pause(SendReply reply) => TimeSpan.FromMilliseconds(300 + reply.Text.Length * 37 % 600);
}
