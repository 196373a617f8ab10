using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Inbox.Connectors.Webhook;
using Inbox.Host;
using Inbox.Storage;
using Inbox.Threads;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Benchmarks;

/// <summary>
/// More deliveries than can be stored, for minutes (F18): every connection sends the next one as soon as it was answered. What is answered is 200, or 503 with Retry-After; memory and
/// waiting stay where they are; everything that was answered with 200 is a message in the end. Says at its end whether all of that held. The five minutes of F18 are here (300 s without a
/// word more), since they do not fit among the tests: <c>DoorTests</c> makes one burst of the same.
/// </summary>
internal static class FloodBenchmark
{
    private const string Shed = "503 with Retry-After";
    private static readonly Uri Address = new("http://127.0.0.1:5495");

    /// <param name="seconds">How long.</param>
    /// <param name="connections">How many at once; more than the door has places.</param>
    public static async Task RunAsync(int seconds, int connections)
    {
        var folder = Directory.CreateTempSubdirectory("inbox-flood").FullName;
        var settings = HostSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Inbox:Data", folder), new("Urls", Address.ToString())]).Build());
        await using (var app = await Server.StartAsync(settings with { Roles = settings.Roles.Where(r => r != Role.Insights).ToHashSet() }, [], default))
        {
            var account = await app.Services.GetRequiredService<Accounts>().AddAsync(WebhookChannel.Describes, "Bench", new Dictionary<string, string> { ["secret"] = HookCall.Secret }, default);
            var (answers, waits, most, next) = (new ConcurrentDictionary<string, long>(), new ConcurrentBag<double>(), 0L, -1);
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
            {
                using var call = await HookCall.OpenAsync(Address);
                while (watch.Elapsed.TotalSeconds < seconds)
                {
                    var began = Stopwatch.GetTimestamp();
                    var (status, answer) = await call.AskAsync(HookCall.Signed(account.Id, Interlocked.Increment(ref next), 1).First());
                    answers.AddOrUpdate(status == 503 && answer.Contains("Retry-After: ", StringComparison.Ordinal) ? Shed : $"{status}", 1, (_, n) => n + 1);
                    if (status == 200)
                        waits.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                    most = Math.Max(most, Environment.WorkingSet);
                }
            })));
            var (flood, taken, database) = (watch.Elapsed, answers.GetValueOrDefault("200"), app.Services.GetRequiredService<Database>());
            Console.WriteLine($"{string.Join(", ", answers.OrderBy(a => a.Key).Select(a => $"{a.Value} x {a.Key}"))} in {flood.TotalSeconds:0} s on {connections} connections");
            if (waits.Order().ToList() is { Count: > 0 } sorted)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"what was taken waited p50 {sorted[sorted.Count / 2]:0} ms, p99 {sorted[sorted.Count * 99 / 100]:0} ms, at most {sorted[^1]:0} ms; working set at most {most / 1e6:0} MB, callers included"));
            var messages = 0L;
            while ((messages = await database.OneAsync<long>("select count(*) from messages", null, default)) < taken && watch.Elapsed < flood + TimeSpan.FromMinutes(10))
                await Task.Delay(200);
            var differences = (await app.Services.GetRequiredService<Verify>().RunAsync(default)).Count;
            Console.WriteLine($"{messages} messages stand {(watch.Elapsed - flood).TotalSeconds:0} s later; verify finds {differences} differences");
            var others = answers.Where(a => a.Key is not ("200" or Shed)).Sum(a => a.Value);
            Console.WriteLine($"F18 {(others == 0 && messages == taken && differences == 0 ? "holds" : "does not hold")}: {others} other answers than 200 and {Shed}, {taken - messages} of {taken} missing, {differences} differences");
            await app.StopAsync();
        }
        Directory.Delete(folder, recursive: true);
    }
}
