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
        await using var installation = await Installation.StartAsync(folder, Correspondence.Accounts);
        for (var at = await installation.CountAsync(); at < messages; at += 50_000)
        {
            await installation.BringAsync(Correspondence.From(at, Math.Min(50_000, messages - at)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  filling: {Math.Min(messages, at + 50_000),9} messages"));
        }
        await ReadAsync(installation);
    }

    private static async Task ReadAsync(Installation installation)
    {
        var (conversations, listed, people, reply) = (installation.Get<Conversations>(), installation.Get<Messages>(), installation.Get<PeopleSearch>(), installation.Get<PostReply>());
        var ids = await installation.Database.ListAsync<string>("select id from conversations order by id desc limit 200", null, default);
        var count = (int)await installation.Database.OneAsync<long>("select count(*) from conversations", null, default);
        var stored = await installation.CountAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stored} messages in {count} conversations"));
        var some = await SmallestAsync(installation);
        Task<Page<Card>> Search(string words, IReadOnlyList<string>? visible = null, string? cursor = null) =>
            conversations.ListAsync(new() { Query = words, Visible = visible, Cursor = cursor }, default);
        string Common(int i) => i % 2 == 0 ? Correspondence.Common : Correspondence.AlsoCommon;

        var limit = await MeasureAsync(i => installation.Database.OneAsync<string>("select id from conversations where id = @id", new { id = ids[i % ids.Count] }, default));
        Print("a row by its key (limit)", limit, limit, 0);
        Print("waiting list", await MeasureAsync(_ => conversations.ListAsync(new() { State = "waiting" }, default)), limit, 10);
        Print("waiting list, one account", await MeasureAsync(_ => conversations.ListAsync(new() { State = "waiting", Visible = some }, default)), limit, 10);
        Print("conversation, messages", await MeasureAsync(async i =>
        {
            await conversations.FindAsync(ids[i % ids.Count], null, default);
            await listed.ListAsync(ids[i % ids.Count], null, 50, default);
        }), limit, 4);
        Print("search, rare word", await MeasureAsync(i => Search(Correspondence.Rare(i * 37 % count))), limit, 20);
        Print("search, common word", await MeasureAsync(i => Search(Common(i))), limit, 50);
        string? cursor = null;
        Print("  its further pages", await MeasureAsync(async _ => cursor = (await Search(Correspondence.Common, null, cursor)).Next), limit, 50);
        Print("  in the smallest account", await MeasureAsync(i => Search(Common(i), some)), limit, 50);
        Print("  among snoozed ones only", await MeasureAsync(i => conversations.ListAsync(new() { Query = Common(i), State = States.Snoozed }, default)), limit, 50);
        Print("search, three letters", await MeasureAsync(_ => Search(Correspondence.Common[..3])), limit, 50);
        Print("search, seldom together", await MeasureAsync(_ => Search($"{Correspondence.Seldom} {Correspondence.AlsoSeldom}")), limit, 50);
        Print("people by a name", await MeasureAsync(i => people.FindAsync($"person{i * 37 % (count / 5)}", null, 20, default)), limit, 20);
        Print("people by a common word", await MeasureAsync(_ => people.FindAsync("example", some, 20, default)), limit, 50);
        var clock = installation.Get<TimeProvider>(); // A kept store knows the client ids of the run before, and would answer with its replies.
        Print("accepting a reply", await MeasureAsync(i => Replies.PostAsync(reply, ids[i % ids.Count], clock.GetTimestamp())), limit, 8);
    }

    /// <summary>What a staff member sees who sees only the account with the fewest conversations.</summary>
    private static async Task<IReadOnlyList<string>> SmallestAsync(Installation installation) =>
        await installation.Database.ListAsync<string>("select account_id from conversations group by account_id order by count(*) limit 1", null, default);

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
