using System.Diagnostics;
using System.Globalization;
using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Benchmarks;

/// <summary>How long staff wait for the waiting list, a conversation, a search, and the acceptance of a reply, at the given number of stored messages. The limit is a lookup by primary key in the same run.</summary>
internal static class ListBenchmark
{
    private const int Runs = 400;

    /// <param name="messages">How many are stored.</param>
    /// <param name="folder">Where the store is kept, so that it need not be filled again; the replies that are measured stay in it.</param>
    public static async Task RunAsync(int messages, string? folder)
    {
        await using var installation = await Installation.StartAsync(folder);
        for (var at = await installation.CountAsync(); at < messages; at += 50_000)
        {
            await installation.BringAsync(Letters.From(at, Math.Min(50_000, messages - at)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  filling: {Math.Min(messages, at + 50_000),9} messages"));
        }
        var (conversations, listed) = (installation.Get<Conversations>(), installation.Get<Messages>());
        var ids = (await conversations.ListAsync(new() { Limit = 200 }, default)).Items.Select(c => c.Id).ToArray();
        var limit = await MeasureAsync(i => installation.Database.OneAsync<string>("select id from conversations where id = @id", new { id = ids[i % ids.Length] }, default));
        Print("a row by its key (limit)", limit, limit, 0);
        Print("waiting list", await MeasureAsync(_ => conversations.ListAsync(new() { State = "waiting" }, default)), limit, 10);
        Print("conversation, messages", await MeasureAsync(async i =>
        {
            await conversations.FindAsync(ids[i % ids.Length], null, default);
            await listed.ListAsync(ids[i % ids.Length], null, 50, default);
        }), limit, 4);
        Print("search, rare word", await MeasureAsync(i => conversations.ListAsync(new() { Query = $"rare{i * 37 % (messages / Letters.PerConversation)}" }, default)), limit, 20);
        Print("search, common word", await MeasureAsync(i => conversations.ListAsync(new() { Query = i % 2 == 0 ? "parcel" : "invoice" }, default)), limit, 50);
        var reply = installation.Get<PostReply>();
        Print("accepting a reply", await MeasureAsync(i => Replies.PostAsync(reply, ids[i % ids.Length], i)), limit, 8);
    }

    private static async Task<(double P50, double P95)> MeasureAsync(Func<int, Task> work)
    {
        for (var i = 0; i < 20; i++)
            await work(i);
        var times = new double[Runs];
        for (var i = 0; i < Runs; i++)
        {
            var watch = Stopwatch.StartNew();
            await work(i + 20);
            times[i] = watch.Elapsed.TotalMilliseconds;
        }
        Array.Sort(times);
        return (times[Runs / 2], times[Runs * 95 / 100]);
    }

    private static void Print(string name, (double P50, double P95) time, (double P50, double P95) limit, double aim) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name,-26} p50 {time.P50,7:0.00} ms  p95 {time.P95,7:0.00} ms (n={Runs}{(aim > 0 ? $"; aim p95 {aim} ms" : "")}) | ratio to limit {time.P95 / limit.P95:0.0}"));
}
