using System.Collections.Concurrent;
using System.Text;
using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Tests.Connectors.Files;

/// <summary>A channel that has files.</summary>
internal sealed class Library : IChannel, IFetch
{
    private readonly FakeChannel _channel = new();
    private readonly ConcurrentQueue<string> _asked = new();

    /// <summary>What fetching does; by default it gives bytes that name their source.</summary>
    public Func<string, byte[]> Fetch { get; set; } = source => Encoding.UTF8.GetBytes($"bytes of {source}");

    /// <summary>What was asked for, in order.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    public ChannelDescription Description => _channel.Description;

    public Reading Read(RawInput input) => _channel.Read(input);

    public IReadOnlySet<string> OwnIds(Account account) => _channel.OwnIds(account);

    public Task<IReadOnlyList<SettingProblem>> CheckAsync(ConnectedAccount account, CancellationToken cancel) => _channel.CheckAsync(account, cancel);

    public bool CanFollow(ConnectedAccount account) => false;

    public Task FollowAsync(Following following, CancellationToken cancel) => _channel.FollowAsync(following, cancel);

    public Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel) => _channel.SendAsync(sending, cancel);

    public Task<byte[]> FetchAsync(ConnectedAccount account, string source, CancellationToken cancel)
    {
        _asked.Enqueue(source);
        return Task.FromResult(Fetch(source));
    }
}
