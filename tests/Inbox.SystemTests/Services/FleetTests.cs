using System.Net;
using Inbox.Servers;
using Inbox.SystemTests.Faults;

namespace Inbox.SystemTests.Services;

/// <summary>The main job and the ledger once more, with each role in two processes of its own.</summary>
public sealed class FleetTests(Post post, FleetTests.Running running) : IClassFixture<FleetTests.Running>
{
    private const int Seed = 20261122;

    private Fleet Fleet => running.Fleet;

    [Fact]
    public async Task A_mail_is_answered_through_six_processes_and_a_client_of_either_gateway_sees_it_live()
    {
        var (desk, guest) = (post.Desk(), post.Guest());
        var account = await Fleet.Doors[0].ConnectAsync(post.Server, desk);
        await using var one = await LiveClient.ConnectAsync(Fleet.Doors[0]);
        await using var two = await LiveClient.ConnectAsync(Fleet.Doors[1]);
        var letter = new Letter(guest, desk, "Through the fleet", "Hello?");
        await post.Server.Deliver(guest, desk, letter.ToString());
        var id = (await Fleet.Doors[1].CardAsync(account, "Through the fleet", "waiting")).Text("id")!;
        foreach (var live in (LiveClient[])[one, two]) await live.HearAsync("changed", c => c.Text("conversationId") == id, "the new conversation");
        await Fleet.Doors[1].AnswerAsync(id, "Hello from the fleet.");
        var got = Assert.Single(await Received.Wait(post.Server, guest));
        Assert.Equal(letter.Id, got["In-Reply-To"]);
        foreach (var live in (LiveClient[])[one, two]) await live.HearAsync("replyState", c => c.Text("state") == "sent", "the reply's state");
        await post.Server.Deliver(guest, desk, Letter.Answer(got, guest, "And one more question?").ToString());
        var again = await Fleet.Doors[0].ConversationAsync(id, c => c.Text("state") == "waiting", "waiting again");
        Assert.Equal(3, again.Number("messages"));
        Assert.Equal(2, again.List("asks").Count);
    }

    [Fact]
    public async Task A_visitor_of_the_chat_hears_the_answer_through_whichever_process_their_browser_came_to()
    {
        var made = await Eventually.Until(() => Fleet.Doors[0].PostAsync("/accounts", new { channel = "chat", name = "Fern & Fig", settings = new { } }), _ => true, "a connected chat");
        var account = made.Text("id")!;
        var (one, two) = (Fleet.Connectors[0].Address, Fleet.Connectors[1].Address);
        using var ada = await ChatVisitor.BeginAsync(one, account);
        await ada.SayAsync(two, "Do you deliver on Sundays?");
        var id = Assert.Single(await Eventually.Until(() => Fleet.Doors[1].CardsAsync(account), cards => cards.Count > 0, "the visitor's conversation")).Text("id")!;
        using var first = await ada.ListenAsync(one);
        using var second = await ada.ListenAsync(two);
        await Fleet.Doors[1].AnswerAsync(id, "Yes, until noon.");
        foreach (var (socket, address) in new[] { (first, one), (second, two) })
        {
            await ChatVisitor.NewsAsync(socket);
            Assert.Equal(["Do you deliver on Sundays?", "Yes, until noon."], await ada.SeesAsync(address));
        }
    }

    [Fact]
    public async Task F01_F02_nothing_is_lost_or_doubled_when_processes_of_every_role_are_killed_during_150_mails_and_20_replies()
    {
        var desk = post.Desk();
        var account = await Fleet.Doors[0].ConnectAsync(post.Server, desk);
        var ledger = new Ledger(post.Server, desk);
        var victims = new Queue<HostProcess>([Fleet.Hosts[0], Fleet.Hosts[2], Fleet.Hosts[4], Fleet.Hosts[1], Fleet.Hosts[3], Fleet.Hosts[5]]);
        var run = new KillRun(ledger, Fleet.Doors, account, desk, [.. Enumerable.Range(0, 5).Select(_ => post.Guest())], Seed);
        await run.RunAsync(rounds: 8, mails: 19, replies: 3, async _ =>
        {
            var victim = victims.Dequeue();
            await victim.KillAsync();
            await victim.StartAgainAsync();
        });
        Assert.Empty(victims);
        await ledger.HoldsAsync(Fleet.Doors[0], account, 6);
        await Fleet.Hosts[5].RunAsync("verify");
    }

    [Fact]
    public async Task F06_a_broker_wiped_empty_in_the_middle_loses_nothing()
    {
        var desk = post.Desk();
        var account = await Fleet.Doors[0].ConnectAsync(post.Server, desk);
        var ledger = new Ledger(post.Server, desk);
        var run = new KillRun(ledger, Fleet.Doors, account, desk, [.. Enumerable.Range(0, 5).Select(_ => post.Guest())], Seed + 1);
        await run.RunAsync(rounds: 3, mails: 30, replies: 4, _ => Fleet.Rabbit.WipeAsync());
        await ledger.HoldsAsync(Fleet.Doors[1], account, 0);

        // And live push works again on both gateways.
        await using var one = await LiveClient.ConnectAsync(Fleet.Doors[0]);
        await using var two = await LiveClient.ConnectAsync(Fleet.Doors[1]);
        for (var (n, both) = (1, false); !both; n++)
        {
            Assert.True(n <= 4, "after every wipe a gateway may have to look again once, and no oftener");
            var (guest, before, subject) = (post.Guest(), (one.All.Count, two.All.Count), $"After the wipe {n}");
            await post.Server.Deliver(guest, desk, new Letter(guest, desk, subject, "?").ToString());
            var id = (await Fleet.Doors[0].CardAsync(account, subject)).Text("id")!;
            both = await ToldAsync(one, before.Item1, id) & await ToldAsync(two, before.Item2, id);
        }

        // True when it was pushed. What is said while a gateway's queue is not there again is pushed by nobody; the gateway must say so then, never nothing.
        static async Task<bool> ToldAsync(LiveClient live, int before, string conversation) => (await Eventually.Some(
            () => Task.FromResult(live.All.Skip(before).FirstOrDefault(h => h.Target == "missed" || (h.Target == "changed" && h.Content.Text("conversationId") == conversation))),
            "the conversation after the wipe, or the word to look again")).Target == "changed";
    }

    [Fact]
    public async Task F08_PostgreSQL_killed_and_started_again_loses_no_accepted_mail()
    {
        var desk = post.Desk();
        var account = await Fleet.Doors[0].ConnectAsync(post.Server, desk);
        var ledger = new Ledger(post.Server, desk);
        var run = new KillRun(ledger, Fleet.Doors, account, desk, [.. Enumerable.Range(0, 5).Select(_ => post.Guest())], Seed + 2);
        await run.RunAsync(rounds: 4, mails: 20, replies: 3, async _ =>
        {
            await Fleet.Postgres.KillAsync();
            await Fleet.Postgres.StartAgainAsync();
        });
        await ledger.HoldsAsync(Fleet.Doors[0], account, 6);
    }

    [Fact]
    public async Task F08_while_PostgreSQL_is_away_what_is_pushed_is_answered_with_503_and_taken_once_it_comes_again()
    {
        var (hook, account) = await SignedHook.ConnectAsync(Fleet.Doors[0], Fleet.Connectors[0].Address);
        using (hook)
        {
            using (var taken = await hook.SayAsync("before", "Ada", "Before?")) Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
            await Eventually.Until(() => Fleet.Doors[0].CardsAsync(account), c => c.Count == 1, "the first message");
            await Fleet.Postgres.KillAsync();
            for (var n = 0; n < 3; n++)
            {
                using var refused = await hook.SayAsync("while", "Bob", "While it was away?");
                Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
                Assert.NotNull(refused.Headers.RetryAfter);
            }
            await Fleet.Postgres.StartAgainAsync();
            await Eventually.Holds(
                async () =>
                {
                    using var again = await hook.SayAsync("while", "Bob", "While it was away?");
                    return again.StatusCode == HttpStatusCode.OK;
                },
                "the delivery is taken");
            using (var twice = await hook.SayAsync("while", "Bob", "While it was away?")) Assert.Equal(HttpStatusCode.OK, twice.StatusCode);
            for (var n = 0; n < 20; n++) // more than the pool had connections: each of them is broken
            {
                var read = await Fleet.Doors[0].SendAsync(HttpMethod.Get, "/conversations");
                Assert.True(read.Ok, $"{read}");
            }
            var cards = await Eventually.Until(() => Fleet.Doors[0].CardsAsync(account), c => c.Count >= 2, "both people");
            Assert.Equal([1L, 1L], cards.Select(c => c.Number("messages")));
        }
    }

    [Fact]
    public async Task F05_a_stopped_follower_that_wakes_up_after_another_took_over_doubles_nothing()
    {
        var (desk, guest) = (post.Desk(), post.Guest());
        var account = await Fleet.Doors[0].ConnectAsync(post.Server, desk);
        var ledger = new Ledger(post.Server, desk);
        foreach (var host in Fleet.Connectors)
        {
            host.Freeze();
            try
            {
                for (var n = 0; n < 10; n++) await ledger.DeliverAsync(new Letter(guest, desk, $"While {host.ProcessId} slept {n}", $"Number {n}?"));
                await Eventually.Until(() => Fleet.Doors[0].CardsAsync(account), c => c.Count == ledger.Mails, "the other follower takes over", TimeSpan.FromMinutes(2));
            }
            finally
            {
                host.Thaw();
            }
            for (var n = 0; n < 5; n++) await ledger.DeliverAsync(new Letter(guest, desk, $"After {host.ProcessId} woke {n}", $"Number {n}?"));
            await Eventually.Until(() => Fleet.Doors[0].CardsAsync(account), c => c.Count == ledger.Mails, "both awake");
        }
        await ledger.HoldsAsync(Fleet.Doors[0], account, 0);
    }

    [Fact]
    public async Task Work_queues_are_quorum_queues_and_queues_of_one_process_are_temporary()
    {
        var queues = (await Fleet.Rabbit.ControlAsync("list_queues", "name", "type", "auto_delete", "--quiet")).Split('\n').Select(line => line.Split('\t')).Where(parts => parts.Length == 3).ToList();
        Assert.All((string[])["threads", "send-reply", "check-account"], name => Assert.Contains(queues, q => q[0] == name && q[1] == "quorum"));
        Assert.All(queues.Where(q => q[0].StartsWith("temporary", StringComparison.Ordinal)), q => Assert.Equal("classic", q[1]));
        Assert.Contains(queues, q => q[0].StartsWith("temporary", StringComparison.Ordinal));
    }

    /// <summary>One fleet for the class.</summary>
    public sealed class Running(Post post) : IAsyncLifetime
    {
        private Fleet? _fleet;

        internal Fleet Fleet => _fleet ?? throw new InvalidOperationException("The fleet was not started.");

        public async ValueTask InitializeAsync() => _fleet = await Fleet.StartAsync(post);

        public async ValueTask DisposeAsync()
        {
            if (_fleet is not null) await _fleet.DisposeAsync();
        }
    }
}
