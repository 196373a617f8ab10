using Inbox.Contracts;
using Inbox.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors;

/// <summary>Says that this process is alive, so that others settle what it leaves behind only once it is gone.</summary>
internal sealed class ProcessLease(Leases leases, TimeProvider clock, ILogger<ProcessLease> log) : BackgroundService
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(15);
    private Lease? _lease;

    /// <summary>This process among all of them.</summary>
    public string Name { get; } = $"process:{Id.New(clock)}";

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RenewAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_lease is { } lease)
            await leases.ReleaseAsync(lease, cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Rounds.RunAsync("Renewing the lease of this process", RenewAsync, Life / 5, clock, log, stoppingToken);

    private async Task<TimeSpan> RenewAsync(CancellationToken cancel)
    {
        _lease = await leases.TakeAsync(Name, Name, Life, cancel);
        return Life / 5;
    }
}
