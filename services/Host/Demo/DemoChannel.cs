using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Host;

/// <summary>A channel without a network: reads like the real one, follows nothing, and hands what staff send to the people of the demo.</summary>
internal sealed class DemoChannel(IChannel real, DemoMailbox mailbox, MasterKey master, TimeProvider clock) : IChannel, IModerate, IFetch
{
    private readonly byte[] _key = master.For("threads");
    private readonly DemoPlatform? _platform = DemoPlatform.Of(real.Description.Channel);
    private long _sent = 5_000_000_000;

    public ChannelDescription Description => real.Description;

    public Reading Read(RawInput input) => real.Read(input);

    public IReadOnlySet<string> OwnIds(Account account) => real.OwnIds(account);

    public Task<IReadOnlyList<SettingProblem>> CheckAsync(ConnectedAccount account, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<SettingProblem>>([new(null, "This is the demo: it connects to nothing. Run Inbox without the word demo to connect your accounts.")]);

    public bool CanFollow(ConnectedAccount account) => false;

    public Task FollowAsync(Following following, CancellationToken cancel) => Task.CompletedTask;

    public async Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel)
    {
        var reply = sending.Reply;
        if (sending.Account.Account is { Health: HealthState.Red } red)
            return new SendOutcome.Refused(red.HealthReason ?? "") { BlamesAccount = true };
        var id = _platform?.Id(Interlocked.Increment(ref _sent)) ?? MessageId(sending.Account["address"] ?? "", reply);
        await sending.HandingOver(cancel);
        await Task.Delay(Pause(reply), clock, cancel);
        return mailbox.Deliver(reply, id) || _platform?.IsOurs != true ? new SendOutcome.Sent(id) { Recipient = reply.Recipient } : await real.SendAsync(sending, cancel);
    }

    public Task ModerateAsync(ConnectedAccount account, string externalId, ModerationState state, CancellationToken cancel) => Task.CompletedTask;

    public Task<byte[]> FetchAsync(ConnectedAccount account, string source, CancellationToken cancel) => Task.FromResult(DemoFiles.Make(source).Content.ToArray());

    private string MessageId(string address, SendReply reply) => $"{ThreadToken.Sign(_key, reply.ReplyId, reply.Recipient.Address ?? "")}@{address[(address.IndexOf('@') + 1)..]}";

    /// <summary>300 to 900 ms, as servers take.</summary>
    private static TimeSpan Pause(SendReply reply) => TimeSpan.FromMilliseconds(300 + reply.Text.Length * 37 % 600);
}
