using System.Net;
using Inbox.Gateway;
using Inbox.Storage;

namespace Inbox.Tests.Gateway;

public sealed class TargetTests
{
    [Fact]
    public async Task Managers_set_targets_that_cards_lists_counts_and_reports_follow()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = (await host.AddAccountAsync()).Id;
        var (late, calm) = (await host.ConversationAsync(account, "Where is my parcel?", "Anna"), await host.ConversationAsync(account, "Do you ship?", "Bob"));
        await host.Get<Database>().WriteAsync(t => t.RunAsync("update messages set calls = 'answer'", null, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        using var manager = await host.AsAsync(Role.Manager);
        using var agent = await host.AsAsync(Role.Agent);
        var path = $"/api/v1/accounts/{account}/targets";
        object Body(string priority = "normal") => new { targets = new[] { new { priority = "urgent", firstMinutes = 60, inWorkingTime = false }, new { priority, firstMinutes = 600, inWorkingTime = false } } };

        Assert.Equal("", await (await manager.SendAsync(HttpMethod.Get, path)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.Forbidden, (await agent.SendAsync(HttpMethod.Put, path, Body())).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await manager.SendAsync(HttpMethod.Put, path, Body("soon"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await manager.SendAsync(HttpMethod.Put, path, Body())).StatusCode);
        foreach (var (id, priority) in new[] { (calm, "normal"), (late, "urgent") })
            Assert.Equal(HttpStatusCode.OK, (await agent.SendAsync(HttpMethod.Put, $"/api/v1/conversations/{id}/priority", new { priority })).StatusCode);
        host.Clock.Advance(TimeSpan.FromHours(2));

        var waiting = (await agent.ReadAsync("/api/v1/conversations?state=waiting&order=urgent")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([late, calm], waiting.Select(c => c.Text("id")));
        Assert.Equal(("urgent", 1), (waiting[0].Text("priority"), (await agent.ReadAsync("/api/v1/conversations/counts")).GetProperty("missed").GetInt32()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await agent.SendAsync(HttpMethod.Get, "/api/v1/conversations?state=closed&order=urgent")).StatusCode);

        var row = Assert.Single((await manager.ReadAsync("/api/v1/reports/response-times")).GetProperty("rows").EnumerateArray());
        Assert.Equal((0, 1), (row.GetProperty("inTarget").GetProperty("k").GetInt32(), row.GetProperty("inTarget").GetProperty("n").GetInt32()));
        Assert.Equal(late, Assert.Single((await manager.ReadAsync(row.Text("missedLink"))).GetProperty("items").EnumerateArray()).Text("id"));
        Assert.Equal(HttpStatusCode.OK, (await agent.SendAsync(HttpMethod.Delete, $"/api/v1/conversations/{late}/priority")).StatusCode);
    }
}
