using System.Collections.Concurrent;
using System.Data.Common;
using Inbox.Connectors.Net;
using Inbox.Contracts;
using Inbox.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors.Lookups;

/// <summary>
/// What is asked of platforms after the messages that named it are durable, once for each name. What waits here is remembered by this process only: should it die, the next message brings it.
/// </summary>
/// <param name="what">What is asked for, for the log.</param>
/// <param name="intake">What it listens to.</param>
/// <param name="clock">For pauses.</param>
/// <param name="log">Where failures go.</param>
internal abstract class LookupRounds(string what, Intake intake, TimeProvider clock, ILogger log) : BackgroundService
{
    private const int MostRemembered = 20_000, AtOnce = 8, MostTries = 6;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2), Pause = TimeSpan.FromSeconds(30), LongestPause = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<(string Account, string Id), Wanted> _wanted = new();

    /// <summary>For the times of answers, and ids.</summary>
    protected TimeProvider Clock { get; } = clock;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Listen();
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        intake.Accepted -= Note;
        return base.StopAsync(cancellationToken);
    }

    /// <summary>From now on, notes what comes in.</summary>
    public void Listen() => intake.Accepted += Note;

    /// <summary>Asks for what is due; how long to wait for the next round. What cannot be had now is asked for again, later and later, a few times.</summary>
    public async Task<TimeSpan> RoundAsync(CancellationToken cancel)
    {
        var now = Clock.GetUtcNow();
        foreach (var ((account, id), wanted) in _wanted.Where(w => w.Value.DueAt <= now).Take(AtOnce).ToList())
            _wanted[(account, id)] = await TryAsync(account, id, wanted, cancel);
        return Every;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Rounds.RunAsync($"Looking up {what}", RoundAsync, Every, Clock, log, stoppingToken);

    /// <summary>Says what an event wants, if anything.</summary>
    protected abstract void Note(IChannelEvent e);

    /// <summary>Asks for it; null where there is no answer to keep.</summary>
    protected abstract Task<Delivery?> LookAsync(string accountId, string id, CancellationToken cancel);

    /// <summary>It is to be asked for, unless it was.</summary>
    protected void Want(string account, string id)
    {
        if (_wanted.Count >= MostRemembered)
            _wanted.Clear();
        _wanted.TryAdd((account, id), new(0, Clock.GetUtcNow()));
    }

    /// <summary>It is known already.</summary>
    protected void NoMore(string account, string id) => _wanted[(account, id)] = Wanted.NoMore;

    private void Note(IReadOnlyList<IChannelEvent> events)
    {
        foreach (var e in events)
            Note(e);
    }

    private async Task<Wanted> TryAsync(string account, string id, Wanted wanted, CancellationToken cancel)
    {
        try
        {
            if (await LookAsync(account, id, cancel) is { } answer)
                await intake.AcceptAsync(answer, cancel);
            return Wanted.NoMore;
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && e is ChannelException or OutboundException or DbException)
        {
            var pause = (e as ChannelException)?.After ?? Pause * Math.Pow(2, wanted.Tries);
            log.LogInformation("Looking up {What} of account {AccountId} waits ({Reason})", what, account, e.Message);
            return wanted.Tries + 1 >= MostTries ? Wanted.NoMore : new(wanted.Tries + 1, Clock.GetUtcNow() + (pause < LongestPause ? pause : LongestPause));
        }
    }

    /// <summary>How often it was asked for, and when it is to be again.</summary>
    private sealed record Wanted(int Tries, DateTimeOffset DueAt)
    {
        public static Wanted NoMore { get; } = new(0, DateTimeOffset.MaxValue);
    }
}
