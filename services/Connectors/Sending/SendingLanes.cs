using System.Collections.Concurrent;
using Inbox.Contracts;
using Microsoft.Extensions.Hosting;

namespace Inbox.Connectors;

/// <summary>
/// Replies on their way in this process. Each account has a few lanes of its own, so a server that stalls delays only its own account, and one that asks to come back later
/// keeps no lane meanwhile.
/// </summary>
internal sealed class SendingLanes : IHostedService, IDisposable
{
    private const int PerAccount = 4;
    private readonly ConcurrentDictionary<(string ReplyId, int Attempt), Task> _active = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _lanes = new();
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Marks an attempt as under way here; false when it is already.</summary>
    public bool TryBegin(SendReply reply) => _active.TryAdd((reply.ReplyId, reply.Attempt), Task.CompletedTask);

    /// <summary>Ends what <see cref="TryBegin"/> began without running it.</summary>
    public void Drop(SendReply reply) => _active.TryRemove((reply.ReplyId, reply.Attempt), out _);

    /// <summary>Delivers an attempt that was begun, without making the caller wait.</summary>
    public void Run(SendReply reply, Func<CancellationToken, Task> deliver)
    {
        var key = (reply.ReplyId, reply.Attempt);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _active[key] = gate.Task;
        _ = Task.Run(async () =>
        {
            try
            {
                await deliver(_stop.Token);
            }
            finally
            {
                _active.TryRemove(key, out _);
                gate.SetResult();
            }
        });
    }

    /// <summary>Waits for a lane of the account; disposing gives it back.</summary>
    public async Task<IDisposable> EnterAsync(string accountId, CancellationToken cancel)
    {
        var lanes = _lanes.GetOrAdd(accountId, _ => new(PerAccount));
        await lanes.WaitAsync(cancel);
        return new Lane(lanes);
    }

    /// <summary>Ends when nothing is on its way.</summary>
    public Task IdleAsync() => Task.WhenAll(_active.Values);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Stops what was not handed over yet; the next process sends it.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await Task.WhenAny(IdleAsync(), Task.Delay(Timeout.Infinite, cancellationToken));
    }

    public void Dispose() => _stop.Dispose();

    private sealed class Lane(SemaphoreSlim lanes) : IDisposable
    {
        public void Dispose() => lanes.Release();
    }
}
