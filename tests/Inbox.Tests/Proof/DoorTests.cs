using System.Net;
using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Tests.Proof;

/// <summary>What platforms do at the door: all at once, impatiently, far too much.</summary>
public sealed class DoorTests
{
    [Fact]
    public async Task B50_twenty_events_of_one_new_contact_at_once_are_one_conversation_a_hundred_times()
    {
        await using var host = await ProofHost.StartAsync();
        var accounts = await AccountsAsync(host);
        var pens = Pen.Pushed.Where(p => p.IsPrivate).ToList();
        using var http = new HttpClient();
        foreach (var contact in Enumerable.Range(0, 100))
        {
            var pen = pens[contact % pens.Count];
            await Task.WhenAll(Enumerable.Range(0, 20).Select(i => PostAsync(http, host, accounts, Message(host, pen, 9000 + contact, contact * 100 + i))));
        }
        await host.DrainedAsync();

        var talks = await host.Database.ListAsync<(string Person, long Messages)>("select person_id, messages from conversations where merged_into is null", null, ProofHost.Cancel);
        Assert.Equal((100, 100), (talks.Count, talks.DistinctBy(t => t.Person).Count()));
        Assert.All(talks, t => Assert.Equal(20, t.Messages));
        Assert.Equal(100, await host.Database.OneAsync<long>("select count(*) from people", null, ProofHost.Cancel));
    }

    [Fact]
    public async Task F22_a_platform_that_does_not_wait_for_a_slow_answer_and_delivers_again_is_heard_once()
    {
        await using var host = await ProofHost.StartAsync();
        var accounts = await AccountsAsync(host);
        using var hasty = new HttpClient { Timeout = TimeSpan.FromMilliseconds(150) };
        using var patient = new HttpClient();
        var drops = Pen.Pushed.Where(p => p.IsPrivate).Select((pen, i) => Message(host, pen, 7000 + i, 500 + i)).ToList();
        var (held, goes) = (new TaskCompletionSource(), new TaskCompletionSource());
        var slow = host.Database.WriteAsync(
            async _ =>
            {
                held.SetResult();
                await goes.Task;
                return 0;
            },
            ProofHost.Cancel);
        await held.Task;
        for (var attempt = 0; attempt < 3; attempt++)
            await Task.WhenAll(drops.Select(drop => Assert.ThrowsAnyAsync<OperationCanceledException>(() => PostAsync(hasty, host, accounts, drop))));
        goes.SetResult();
        await slow;
        await Task.WhenAll(drops.Select(drop => PostAsync(patient, host, accounts, drop)));
        await host.DrainedAsync();

        Assert.Equal((drops.Count, drops.Count), (await CountAsync(host, "messages"), await CountAsync(host, "conversations")));
    }

    /// <summary>One burst: 128 callers with some thousands of deliveries, each sent again until it is taken. The five minutes of F18 are the benchmark's: <c>flood 300</c> goes on for so long, and says whether it held.</summary>
    [Fact]
    public async Task F18_ten_times_the_usual_at_once_is_taken_or_asked_to_come_again_and_stands_in_its_order()
    {
        await using var host = await ProofHost.StartAsync();
        var accounts = await AccountsAsync(host);
        var story = new Story(Pen.Pushed, 29, host.Clock.GetUtcNow().AddDays(-1)).Tell(4_000).Where(d => d.Deed.Kind == "said").ToList();
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 128 });
        var odd = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForEachAsync(story, new ParallelOptions { MaxDegreeOfParallelism = 128, CancellationToken = ProofHost.Cancel }, async (drop, cancel) =>
        {
            while (true)
            {
                using var request = drop.Pen.Request(host.Url, accounts[drop.Pen.Channel], drop.Body, drop.Name, host.Clock.GetUtcNow());
                using var response = await http.SendAsync(request, cancel);
                if (response.IsSuccessStatusCode)
                    return;
                var isShed = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable && response.Headers.RetryAfter is not null;
                if (!isShed)
                {
                    odd.Add($"{drop.Name}: {(int)response.StatusCode}");
                    return;
                }
            }
        });
        await host.DrainedAsync();

        Assert.Empty(odd);
        var stored = await host.Database.ListAsync<(string Conversation, string External, long At)>("select conversation_id, external_id, at from messages order by conversation_id, at, id", null, ProofHost.Cancel);
        Assert.Equal(story.Count, stored.Count);
        var rank = story.Select((d, i) => (Name: d.Pen.ExternalId(d.Deed), i)).GroupBy(d => d.Name).ToDictionary(g => g.Key, g => g.Select(d => d.i).ToList());
        Assert.All(stored.GroupBy(s => s.Conversation), talk => Assert.Equal(talk.Select(m => m.At).Order(), talk.Select(m => m.At)));
        Assert.All(stored, m => Assert.True(rank.ContainsKey(m.External), m.External));
        Assert.Empty(await host.Get<Verify>().RunAsync(ProofHost.Cancel));
    }

    private static async Task<Dictionary<string, string>> AccountsAsync(ProofHost host)
    {
        var accounts = new Dictionary<string, string>();
        foreach (var pen in Pen.Pushed)
            accounts[pen.Channel] = await host.AddAccountAsync(pen.Channel, pen.Settings);
        return accounts;
    }

    private static Drop Message(ProofHost host, Pen pen, int person, int id) =>
        new(pen, new("said", 100_000 + id, person, host.Clock.GetUtcNow().AddHours(-2).AddSeconds(id), $"Question {id}?", $"Person {person}"), $"{pen.Channel}-{person}-{id}");

    private static async Task PostAsync(HttpClient http, ProofHost host, Dictionary<string, string> accounts, Drop drop)
    {
        using var request = drop.Pen.Request(host.Url, accounts[drop.Pen.Channel], drop.Body, drop.Name, host.Clock.GetUtcNow());
        using var response = await http.SendAsync(request, ProofHost.Cancel);
        Assert.True(response.IsSuccessStatusCode, $"{drop.Name}: {response.StatusCode}");
    }

    private static async Task<int> CountAsync(ProofHost host, string table) => (int)await host.Database.OneAsync<long>($"select count(*) from {table}", null, ProofHost.Cancel);
}
