using System.Net;
using Inbox.Contracts;
using Inbox.Gateway;
using Inbox.Storage;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Gateway;

public sealed class LinkTests
{
    [Fact]
    public async Task Marketers_make_links_that_lead_strangers_to_the_page_and_write_nothing_down()
    {
        await using var host = await GatewayHost.StartAsync((_, o) => o with { PublicUrl = "http://inbox.example" });
        using var marketer = await host.AsAsync(Role.Marketer);
        var made = await marketer.SendAsync(HttpMethod.Post, "/api/v1/links", new { target = "https://shop.example/roses?id=1", campaign = "Spring", source = "newsletter", medium = "email" });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var link = await made.JsonAsync();
        var id = link.Text("id");
        Assert.Equal($"http://inbox.example/t/{id}", link.Text("url"));
        Assert.Equal(id, Assert.Single((await marketer.ReadAsync("/api/v1/links")).GetProperty("items").EnumerateArray()).Text("id"));

        using var stranger = host.Stranger();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            var answer = await stranger.SendAsync(method, $"/t/{id}?to=https://evil.example");
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
            Assert.Equal($"https://shop.example/roses?id=1&utm_campaign=Spring&utm_source=newsletter&utm_medium=email&utm_id={id}", answer.Headers.Location!.AbsoluteUri);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        }
        Assert.Equal(HttpStatusCode.NoContent, (await marketer.SendAsync(HttpMethod.Delete, $"/api/v1/links/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.SendAsync(HttpMethod.Get, $"/t/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.SendAsync(HttpMethod.Get, "/t/none-a2b3c")).StatusCode);
    }

    [Fact]
    public async Task A_link_to_something_that_is_no_page_or_to_another_link_is_refused_and_agents_make_none()
    {
        await using var host = await GatewayHost.StartAsync((_, o) => o with { PublicUrl = "http://inbox.example" });
        using var marketer = await host.AsAsync(Role.Marketer);
        using var agent = await host.AsAsync(Role.Agent);
        foreach (var target in (string[])["javascript:alert(1)", "//evil.example", "http://inbox.example/t/spring-k7f3q"])
        {
            var refused = await marketer.SendAsync(HttpMethod.Post, "/api/v1/links", new { target, campaign = "Spring" });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.True((await refused.JsonAsync()).GetProperty("errors").TryGetProperty("target", out _));
        }
        Assert.Equal(HttpStatusCode.Forbidden, (await agent.SendAsync(HttpMethod.Post, "/api/v1/links", new { target = "https://shop.example", campaign = "Spring" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await agent.SendAsync(HttpMethod.Get, "/api/v1/links")).StatusCode);
    }

    [Fact]
    public void An_address_follows_so_many_links_a_minute_and_others_are_not_held_up()
    {
        var clock = new FakeClock();
        var budget = new LinkBudget(clock);
        for (var i = 0; i < LinkBudget.PerMinute; i++)
            Assert.True(budget.Take("192.0.2.1"));

        Assert.False(budget.Take("192.0.2.1"));
        Assert.True(budget.Take("192.0.2.2"));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(budget.Take("192.0.2.1"));
    }

    [Fact]
    public async Task The_report_of_content_has_a_row_for_the_campaign_with_its_three_words_and_the_conversations_behind_it()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = (await host.AddAccountAsync()).Id;
        var talk = await host.ConversationAsync(account, "Are these roses still there?");
        await host.ConversationAsync(account, "Where is my parcel?", "Bob");
        var spring = new Campaign("Spring", "newsletter", "email");
        await host.Get<Database>().WriteAsync(t => t.RunAsync("update conversations set content_id = @ContentId, first_message_at = created_at where id = @talk", new { spring.ContentId, talk }, Cancel), Cancel);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        using var marketer = await host.AsAsync(Role.Marketer);

        var row = Assert.Single((await marketer.ReadAsync("/api/v1/reports/conversations-by-content")).GetProperty("rows").EnumerateArray());
        var campaign = row.GetProperty("campaign");
        Assert.Equal(("spring", "newsletter", "email", 1), (campaign.Text("name"), campaign.Text("source"), campaign.Text("medium"), row.GetProperty("people").GetInt32()));
        Assert.Equal(talk, Assert.Single((await marketer.ReadAsync(row.Text("link"))).GetProperty("items").EnumerateArray()).Text("id"));
        var csv = await (await marketer.SendAsync(HttpMethod.Get, "/api/v1/reports/conversations-by-content?format=csv")).Content.ReadAsStringAsync(Cancel);
        Assert.Contains("spring,newsletter,email", csv.Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
