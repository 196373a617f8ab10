using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using Inbox.Connectors.Webhook;
using Inbox.Gateway;
using Inbox.Host;
using Inbox.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Benchmarks;

/// <summary>
/// Signed webhook deliveries, each answered after its commit, threaded and pushed to a connected hub client; embedded. Callers, hub client and the installation share this
/// process and its cores. It is measured once hardly anything is still being compiled. The limits are what the same door answers to the same deliveries with a wrong signature (HTTP and HMAC, nothing
/// stored), rows in commits of a hundred, and at the steady pace what one page takes to the same disk in the same seconds.
/// </summary>
internal static class WebhooksBenchmark
{
    private const int WarmUp = 10_000, MostWarmUps = 12, Connections = 128, PerSecond = 1_000, WritesPerSecond = 5;
    private const double Warm = 0.02;
    private static readonly Uri Address = new("http://127.0.0.1:5494");

    /// <param name="count">How many are delivered as fast as they are answered.</param>
    /// <param name="seconds">How long a thousand a second are delivered.</param>
    /// <param name="isAll">Whether the role insights works beside.</param>
    public static async Task RunAsync(int count, int seconds, bool isAll)
    {
        var (_, hundred) = IngestBenchmark.Limit();
        var folder = Directory.CreateTempSubdirectory("inbox-webhooks").FullName;
        var settings = HostSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Inbox:Data", folder), new("Urls", Address.ToString())]).Build());
        settings = settings with { Roles = settings.Roles.Where(r => isAll || r != Host.Role.Insights).ToHashSet() };
        await using (var app = await Server.StartAsync(settings, [], default))
        {
            var account = await app.Services.GetRequiredService<Accounts>().AddAsync(WebhookChannel.Describes, "Bench", new Dictionary<string, string> { ["secret"] = HookCall.Secret }, default);
            var token = (await app.Services.GetRequiredService<ApiTokens>().CreateAsync("bench", Gateway.Role.Admin, null, default)).Text;
            using var hub = await HubEar.OpenAsync(Address, token);
            var warm = await WarmAsync(hub, account.Id);
            var refused = await DeliverAsync([.. HookCall.Signed(account.Id, 0, count).Select(HookCall.Spoil)], 401);
            var suggested = await SuggestedAsync();
            await BurstAsync(hub, [.. HookCall.Signed(account.Id, warm, count)], refused, hundred);
            Console.WriteLine($"meanwhile {await SuggestedAsync() - suggested} suggestions were made");
            await SteadyAsync(hub, [.. HookCall.Signed(account.Id, warm + count, PerSecond * seconds)], warm + count, folder);
            await app.StopAsync();

            Task<long> SuggestedAsync() => app.Services.GetRequiredService<Database>().OneAsync<long>("select count(*) from suggestions", null, default);
        }
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Until hardly anything is still being compiled: a service is started once and works for weeks. How many deliveries that took.</summary>
    private static async Task<int> WarmAsync(HubEar hub, string account)
    {
        var (delivered, compiling) = (0, 1.0);
        while (compiling > Warm && delivered < MostWarmUps * WarmUp)
        {
            var (cpu, jit) = (Environment.CpuUsage.TotalTime, JitInfo.GetCompilationTime());
            await DeliverAsync([.. HookCall.Signed(account, delivered, WarmUp)], 200);
            await hub.HeardAsync(delivered += WarmUp);
            compiling = (JitInfo.GetCompilationTime() - jit) / (Environment.CpuUsage.TotalTime - cpu);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"warmed up by {delivered} deliveries; in the last {WarmUp} compiling took {compiling:P1} of the processor's time"));
        return delivered;
    }

    private static async Task BurstAsync(HubEar hub, byte[][] calls, double refused, double hundred)
    {
        var (watch, cpu, bytes, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), hub.Count);
        var accepted = await DeliverAsync(calls, 200);
        await hub.HeardAsync(before + calls.Length);
        var pushed = calls.Length / watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"deliveries answered {accepted,6:0}/s, pushed {pushed,6:0}/s, each {(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / calls.Length:0.000} ms of processor and {(GC.GetTotalAllocatedBytes() - bytes) / 1024.0 / calls.Length:0} KB allocated, callers and hub client included (n={calls.Length}, {Connections} connections; aim 4000/s) | limit {refused:0} refused deliveries/s, ratio {pushed / refused:0.00} | {hundred:0} rows/s in commits of 100, ratio {pushed / hundred:0.00}"));
    }

    /// <summary>At a steady pace: from the moment at which a delivery was due, whether or not a connection was free, to its answer and to the event in the hub client.</summary>
    private static async Task SteadyAsync(HubEar hub, byte[][] calls, int first, string folder)
    {
        await using var plain = new PlainWrites(folder, WritesPerSecond);
        var (before, due) = (hub.Count, new ConcurrentDictionary<int, long>());
        var answered = new ConcurrentBag<double>();
        var began = Stopwatch.GetTimestamp();
        await EachAsync(calls.Length, async (i, call) =>
        {
            var at = began + i * (Stopwatch.Frequency / PerSecond);
            due[first + i] = at;
            if (at - Stopwatch.GetTimestamp() is > 0 and var early)
                await Task.Delay(TimeSpan.FromSeconds((double)early / Stopwatch.Frequency));
            await call.SendAsync(calls[i], 200);
            answered.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
        });
        await hub.HeardAsync(before + calls.Length);
        var disk = await plain.EndAsync();
        Print("answered after its commit", [.. answered.Order()], 0, disk);
        Print("seen in a hub client", [.. due.Where(d => hub.At(d.Key) > 0).Select(d => Stopwatch.GetElapsedTime(d.Value, hub.At(d.Key)).TotalMilliseconds).Order()], 100, disk);
        Console.WriteLine($"{due.Keys.Count(i => hub.At(i) == 0)} of {calls.Length} not seen");
    }

    private static async Task<double> DeliverAsync(byte[][] calls, int status)
    {
        var watch = Stopwatch.StartNew();
        await EachAsync(calls.Length, (i, call) => call.SendAsync(calls[i], status));
        return calls.Length / watch.Elapsed.TotalSeconds;
    }

    /// <summary>All in their order, on connections that stay open; each takes the next one when it is free.</summary>
    private static Task EachAsync(int count, Func<int, HookCall, Task> work)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            using var call = await HookCall.OpenAsync(Address);
            for (int i; (i = Interlocked.Increment(ref next)) < count;)
                await work(i, call);
        })));
    }

    private static void Print(string name, double[] times, double aim99, double[] disk) => Console.WriteLine(times.Length == 0 ? $"{name}: nothing measured" : string.Create(CultureInfo.InvariantCulture,
        $"{name,-26} p50 {At(times, 50),6:0.0} ms  p99 {At(times, 99),6:0.0} ms (n={times.Length}, {PerSecond}/s{(aim99 > 0 ? $"; aim p99 {aim99} ms" : "")}) | limit, a page forced to the same disk meanwhile: p50 {At(disk, 50):0.0} ms, p99 {At(disk, 99):0.0} ms (n={disk.Length}), ratio p50 {At(times, 50) / At(disk, 50):0.0}, p99 {At(times, 99) / At(disk, 99):0.0}"));

    private static double At(double[] sorted, int percentile) => sorted[sorted.Length * percentile / 100];
}
