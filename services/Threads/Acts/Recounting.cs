using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Threads;

/// <summary>Goes on counting what other hours change where somebody began it and did not end.</summary>
public sealed class Recounting(IServiceProvider services, TimeProvider clock, ILogger<Recounting> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var recounts = services.GetRequiredService<Recounts>();
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var account in await recounts.AccountsAsync(stoppingToken))
                    while (await recounts.NextAsync(account, stoppingToken))
                    {
                    }
            }
#pragma warning disable CA1031 // The next round tries again.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                log.LogWarning(e, "Conversations could not be counted by their new hours");
            }
        }
    }
}
