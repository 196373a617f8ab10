using Inbox.Contracts;
using Inbox.Storage;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors;

/// <summary>Follows one account for as long as this process holds its lease; breaks are reported as health, and tried again ever more patiently.</summary>
internal sealed class AccountFollower(FollowerParts parts, IChannel channel, ConnectedAccount account, ILogger log)
{
    private static readonly TimeSpan LeaseLife = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private string Id => account.Account.Id;

    public async Task RunAsync(CancellationToken cancel)
    {
        for (var wait = TimeSpan.FromSeconds(1); !cancel.IsCancellationRequested;)
        {
            var lease = await TakeAsync(cancel);
            if (lease is null)
            {
                await Task.Delay(LeaseLife / 4, parts.Following.Clock, cancel);
                continue;
            }
            var began = parts.Following.Clock.GetTimestamp();
            await FollowAsync(lease, cancel);
            wait = parts.Following.Clock.GetElapsedTime(began) > TimeSpan.FromMinutes(1) ? TimeSpan.FromSeconds(1) : wait;
            await Task.Delay(wait, parts.Following.Clock, cancel);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    private async Task FollowAsync(Lease lease, CancellationToken cancel)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var renewing = RenewAsync(held);
        try
        {
            await channel.FollowAsync(new(account, lease, parts.Following, ReportAsync), held.Token);
        }
        catch (OperationCanceledException)
        {
            log.LogInformation("Account {AccountId} is no longer followed here", Id);
        }
        catch (LeaseLostException)
        {
            log.LogInformation("Account {AccountId} is followed by another process now", Id);
        }
        catch (ChannelException e)
        {
            await ReportAsync(HealthState.Red, e.Message);
        }
#pragma warning disable CA1031 // Whatever breaks in one account must be seen there and stop no other.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.LogError(e, "Following account {AccountId} broke", Id);
            await ReportAsync(HealthState.Red, $"Following stopped with an unexpected error ({e.GetType().Name}); it is tried again within a minute. The log says more.");
        }
        finally
        {
            await held.CancelAsync();
            await renewing;
            if (cancel.IsCancellationRequested)
                await parts.Leases.ReleaseAsync(lease, CancellationToken.None);
        }
    }

    /// <summary>Renews the lease, and stops the following when it is lost.</summary>
    private async Task RenewAsync(CancellationTokenSource held)
    {
        using var timer = new PeriodicTimer(LeaseLife / 4, parts.Following.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(held.Token))
                if (await TakeAsync(held.Token) is null)
                    await held.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The following ended; there is nothing left to renew.
        }
    }

    private async Task<Lease?> TakeAsync(CancellationToken cancel)
    {
        try
        {
            return await parts.Leases.TakeAsync($"follow:{Id}", parts.Process.Name, LeaseLife, cancel);
        }
        catch (System.Data.Common.DbException e)
        {
            log.LogWarning(e, "The lease of account {AccountId} could not be renewed", Id);
            return null;
        }
    }

    private async Task ReportAsync(HealthState state, string? reason)
    {
        if (await parts.Accounts.SetHealthAsync(Id, state, reason, CancellationToken.None))
            parts.Announce(new AccountHealthChanged(Id, state, reason));
    }
}

/// <summary>What every follower shares.</summary>
internal sealed record FollowerParts(Leases Leases, Accounts Accounts, ProcessLease Process, FollowingParts Following, HealthAnnouncer Announcer)
{
    public void Announce(AccountHealthChanged change) => Announcer.Announce(change);
}
