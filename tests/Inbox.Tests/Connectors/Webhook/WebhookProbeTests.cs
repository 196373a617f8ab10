using System.Net;
using System.Net.Http.Json;
using Inbox.Connectors;
using Inbox.Connectors.Net;
using Inbox.Connectors.Webhook;
using Inbox.Contracts;
using Inbox.Gateway;
using Inbox.Storage;
using Inbox.Tests.Proof;
using Inbox.Tests.Storage;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Inbox.Tests.Connectors.Webhook;

/// <summary>A receiver that was broken and is well again is found out without a reply: red locks the composer, so there would be none.</summary>
public sealed class WebhookProbeTests : IDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private readonly FakeClock _clock = new();
    private readonly OutboundHttp _http;

    public WebhookProbeTests() => _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), _clock);

    [Theory]
    [InlineData(200, null)]
    [InlineData(400, null)]
    [InlineData(404, null)]
    [InlineData(301, "has moved or is gone")]
    [InlineData(410, "has moved or is gone")]
    [InlineData(401, "does not let this account in")]
    [InlineData(429, "busy or broken")]
    [InlineData(503, "busy or broken")]
    public async Task F21_a_receiver_is_well_when_it_takes_what_we_sign_whether_or_not_it_knows_the_word(int status, string? reason)
    {
        await using var receiver = await Vendor.StartAsync(_ => new(status));
        var said = await new WebhookSender(_http, _clock).ProbeAsync(Account(receiver.Url), Cancel);

        Assert.Contains(reason ?? "well", said ?? "well", StringComparison.Ordinal);
        var asked = Assert.Single(receiver.Requests);
        Assert.Equal("ping", asked.Json.GetProperty("type").GetString());
        Assert.Equal(WebhookSignature.Sign([Key], asked.Header("webhook-id"), asked.Header("webhook-timestamp"), asked.Body), asked.Header("webhook-signature"));
    }

    [Fact]
    public async Task F21_a_red_account_turns_green_by_itself_and_says_until_then_what_is_wrong()
    {
        var status = 503;
        await using var receiver = await Vendor.StartAsync(_ => new(status));
        await using var store = await Store.OpenAsync("sqlite");
        await using var services = new ServiceCollection().AddLogging().AddMassTransit(bus => bus.UsingInMemory()).BuildServiceProvider();
        var bus = services.GetRequiredService<IBusControl>();
        await bus.StartAsync(Cancel);
        var settings = new Dictionary<string, string> { ["replyUrl"] = receiver.Url, ["secret"] = Secret };
        var unreadable = (await store.Accounts.AddAsync(WebhookChannel.Describes, "Another installation's", settings, Cancel)).Id; // is asked first, and stops no other
        await store.Database.WriteAsync(
            t => t.RunAsync("update accounts set secrets = @none, health = 'Red' where id = @unreadable", new { none = Convert.ToBase64String(new byte[40]), unreadable }, Cancel), Cancel);
        var id = (await store.Accounts.AddAsync(WebhookChannel.Describes, "Shop", settings, Cancel)).Id;
        using var probe = new SendingProbe(
            new(store.Accounts), new([new WebhookChannel(new(_http, _clock))]), store.Accounts, new(bus, NullLogger<HealthAnnouncer>.Instance), _clock, NullLogger<SendingProbe>.Instance);
        await store.Accounts.SetHealthAsync(id, HealthState.Red, "It was broken.", Cancel);
        await probe.LookAsync(Cancel);
        Assert.Equal(HealthState.Red, (await store.Accounts.FindAsync(id, Cancel))!.Health);
        Assert.Contains("HTTP 503", (await store.Accounts.FindAsync(id, Cancel))!.HealthReason, StringComparison.Ordinal);

        status = 200;
        await probe.LookAsync(Cancel);
        Assert.Equal((HealthState.Green, null), ((await store.Accounts.FindAsync(id, Cancel))!.Health, (await store.Accounts.FindAsync(id, Cancel))!.HealthReason));

        // Once may be a hiccup; twice in a row is said before anybody has answered in vain.
        status = 503;
        foreach (var (says, health) in new[] { (503, HealthState.Green), (200, HealthState.Green), (503, HealthState.Green), (503, HealthState.Red) })
        {
            status = says;
            await probe.LookAsync(Cancel);
            Assert.Equal(health, (await store.Accounts.FindAsync(id, Cancel))!.Health);
        }
        var asked = receiver.Requests.Count;
        await store.Accounts.ChangeAsync(WebhookChannel.Describes, id, "Shop", new Dictionary<string, string> { ["replyUrl"] = "" }, Cancel);
        await store.Accounts.SetHealthAsync(id, HealthState.Green, null, Cancel);
        await probe.LookAsync(Cancel);
        Assert.Equal((asked, HealthState.Green), (receiver.Requests.Count, (await store.Accounts.FindAsync(id, Cancel))!.Health));
        await bus.StopAsync(Cancel);
    }

    [Fact]
    public async Task Whoever_connects_an_address_where_nobody_answers_is_told()
    {
        var channel = new WebhookChannel(new(_http, _clock));
        await using var receiver = await Vendor.StartAsync(_ => new(404));

        Assert.Equal("replyUrl", Assert.Single(await channel.CheckAsync(Account("http://127.0.0.1:1"), Cancel)).Key);
        Assert.Empty(await channel.CheckAsync(Account(receiver.Url), Cancel));
    }

    [Fact]
    public async Task While_a_receiver_is_away_a_leaked_secret_is_replaced_and_the_address_taken_away_which_makes_the_account_well()
    {
        await using var host = await ProofHost.StartAsync(follows: true, watched: true);
        await using var away = await Vendor.StartAsync(_ => new(503));
        var account = await host.AddAccountAsync("webhook", new Dictionary<string, string> { ["replyUrl"] = away.Url, ["secret"] = Secret });
        await host.Get<Accounts>().SetHealthAsync(account, HealthState.Red, "The other side is busy or broken (HTTP 503).", Cancel);
        var admin = (await host.Get<StaffMembers>().AddAsync("ada@acme.test", "Ada", Role.Admin, Cancel))!.Id;
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new(host.Url) };
        http.DefaultRequestHeaders.Add("X-Inbox", "1");
        http.DefaultRequestHeaders.Add("Cookie", $"inbox={await host.Get<Sessions>().StartAsync(admin, "127.0.0.1", Cancel)}");
        async Task<HttpStatusCode> SetAsync(object settings)
        {
            using var answer = await http.PatchAsJsonAsync(new Uri($"/api/v1/accounts/{account}", UriKind.Relative), new { settings }, Cancel);
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, await SetAsync(new { secret = Other, replyUrl = away.Url }));
        Assert.Equal(Other, (await host.Get<Accounts>().SecretsAsync(account, Cancel))["secret"]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SetAsync(new { replyUrl = away.Url + "/moved" }));
        Assert.Equal(HttpStatusCode.OK, await SetAsync(new { replyUrl = "" }));
        await host.Clock.UntilAsync(async () => (await host.Get<Accounts>().FindAsync(account, Cancel))!.Health == HealthState.Green, TimeSpan.FromSeconds(5));
        Assert.Null((await host.Get<Accounts>().FindAsync(account, Cancel))!.HealthReason);
    }

    [Fact]
    public async Task Nothing_that_was_wrong_before_is_said_of_an_account_without_an_address()
    {
        var account = new Inbox.Storage.Account("account", "webhook", "Test", new Dictionary<string, string>(), HealthState.Red, "The other side is busy or broken (HTTP 503).", null);

        Assert.Empty(await AccountCheck.RunAsync(new WebhookChannel(new(_http, _clock)), new(account, new Dictionary<string, string> { ["secret"] = Secret }), _clock, Cancel));
    }

    [Fact]
    public async Task The_time_that_receivers_take_is_part_of_the_pause_between_two_looks()
    {
        var (status, takes) = (200, TimeSpan.FromSeconds(15));
        await using var receiver = await Vendor.StartAsync(_ =>
        {
            _clock.Advance(takes);
            return new(status);
        });
        await using var store = await Store.OpenAsync("sqlite");
        await using var services = new ServiceCollection().AddLogging().AddMassTransit(bus => bus.UsingInMemory()).BuildServiceProvider();
        await store.Accounts.AddAsync(WebhookChannel.Describes, "Shop", new Dictionary<string, string> { ["replyUrl"] = receiver.Url, ["secret"] = Secret }, Cancel);
        using var probe = new SendingProbe(
            new(store.Accounts), new([new WebhookChannel(new(_http, _clock))]), store.Accounts,
            new(services.GetRequiredService<IBusControl>(), NullLogger<HealthAnnouncer>.Instance), _clock, NullLogger<SendingProbe>.Instance);

        Assert.Equal(TimeSpan.FromSeconds(5), await probe.RoundAsync(Cancel));
        status = 503;
        Assert.Equal(TimeSpan.Zero, await probe.RoundAsync(Cancel));
    }

    public void Dispose() => _http.Dispose();

    private static ConnectedAccount Account(string url) => new(
        new("account", "webhook", "Test", new Dictionary<string, string> { ["replyUrl"] = url }, HealthState.Red, null, null), new Dictionary<string, string> { ["secret"] = Secret });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Other => "whsec_" + Convert.ToBase64String([.. Key.Reverse()]);

    private static string Secret => "whsec_" + Convert.ToBase64String(Key);
}
