using System.Net;
using Inbox.Gateway;
using Inbox.Servers;
using Inbox.Storage;

namespace Inbox.Tests.Gateway.Reports;

public sealed class WantedWhoTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Whom_a_manager_chooses_is_whom_every_report_and_the_weekly_mail_count(string database)
    {
        await using var host = await GatewayHost.StartAsync(postgres: database == "postgres" ? await SharedPostgres.CreateDatabaseAsync() : null);
        var account = (await host.AddAccountAsync()).Id;
        await TalkAsync(host, account, "partner");
        using var manager = await host.AsAsync(Role.Manager);
        using var marketer = await host.AsAsync(Role.Marketer);
        Assert.Equal(("prospect customer former influencer", 0, 0), (await SetAsync(marketer), await ReachedAsync(marketer), await MailedAsync(host, account)));

        Assert.Equal(HttpStatusCode.NoContent, (await manager.SendAsync(HttpMethod.Put, "/api/v1/wanted-who", new { who = (string[])["partner", "customer", "partner"] })).StatusCode);
        Assert.Equal(("customer partner", 1, 1), (await SetAsync(marketer), await ReachedAsync(marketer), await MailedAsync(host, account)));
        Assert.Equal(0, await ReachedAsync(marketer, "?who=prospect"));
        var row = (await marketer.ReadAsync("/api/v1/reports/conversations-by-content")).GetProperty("rows")[0];
        Assert.Single((await marketer.ReadAsync($"{row.Text("link")}&only=relevant")).GetProperty("items").EnumerateArray());
        Assert.Equal(1, (await marketer.ReadAsync("/api/v1/reports/channels")).GetProperty("rows")[0].GetProperty("listening").GetProperty("k").GetInt32());
    }

    [Fact]
    public async Task Only_managers_choose_and_only_of_what_there_is()
    {
        await using var host = await GatewayHost.StartAsync();
        using var manager = await host.AsAsync(Role.Manager);
        using var marketer = await host.AsAsync(Role.Marketer);

        Assert.Equal(HttpStatusCode.Forbidden, (await marketer.SendAsync(HttpMethod.Put, "/api/v1/wanted-who", new { who = (string[])["partner"] })).StatusCode);
        foreach (var who in (string[][])[[], ["everybody"]])
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await manager.SendAsync(HttpMethod.Put, "/api/v1/wanted-who", new { who })).StatusCode);
        Assert.Equal("prospect customer former influencer", await SetAsync(manager));
    }

    private static async Task<string> SetAsync(HttpClient by) => string.Join(" ", (await by.ReadAsync("/api/v1/wanted-who")).GetProperty("who").EnumerateArray().Select(w => w.GetString()));

    private static async Task<int> ReachedAsync(HttpClient by, string query = "") =>
        (await by.ReadAsync($"/api/v1/reports/conversations-by-content{query}")).GetProperty("rows")[0].GetProperty("relevant").GetInt32();

    private static async Task<int> MailedAsync(GatewayHost host, string account)
    {
        var now = host.Clock.GetUtcNow();
        return (await DigestFigures.OfAsync(host.Services, new(now.AddDays(-28), now, TimeZoneInfo.Utc), [account], Cancel)).Content[0].Relevant;
    }

    /// <summary>Somebody of this kind talks about a post, and is answered.</summary>
    private static async Task TalkAsync(GatewayHost host, string account, string who)
    {
        var conversation = await host.ConversationAsync(account, "How much is it?");
        await host.SayAsync(conversation, "out", 1, "Ten.");
        await host.SayAsync(conversation, "in", 2, "I take two.");
        await host.Get<Database>().WriteAsync(
            async t =>
            {
                await t.RunAsync("update conversations set content_id = 'post', who = @who where id = @conversation", new { conversation, who }, Cancel);
                return await t.RunAsync(
                    "insert into contents (account_id, external_id, channel, title, published_at, own, seen_at) select account_id, 'post', 'email', 'Our post', created_at - 1000, true, 1 from conversations where id = @conversation",
                    new { conversation }, Cancel);
            },
            Cancel);
        host.Clock.Advance(TimeSpan.FromDays(10));
    }
}
