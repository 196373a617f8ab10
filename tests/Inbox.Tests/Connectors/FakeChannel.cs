using System.Collections.Concurrent;
using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Tests.Connectors;

/// <summary>A channel that does what a test says.</summary>
internal sealed class FakeChannel : IChannel
{
    private readonly ConcurrentQueue<string> _sent = new();

    /// <summary>What sending does; by default it hands over and is accepted.</summary>
    public Func<Sending, CancellationToken, Task<SendOutcome>>? Send { get; set; }

    /// <summary>What following does; by default it is well and goes on.</summary>
    public Func<Following, CancellationToken, Task>? Follow { get; set; }

    /// <summary>How it reads; by default one deletion named by the payload's text.</summary>
    public Func<RawInput, Reading>? Reads { get; set; }

    /// <summary>Replies that were handed over, in their order.</summary>
    public IReadOnlyCollection<string> Sent => _sent;

    public ChannelDescription Description => Storage.Store.Channel;

    public Reading Read(RawInput input) => Reads!(input);

    public IReadOnlySet<string> OwnIds(Account account) => new HashSet<string>();

    public Task<IReadOnlyList<SettingProblem>> CheckAsync(ConnectedAccount account, CancellationToken cancel) => Task.FromResult<IReadOnlyList<SettingProblem>>([]);

    public bool CanFollow(ConnectedAccount account) => true;

    public async Task FollowAsync(Following following, CancellationToken cancel)
    {
        if (Follow is { } follow)
        {
            await follow(following, cancel);
            return;
        }
        await following.WellAsync();
        await Task.Delay(Timeout.Infinite, cancel);
    }

    public async Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel) =>
        Send is { } send ? await send(sending, cancel) : await AcceptAsync(sending, cancel);

    public async Task<SendOutcome> AcceptAsync(Sending sending, CancellationToken cancel)
    {
        await sending.HandingOver(cancel);
        _sent.Enqueue(sending.Reply.ReplyId);
        return new SendOutcome.Sent($"platform-{sending.Reply.ReplyId}");
    }
}
