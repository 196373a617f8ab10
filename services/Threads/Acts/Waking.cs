using Inbox.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Threads;

/// <summary>Brings snoozed conversations back when their time has come. The act carries that time, so whoever does it, and when, makes no difference.</summary>
public sealed class Waking(IServiceProvider services, TimeProvider clock, ILogger<Waking> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wakings = services.GetRequiredService<Wakings>();
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await wakings.WakeAsync(stoppingToken);
            }
#pragma warning disable CA1031 // The next round tries again.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                log.LogWarning(e, "Snoozed conversations could not be brought back");
            }
        }
    }
}

/// <summary>The snoozed conversations whose time has come.</summary>
internal sealed class Wakings(Database database, TimeProvider clock, Acting acting)
{
    public async Task WakeAsync(CancellationToken cancel)
    {
        foreach (var id in await database.ListAsync<string>(
            "select id from conversations where state = 'snoozed' and snoozed_until <= @now limit 100", new { now = clock.Now() }, cancel))
            await acting.OnAsync(
                id,
                async scene =>
                {
                    var until = await scene.OneAsync<long?>("select snoozed_until from conversations where id = @Id and state = 'snoozed'", new { scene.Head.Id });
                    return until is { } at && at <= scene.Now ? Scene.Done(await scene.ActAsync(ActKinds.Wake, null, at: at)) : Scene.Done();
                },
                cancel);
    }
}
