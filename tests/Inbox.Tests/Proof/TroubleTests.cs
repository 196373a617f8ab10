using System.Globalization;
using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Connectors;
using Inbox.Tests.Connectors.X;
using Inbox.Threads;

namespace Inbox.Tests.Proof;

/// <summary>A platform that lets us in no more, or is not well: staff are told within a minute, replies say why, and nothing is lost.</summary>
public sealed class TroubleTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1), Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task F21_an_account_that_is_pushed_to_turns_red_when_its_replies_do_not_arrive_and_green_when_one_does(int status)
    {
        await using var host = await ProofHost.StartAsync(follows: true);
        Answer? trouble = new(status, """{"detail":"Not now."}""");
        await using var caller = await Vendor.StartAsync(_ => trouble ?? new(200, """{"id":"theirs"}"""));
        var pen = Pen.All.Single(p => p.Channel == "webhook");
        var account = await host.AddAccountAsync("webhook", new Dictionary<string, string>(pen.Settings) { ["replyUrl"] = caller.Url });
        await SayAsync(host, pen, account, 1);
        var talk = await TalkAsync(host);

        var first = await ReplyAsync(host, talk, "one");
        var began = host.Clock.GetUtcNow();
        await host.Clock.UntilAsync(async () => (await AccountAsync(host, account)).Health == HealthState.Red, Second / 4);
        Assert.InRange(host.Clock.GetUtcNow() - began, TimeSpan.Zero, Minute + TimeSpan.FromSeconds(15)); // the time to take a reply back is no trouble yet
        await IsAsync(host, first, "failed");
        Assert.Contains("Not now.", (await AccountAsync(host, account)).HealthReason, StringComparison.Ordinal);

        await SayAsync(host, pen, account, 2);
        trouble = null;
        await host.Clock.UntilAsync(async () => (await AccountAsync(host, account)).Health == HealthState.Green, Second); // asked without a reply: red locks the composer
        Assert.IsType<Outcome<Acted>.Done>(await host.Get<RetryReply>().RunAsync(talk, "anna", "one", ProofHost.Cancel));
        await IsAsync(host, first, "sent");
        Assert.Equal((HealthState.Green, null), ((await AccountAsync(host, account)).Health, (await AccountAsync(host, account)).HealthReason));
        Assert.Single(caller.Requests.Where(r => !IsPing(r)).Select(r => r.Header("webhook-id")).Distinct());
        Assert.Equal(2, await host.Database.OneAsync<long>("select count(*) from messages where direction = 'in'", null, ProofHost.Cancel));
    }

    [Fact]
    public async Task F22_a_receiver_that_flaps_gets_a_reply_under_one_id_and_staff_see_it_sent_once()
    {
        await using var host = await ProofHost.StartAsync(follows: true);
        var answers = new Queue<Answer>([new(503), new(500), new(200, """{"id":"theirs"}""")]);
        await using var caller = await Vendor.StartAsync(asked => IsPing(asked) || answers.Count == 0 ? new(200) : answers.Dequeue()); // it is pinged when it stays red long enough
        var pen = Pen.All.Single(p => p.Channel == "webhook");
        var account = await host.AddAccountAsync("webhook", new Dictionary<string, string>(pen.Settings) { ["replyUrl"] = caller.Url });
        await SayAsync(host, pen, account, 1);
        var reply = await ReplyAsync(host, await TalkAsync(host), "one");
        await IsAsync(host, reply, "sent");

        Assert.Equal([reply, reply, reply], caller.Requests.Where(r => !IsPing(r)).Select(r => r.Header("webhook-id")));
        Assert.Equal(HealthState.Green, (await AccountAsync(host, account)).Health);
    }

    [Theory]
    [InlineData(401, "Paste all four", "failed")]
    [InlineData(429, "until", "failed")]
    [InlineData(503, "not well", "unconfirmed")] // it knows no key against sending twice, and did not say that it was not done
    public async Task F21_an_account_that_is_asked_turns_red_within_a_minute_and_brings_what_came_meanwhile(int status, string words, string state)
    {
        await using var host = await ProofHost.StartAsync(follows: true);
        var fake = new XFake(host.Clock);
        Answer? trouble = null;
        await using var vendor = await Vendor.StartAsync(asked => trouble ?? fake.Answer(asked));
        fake.Direct("2002", XFake.Us, "Hello?");
        var account = await host.AddAccountAsync("x", new Dictionary<string, string>(XFake.Settings) { ["url"] = vendor.Url });
        host.Get<FollowAccounts>().Nudge();
        await host.Clock.UntilAsync(async () => (await AccountAsync(host, account)).Health == HealthState.Green && await host.Database.OneAsync<long>("select count(*) from messages", null, ProofHost.Cancel) == 1, Second);

        trouble = new(status, """{"title":"No","detail":"No"}""", Headers: new() { ["x-rate-limit-reset"] = host.Clock.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) });
        var began = host.Clock.GetUtcNow();
        await host.Clock.UntilAsync(async () => (await AccountAsync(host, account)).Health == HealthState.Red, Second);
        Assert.InRange(host.Clock.GetUtcNow() - began, TimeSpan.Zero, Minute);
        Assert.Contains(words, (await AccountAsync(host, account)).HealthReason, StringComparison.Ordinal);
        var reply = await ReplyAsync(host, await TalkAsync(host), "one");
        await IsAsync(host, reply, state);
        Assert.NotEmpty((await host.Database.OneAsync<string>("select error from messages where id = @reply", new { reply }, ProofHost.Cancel))!);

        fake.Direct("2002", XFake.Us, "Are you there?");
        trouble = null;
        await host.Clock.UntilAsync(async () => (await AccountAsync(host, account)).Health == HealthState.Green, Second);
        await host.Clock.UntilAsync(async () => await host.Database.OneAsync<long>("select count(*) from messages where direction = 'in'", null, ProofHost.Cancel) == 2, Second);
    }

    private static bool IsPing(Asked asked) => asked.Json.GetProperty("type").GetString() == "ping";

    private static async Task SayAsync(ProofHost host, Pen pen, string account, int id)
    {
        using var http = new HttpClient();
        var drop = new Drop(pen, new("said", id, 7, host.Clock.GetUtcNow(), "Where is it?", "Ada"), $"delivery-{id}");
        using var request = pen.Request(host.Url, account, drop.Body, drop.Name, host.Clock.GetUtcNow());
        using var response = await http.SendAsync(request, ProofHost.Cancel);
        Assert.True(response.IsSuccessStatusCode);
        await host.DrainedAsync();
    }

    private static async Task<string> TalkAsync(ProofHost host) => (await host.Database.OneAsync<string>("select id from conversations limit 1", null, ProofHost.Cancel))!;

    private static async Task<string> ReplyAsync(ProofHost host, string talk, string client) =>
        Assert.IsType<ReplyOutcome.Queued>(await host.Get<PostReply>().RunAsync(new(talk, "anna", "Anna", client, "On its way.", null, null, []), ProofHost.Cancel)).Message.Id;

    private static Task IsAsync(ProofHost host, string reply, string state) =>
        host.Clock.UntilAsync(async () => await host.Database.OneAsync<string>("select state from messages where id = @reply", new { reply }, ProofHost.Cancel) == state, Second);

    private static async Task<Account> AccountAsync(ProofHost host, string id) => (await host.Get<Accounts>().FindAsync(id, ProofHost.Cancel))!;
}
