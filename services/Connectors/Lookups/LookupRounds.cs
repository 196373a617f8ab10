using System.Collections.Concurrent;
using System.Data.Common;
using Inbox.Connectors.Net;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors.Lookups;

/// <summary>
/// What is asked of platforms after the messages that named it are durable, once for each name. What waits here is remembered by this process only: should it die, the next message brings it.
/// </summary>
/// <param name="what">What is asked for, as the beginning of a sentence for the log.</param>
/// <param name="clock">For pauses.</param>
/// <param name="log">Where failures go.</param>
internal sealed class LookupRounds(string what, TimeProvider clock, ILogger log)
{
    /// <summary>How long to wait for the next round.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private const int MostRemembered = 20_000, AtOnce = 8, MostTries = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30), LongestPause = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<(string Account, string Id), Wanted> _wanted = new();

    /// <summary>Notes that something is to be asked for, unless it was.</summary>
    public void Want(string account, string id)
    {
        if (_wanted.Count >= MostRemembered)
            _wanted.Clear();
        _wanted.TryAdd((account, id), new(0, clock.GetUtcNow()));
    }

    /// <summary>It is known already.</summary>
    public void NoMore(string account, string id) => _wanted[(account, id)] = Wanted.NoMore;

    /// <summary>Asks for what is due. What cannot be had now is asked for again, later and later, a few times.</summary>
    public async Task<TimeSpan> RoundAsync(Func<string, string, CancellationToken, Task> look, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var ((account, id), wanted) in _wanted.Where(w => w.Value.DueAt <= now).Take(AtOnce).ToList())
            _wanted[(account, id)] = await TryAsync(account, id, wanted, look, cancel);
        return Every;
    }

    private async Task<Wanted> TryAsync(string account, string id, Wanted wanted, Func<string, string, CancellationToken, Task> look, CancellationToken cancel)
    {
        try
        {
            await look(account, id, cancel);
            return Wanted.NoMore;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && e is ChannelException or OutboundException or DbException)
        {
            var pause = (e as ChannelException)?.After ?? Pause * Math.Pow(2, wanted.Tries);
            log.LogInformation("{What} of account {AccountId} could not be asked for ({Reason})", what, account, e.Message);
            return wanted.Tries + 1 >= MostTries ? Wanted.NoMore : new(wanted.Tries + 1, clock.GetUtcNow() + (pause < LongestPause ? pause : LongestPause));
        }
    }

    /// <summary>How often it was asked for, and when it is to be again.</summary>
    private sealed record Wanted(int Tries, DateTimeOffset DueAt)
    {
        public static Wanted NoMore { get; } = new(0, DateTimeOffset.MaxValue);
    }
}
