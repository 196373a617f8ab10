using System.Collections.Concurrent;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Tests.Proof;

/// <summary>State follows from what happened, not from how it came: in order and once, or shuffled, three times and from eight sides.</summary>
public sealed class MixedEventsTests
{
    private static readonly string[] Echoing = ["messenger", "instagram", "x"];

    [Fact]
    public async Task F17_ten_thousand_events_of_all_channels_three_times_shuffled_by_eight_workers_end_as_one_ordered_delivery()
    {
        var (ordered, messages) = await RunAsync(10_000, times: 1, workers: 1);
        var (shuffled, _) = await RunAsync(10_000, times: 3, workers: 8);

        Assert.True(messages > 5_000, $"{messages} messages");
        Assert.True(ordered == shuffled, Dump.Differences(ordered, shuffled));
    }

    [Fact]
    public async Task Messages_of_one_second_stand_by_the_numbers_of_their_platform_where_it_counts()
    {
        await using var host = await ProofHost.StartAsync();
        var (at, accounts) = (host.Clock.GetUtcNow().AddMinutes(-1), new Dictionary<string, string>());
        Pen[] pens = [.. Pen.All.Where(p => p.Channel is "telegram" or "wordpress" or "mastodon" or "x" or "facebook")];
        foreach (var pen in pens)
        {
            accounts[pen.Channel] = await host.AddAccountAsync(pen.Channel, pen.Settings);
            Drop[] drops = [.. Enumerable.Range(995, 10).Select(id => new Drop(pen, new("said", id, 5, at, $"Number {id}", "Ann", Post: pen.IsPrivate ? null : 1), $"{pen.Channel} {id}"))];
            new Random(5).Shuffle(drops);
            await DeliverAsync(host, accounts, drops, 1);
        }
        await host.DrainedAsync();

        foreach (var pen in pens)
            Assert.Equal(
                Enumerable.Range(995, 10).Select(id => $"Number {id}"),
                await host.Database.ListAsync<string>("select text from messages where account_id = @account order by at, id", new { account = accounts[pen.Channel] }, ProofHost.Cancel));
    }

    private static async Task<(string Dump, long Messages)> RunAsync(int events, int times, int workers)
    {
        await using var host = await ProofHost.StartAsync();
        var accounts = new Dictionary<string, string>();
        foreach (var pen in Pen.All)
            accounts[pen.Channel] = await host.AddAccountAsync(pen.Channel, pen.Settings);
        var story = new Story(Pen.All, 17, host.Clock.GetUtcNow().AddDays(-1));
        await DeliverAsync(host, accounts, story.Beginning(20, Echoing), 1);
        await host.DrainedAsync();
        var (reports, echoes) = await ReplyAsync(host, story);
        IReadOnlyList<object> all = [.. story.Tell(events - reports.Count - echoes.Count), .. reports, .. echoes];
        host.Clock.Advance(story.Ended.AddMinutes(1) - host.Clock.GetUtcNow());

        var work = Enumerable.Repeat(all, times).SelectMany(a => a).ToArray();
        if (workers > 1)
            new Random(times).Shuffle(work);
        // In order means each account's events one after the other; a platform does not wait for another one.
        var parts = workers > 1 ? [work] : work.GroupBy(w => w is Drop drop ? accounts[drop.Pen.Channel] : ((ReplyReported)w).AccountId).Select(g => g.ToArray());
        await Task.WhenAll(parts.Select(part => DeliverAsync(host, accounts, part, workers)));
        await host.DrainedAsync();

        Assert.Empty(await host.Get<Verify>().RunAsync(ProofHost.Cancel));
        return (await Dump.OfAsync(host.Database), await host.Database.OneAsync<long>("select count(*) from messages", null, ProofHost.Cancel));
    }

    /// <summary>Staff answer everybody of the beginning. What the connectors will report of it, and what the platforms will show us of it.</summary>
    private static async Task<(List<ReplyReported> Reports, List<Drop> Echoes)> ReplyAsync(ProofHost host, Story story)
    {
        var (reports, echoes) = (new List<ReplyReported>(), new List<Drop>());
        var talks = await host.Database.ListAsync<(string Id, string Channel, string Account, string Person)>(
            "select c.id, c.channel, c.account_id, i.external_id from conversations c join identities i on i.person_id = c.person_id order by c.channel, i.external_id", null, ProofHost.Cancel);
        foreach (var (id, channel, account, person) in talks)
        {
            var reply = Assert.IsType<ReplyOutcome.Queued>(await host.Get<PostReply>().RunAsync(new(id, "anna", "Anna", $"reply-{channel}-{person}", $"Dear {person}", null, null, []), ProofHost.Cancel)).Message;
            var pen = Pen.All.Single(p => p.Channel == channel);
            var echo = story.Echo(pen, int.Parse(person, null), $"Dear {person}");
            echoes.Add(echo);
            reports.Add(new(Id.New(host.Clock), account, reply.Id, 1, ReplyState.Sent, host.Clock.GetUtcNow(), pen.ExternalId(echo.Deed), null));
        }
        Assert.Equal(60, reports.Count);
        return (reports, echoes);
    }

    private static async Task DeliverAsync(ProofHost host, Dictionary<string, string> accounts, IEnumerable<object> work, int workers)
    {
        var (waiting, intake) = (new ConcurrentQueue<object>(work), host.Get<Intake>());
        using var http = new HttpClient();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(async () =>
        {
            while (waiting.TryDequeue(out var next))
            {
                if (next is ReplyReported report)
                {
                    IReadOnlyList<IChannelEvent> again = [report with { EventId = Id.New(host.Clock) }];
                    await host.Database.WriteAsync(async transaction => { await intake.AddAsync(transaction, again, ProofHost.Cancel); return 0; }, ProofHost.Cancel);
                    intake.Announce(again);
                    continue;
                }
                var drop = (Drop)next;
                if (drop.Pen.Sign is null)
                {
                    await host.AcceptAsync(accounts[drop.Pen.Channel], drop);
                    continue;
                }
                using var request = drop.Pen.Request(host.Url, accounts[drop.Pen.Channel], drop.Body, drop.Name, host.Clock.GetUtcNow());
                using var response = await http.SendAsync(request, ProofHost.Cancel);
                Assert.True(response.IsSuccessStatusCode, $"{drop.Name}: {response.StatusCode}");
            }
        })));
    }
}
