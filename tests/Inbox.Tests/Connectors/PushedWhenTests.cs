using System.Text.Json;
using Inbox.Connectors;
using Inbox.Gateway;
using Inbox.Storage;
using Inbox.Tests.Connectors.X;
using Inbox.Tests.Proof;

namespace Inbox.Tests.Connectors;

/// <summary>Channels whose accounts are pushed to or ask, as they are set: what the page is told of their webhook before anything came.</summary>
public sealed class PushedWhenTests
{
    private static readonly Dictionary<string, Dictionary<string, string>> Settings = new() { ["telegram"] = new() { ["token"] = Telegram.BotApi.Token }, ["x"] = new(XFake.Settings) };

    public static TheoryData<string> Channels => [.. ConnectorsRoom.Descriptions.Where(d => d.Settings.Any(s => s.Choices?.Contains("webhook") == true)).Select(d => d.Channel)];

    [Theory, MemberData(nameof(Channels))]
    public async Task An_account_that_is_to_be_pushed_to_is_not_verified_yet_until_a_genuine_delivery_came_and_one_that_asks_has_no_webhook(string channel)
    {
        await using var host = await ProofHost.StartAsync(watched: true);
        var staff = (await host.Get<StaffMembers>().AddAsync("ada@acme.test", "Ada", Role.Manager, ProofHost.Cancel))!.Id;
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new(host.Url) };
        http.DefaultRequestHeaders.Add("X-Inbox", "1");
        http.DefaultRequestHeaders.Add("Cookie", $"inbox={await host.Get<Sessions>().StartAsync(staff, "127.0.0.1", ProofHost.Cancel)}");
        var asks = await host.AddAccountAsync(channel, Settings[channel]);
        var pushed = await host.AddAccountAsync(channel, new Dictionary<string, string>(Settings[channel]) { ["mode"] = "webhook" });

        Assert.Equal(JsonValueKind.Null, (await WebhookAsync(asks)).ValueKind);
        Assert.False((await WebhookAsync(pushed)).GetProperty("verified").GetBoolean());

        using var request = Pen.All.Single(p => p.Channel == channel).Request(host.Url, pushed, "{}"u8.ToArray(), "", host.Clock.GetUtcNow());
        using var response = await http.SendAsync(request, ProofHost.Cancel);
        Assert.True(response.IsSuccessStatusCode);
        Assert.True((await WebhookAsync(pushed)).GetProperty("verified").GetBoolean());

        await host.Get<Accounts>().ChangeAsync(ConnectorsRoom.Descriptions.Single(d => d.Channel == channel), pushed, "Asks now", new Dictionary<string, string> { ["mode"] = "polling" }, ProofHost.Cancel);
        Assert.Equal(JsonValueKind.Null, (await WebhookAsync(pushed)).ValueKind);

        async Task<JsonElement> WebhookAsync(string account)
        {
            using var answer = await http.GetAsync(new Uri($"/api/v1/accounts/{account}/health", UriKind.Relative), ProofHost.Cancel);
            return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(ProofHost.Cancel)).RootElement.GetProperty("webhook");
        }
    }
}
