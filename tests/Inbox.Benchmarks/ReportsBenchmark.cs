using System.Diagnostics;
using System.Globalization;
using Inbox.Host;
using Inbox.Insights;
using Inbox.Servers;
using Inbox.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Benchmarks;

/// <summary>How long a manager waits for each report over twelve months (aim: p95 of 300 ms), at the given number of conversations.</summary>
internal static class ReportsBenchmark
{
    private const int Runs = 20, Aim = 300, Together = 5_000, Sample = 20;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly DateTimeOffset End = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    /// <param name="conversations">How many are stored.</param>
    /// <param name="folder">Where the store is kept, so that it need not be filled again.</param>
    /// <param name="postgres">A connection string: the store is in that PostgreSQL and stays there; empty: in one of its own, which is gone afterwards; null: on SQLite.</param>
    public static async Task RunAsync(int conversations, string? folder, string? postgres)
    {
        var place = folder ?? Directory.CreateTempSubdirectory("inbox-bench").FullName;
        await using var server = postgres == "" ? await PostgresServer.StartAsync() : null;
        var settings = HostSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Inbox:Data", place), new("ConnectionStrings:Postgres", server?.ConnectionString ?? postgres)]).Build());
        var (database, key) = await Store.OpenAsync(settings, CancellationToken.None);
        await using (database)
        {
            await using var services = new ServiceCollection().AddInboxCore(settings, database, key).AddInsights().AddInsightsWork().AddSingleton<TimeProvider>(new Still(End)).AddLogging().BuildServiceProvider();
            var accounts = await FillAsync(services, database, conversations);
            if (postgres is not null)
                await database.WriteAsync(t => t.RunAsync("analyze conversations, messages, asks, contents, insights_changes", null, default), default); // as autovacuum does within a minute
            await PackAsync(services);
            await VerifyAsync(services);
            await MeasureAsync(services, new(new(End.AddYears(-1), End, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")), accounts));
        }
        if (folder is null)
            Directory.Delete(place, recursive: true);
    }

    private static async Task<IReadOnlyList<string>> FillAsync(IServiceProvider services, Database database, int conversations)
    {
        var accounts = services.GetRequiredService<Accounts>();
        var channel = Inbox.Connectors.ConnectorsRoom.Descriptions.First(d => d.Channel == "email");
        while ((await accounts.ListAsync(default)).Count < 4)
            await accounts.AddAsync(channel, "Bench", new Dictionary<string, string> { ["address"] = Letters.Us }, default);
        IReadOnlyList<string> ids = [.. (await accounts.ListAsync(default)).Select(a => a.Id)];
        var year = new Year(database, ids, End);
        var stored = (int)await database.OneAsync<long>("select count(*) from conversations", null, default);
        if (stored == 0)
            await year.PublishAsync(default);
        await year.FillAsync(stored, conversations, default);
        var counts = new List<string>();
        foreach (var table in (string[])["conversations", "messages", "asks", "contents"])
            counts.Add($"{await database.OneAsync<long>($"select count(*) from {table}", null, default)} {table}");
        Console.WriteLine(string.Join(", ", counts));
        return ids;
    }

    private static async Task PackAsync(IServiceProvider services)
    {
        var (watch, packed) = (Stopwatch.StartNew(), 0);
        while (await services.GetRequiredService<PackWriter>().RunAsync(Together, default) is > 0 and var some)
            packed += some;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{packed} conversations packed in {watch.Elapsed.TotalSeconds:0} s"));
    }

    private static async Task VerifyAsync(IServiceProvider services)
    {
        var faults = await services.GetRequiredService<PackCheck>().RunAsync(Sample, default);
        Console.WriteLine($"verify looked at {Sample} packs: {faults.Count} faults");
    }

    private static async Task MeasureAsync(IServiceProvider services, ReportScope scope)
    {
        T Of<T>() where T : notnull => services.GetRequiredService<T>();
        var (day, wanted) = (TimeSpan.FromHours(24), ConversationsByContent.UsuallyWanted);
        await PrintAsync("response times", () => Of<ResponseTimes>().RunAsync(scope, withBefore: false, default));
        await PrintAsync("  by staff, period before", () => Of<ResponseTimes>().RunAsync(scope with { GroupBy = "staff" }, withBefore: true, default));
        await PrintAsync("  of 28 days", () => Of<ResponseTimes>().RunAsync(scope with { Period = scope.Period with { From = End.AddDays(-28) } }, withBefore: true, default));
        await PrintAsync("questions by week", () => Of<Questions>().RunAsync(scope with { GroupBy = "week" }, day, default));
        await PrintAsync("staffing", () => Of<Staffing>().RunAsync(scope, default));
        await PrintAsync("depth by channel", () => Of<TalkDepth>().RunAsync(scope with { GroupBy = "channel" }, default));
        await PrintAsync("people", () => Of<PeopleReport>().RunAsync(scope, default));
        await PrintAsync("second dates", () => Of<SecondDates>().RunAsync(scope, TimeSpan.FromDays(30), default));
        await PrintAsync("context by nature", () => Of<ContextReport>().RunAsync(scope with { GroupBy = "nature" }, default));
        await PrintAsync("channels", () => Of<ChannelsReport>().RunAsync(scope, wanted, day, default));
        await PrintAsync("conversations by content", () => Of<ConversationsByContent>().RunAsync(scope, wanted, day, default));
    }

    private static async Task PrintAsync(string name, Func<Task> report)
    {
        for (var warm = Stopwatch.StartNew(); warm.Elapsed < WarmUp;) // until its code is compiled for good
            await report();
        var (times, whole, cpu) = (new List<double>(), Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        while (times.Count < Runs && (times.Count < 3 || whole.Elapsed < Most))
        {
            var watch = Stopwatch.StartNew();
            await report();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        var p95 = times[Math.Min(times.Count - 1, times.Count * 95 / 100)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-26} p50 {times[times.Count / 2],8:0.0} ms  p95 {p95,8:0.0} ms  cpu {(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / times.Count,8:0.0} ms (n={times.Count}; aim p95 {Aim} ms) | ratio to aim {p95 / Aim:0.00}"));
    }

    private sealed class Still(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
