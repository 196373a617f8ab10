using Inbox.Contracts;
using Inbox.Storage;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors;

/// <summary>Follows one account for as long as this process holds its lease. Breaks are reported as health and tried again ever more patiently; nothing ends it but its cancellation.</summary>
internal sealed class AccountFollower(FollowerParts parts, IChannel channel, ConnectedAccount account, ILogger log)
{
    /// <summary>How long the account stays with a process that does not renew.</summary>
    public static readonly TimeSpan LeaseLife = TimeSpan.FromSeconds(20);

    /// <summary>How long a server may take to let us in before staff hear of it.</summary>
    public static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(25);

    private readonly AccountHealth _health = new(parts, account.Account.Id, log);
    private long? _wellSince;

    private string Id => account.Account.Id;

    private TimeProvider Clock => parts.Following.Clock;

    public Task RunAsync(CancellationToken cancel)
    {
        var patience = Patience.Fresh;
        return Rounds.RunAsync("Following an account", RoundAsync, LeaseLife / 4, Clock, log, cancel);

        async Task<TimeSpan> RoundAsync(CancellationToken stop)
        {
            if (await parts.Leases.TakeAsync(Name, parts.Process.Name, LeaseLife, stop) is not { } lease)
                return LeaseLife / 4;
            if (await FollowAsync(lease, stop) is not { } broken)
                return LeaseLife / 4;
            var lasted = _wellSince is { } since ? Clock.GetElapsedTime(since) : (TimeSpan?)null;
            patience = patience.After(lasted);
            if (patience.IsWorthSaying(lasted, broken.Transient))
                await _health.ReportAsync(HealthState.Red, broken.Message);
            return patience.Wait(broken.Transient, broken.After);
        }
    }

    private string Name => $"follow:{Id}";

    /// <summary>How it broke; null when it was only this process that lost the account.</summary>
    private async Task<ChannelException?> FollowAsync(Lease lease, CancellationToken stop)
    {
        _wellSince = null;
        using var held = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var beside = Task.WhenAll(RenewAsync(held), WatchAsync(held.Token));
        try
        {
            await channel.FollowAsync(new(account, lease, parts.Following, ReportAsync) { TokenEnd = _health.TokenEnds, TextLimit = _health.Takes }, held.Token);
            return new ChannelException("The connection ended. It is opened again.");
        }
        catch (Exception e) when (e is LeaseLostException || (e is OperationCanceledException && held.IsCancellationRequested))
        {
            log.LogInformation("Account {AccountId} is no longer followed here", Id);
            return null;
        }
        catch (ChannelException e)
        {
            return e;
        }
#pragma warning disable CA1031 // Whatever breaks in one account must be seen there and stop no other.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.LogError(e, "Following account {AccountId} broke", Id);
            return new ChannelException($"Following stopped with an unexpected error ({e.GetType().Name}); it is tried again within a minute. The log says more.", e);
        }
        finally
        {
            await held.CancelAsync();
            await beside;
            if (stop.IsCancellationRequested)
                await ReleaseAsync(lease);
        }
    }

    private Task ReportAsync(HealthState state, string? reason)
    {
        _wellSince ??= Clock.GetTimestamp();
        return _health.ReportAsync(state, reason);
    }

    /// <summary>Renews the lease; stops the following when somebody else has it, or when it could not be renewed for as long as it lives.</summary>
    private async Task RenewAsync(CancellationTokenSource held)
    {
        var renewed = Clock.GetTimestamp();
        try
        {
            while (true)
            {
                await Task.Delay(LeaseLife / 4, Clock, held.Token);
                if (await StillHoldsAsync(held.Token) is not { } holds)
                {
                    if (Clock.GetElapsedTime(renewed) < LeaseLife)
                        continue;
                    holds = false;
                }
                if (!holds)
                    await held.CancelAsync();
                renewed = Clock.GetTimestamp();
                await _health.OweNothingAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The following ended; there is nothing left to renew.
        }
    }

    /// <summary>Null when the database could not say.</summary>
    private async Task<bool?> StillHoldsAsync(CancellationToken cancel)
    {
        try
        {
            return await parts.Leases.TakeAsync(Name, parts.Process.Name, LeaseLife, cancel) is not null;
        }
#pragma warning disable CA1031 // Whatever keeps the database away: the lease runs on for a while.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            log.LogWarning(e, "The lease of account {AccountId} could not be renewed", Id);
            return null;
        }
    }

    /// <summary>Says so when the server lets us neither in nor away.</summary>
    private async Task WatchAsync(CancellationToken held)
    {
        try
        {
            await Task.Delay(LongestConnect, Clock, held);
            if (_wellSince is null)
                await _health.ReportAsync(HealthState.Red, $"The server has not let us in for {LongestConnect.TotalSeconds:0} seconds. We keep trying; check whether it is reachable and not overloaded.");
        }
        catch (OperationCanceledException)
        {
            // It ended before that.
        }
    }

    private async Task ReleaseAsync(Lease lease)
    {
        try
        {
            await parts.Leases.ReleaseAsync(lease, CancellationToken.None);
        }
#pragma warning disable CA1031 // It runs out by itself.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.LogInformation("The lease of account {AccountId} could not be given back ({Reason}); it runs out by itself", Id, e.GetType().Name);
        }
    }
}

/// <summary>What every follower shares.</summary>
internal sealed record FollowerParts(Leases Leases, Accounts Accounts, ProcessLease Process, FollowingParts Following, HealthAnnouncer Announcer);
