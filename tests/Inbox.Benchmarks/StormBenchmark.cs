using System.Globalization;
using Inbox.Connectors.Webhook;
using Inbox.Gateway;
using Inbox.Host;
using Inbox.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Benchmarks;

/// <summary>
/// F23 of the faults that are tested, in full size: a thousand open pages lose their line at any moment, while messages come in, and at last all at once. Embedded; the pages share this process and its
/// cores. The limit is what one page alone waits for its list in the same run.
/// </summary>
internal static class StormBenchmark
{
    private const int Stored = 5_000, PerSecond = 20;
    private const double Aim = 2_000;
    private static readonly Uri Address = new("http://127.0.0.1:5495");
    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(4);

    /// <param name="count">Pages.</param>
    /// <param name="seconds">How long they drop one by one.</param>
    public static async Task RunAsync(int count, int seconds)
    {
        var folder = Directory.CreateTempSubdirectory("inbox-storm").FullName;
        var settings = HostSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Inbox:Data", folder), new("Urls", Address.ToString())]).Build());
        await using (var app = await Server.StartAsync(settings, [], default))
        {
            var account = await app.Services.GetRequiredService<Accounts>().AddAsync(WebhookChannel.Describes, "Bench", new Dictionary<string, string> { ["secret"] = HookCall.Secret }, default);
            var token = (await app.Services.GetRequiredService<ApiTokens>().CreateAsync("bench", Gateway.Role.Admin, null, default)).Text;
            await DeliverAsync([.. HookCall.Signed(account.Id, 0, Stored)], null);
            await DrainedAsync(app.Services);

            using var alone = new StormPage(Address, token, 0);
            for (var i = 0; i < 200; i++)
                await alone.ReadAsync();
            var limit = Percentile(alone.Reads.Skip(100), 0.99);
            var pages = Enumerable.Range(1, count).Select(i => new StormPage(Address, token, i)).ToList();
            await Task.WhenAll(pages.Select(p => p.ComeAsync(Spread)));
            Print($"{count} pages come", pages, limit);

            var delivering = DeliverAsync([.. HookCall.Signed(account.Id, Stored, PerSecond * seconds)], TimeSpan.FromSeconds(1.0 / PerSecond));
            await OneByOneAsync(pages, delivering);
            Print("drop one by one", pages, limit);

            await Task.WhenAll(pages.Select(p => p.DropAsync()));
            await DeliverAsync([.. HookCall.Signed(account.Id, Stored + PerSecond * seconds, 100)], null);
            await DrainedAsync(app.Services);
            await Task.WhenAll(pages.Select(p => p.ComeAsync(Spread)));
            Print("drop all at once", pages, limit);

            var truth = await alone.ReadAsync();
            for (var wait = 0; wait < 200 && !pages.TrueForAll(p => p.Shows(truth)); wait++)
                await Task.Delay(50);
            Console.WriteLine($"{pages.Count(p => !p.Shows(truth))} of {count} pages do not show what the server has");
            await Task.WhenAll(pages.Select(p => p.DropAsync()));
            pages.ForEach(p => p.Dispose());
            await app.StopAsync();
        }
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Each page is away now and then, for a tenth of a second up to nine: as long as there is something to miss.</summary>
    private static Task OneByOneAsync(List<StormPage> pages, Task delivering) => Task.WhenAll(pages.Select(async (page, i) =>
    {
        for (var random = new Random(i); !delivering.IsCompleted;)
        {
            await Task.Delay(TimeSpan.FromSeconds(20 * random.NextDouble()));
            await page.DropAsync();
            await Task.Delay(TimeSpan.FromSeconds(0.1 + 8.9 * random.NextDouble()));
            await page.ComeAsync(TimeSpan.Zero);
        }
    }));

    private static async Task DeliverAsync(byte[][] calls, TimeSpan? between)
    {
        using var call = await HookCall.OpenAsync(Address);
        foreach (var one in calls)
        {
            await call.SendAsync(one, 200);
            if (between is { } pause)
                await Task.Delay(pause);
        }
    }

    private static async Task DrainedAsync(IServiceProvider services)
    {
        while (await services.GetRequiredService<PendingEvents>().CountAsync(default) > 0)
            await Task.Delay(20);
    }

    private static double Percentile(IEnumerable<double> times, double share) => times.Order().ToArray() is { Length: > 0 } all ? all[(int)((all.Length - 1) * share)] : 0;

    private static void Print(string name, List<StormPage> pages, double limit)
    {
        var (reads, comings) = (pages.SelectMany(p => p.Reads).ToArray(), pages.SelectMany(p => p.Comings).ToArray());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-18} list p50 {Percentile(reads, 0.5),7:0.0} p99 {Percentile(reads, 0.99),7:0.0} ms, from the attempt to the list p50 {Percentile(comings, 0.5),7:0.0} p99 {Percentile(comings, 0.99),7:0.0} ms (n={comings.Length}; aim p99 {Aim:0}) | alone p99 {limit:0.0} ms, ratio {Percentile(reads, 0.99) / limit:0.0}"));
        pages.ForEach(p => { p.Reads.Clear(); p.Comings.Clear(); });
    }
}
