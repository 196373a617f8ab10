using System.Net;
using Inbox.Gateway;

namespace Inbox.Tests.Gateway;

public sealed class ScheduleTests
{
    [Fact]
    public async Task Managers_keep_hours_for_accounts_and_teams_and_see_what_they_would_change()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = (await host.AddAccountAsync()).Id;
        var manager = await host.AddAsync(Role.Manager);
        var team = (await host.Get<Teams>().SaveAsync(null, "Support", [manager], [account], TestContext.Current.CancellationToken))!.Id;
        using var client = host.As(await host.SessionAsync(manager));
        using var outsider = await host.AsAsync(Role.Manager);
        var own = $"/api/v1/accounts/{account}/schedule";
        object Body(string from, string zone = "Europe/Paris") => new
        {
            timeZone = zone, weekly = new[] { new { days = new[] { 1, 2 }, from = "22:00", to = "06:00" } }, dated = new[] { new { date = "2026-12-24", ranges = new[] { new { from = "09:00", to = "12:00" } } } }, validFrom = from,
        };

        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(HttpMethod.Put, own, Body("2026-01-01"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(HttpMethod.Put, own, Body("2026-02-01"))).StatusCode);
        Assert.Equal("2026-12-24", (await client.ReadAsync(own)).GetProperty("dated")[0].Text("date"));
        Assert.Equal(HttpStatusCode.NoContent, (await client.SendAsync(HttpMethod.Delete, $"{own}/versions/2026-02-01")).StatusCode);
        Assert.Equal("2026-01-01", Assert.Single((await client.ReadAsync($"{own}/versions")).GetProperty("versions").EnumerateArray()).Text("validFrom"));
        var preview = await (await client.SendAsync(HttpMethod.Post, $"{own}/preview", Body("2026-03-01"))).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("\"from\":\"2026-01-31T23:00:00.000Z\",\"to\":\"2026-02-28T23:00:00.000Z\",\"asIf\":true,", preview, StringComparison.Ordinal);
        Assert.Contains("\"after\":{\"asks\":0,", preview, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.SendAsync(HttpMethod.Post, $"{own}/preview", Body("2026-03-01", "Europe/Nowhere"))).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(HttpMethod.Put, $"/api/v1/teams/{team}/schedule", Body("2026-03-01"))).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.SendAsync(HttpMethod.Put, $"{own}/owner", new { teamId = team })).StatusCode);
        Assert.Equal("2026-03-01", (await client.ReadAsync(own)).Text("validFrom"));
        Assert.Equal(team, (await client.ReadAsync($"{own}/versions")).Text("teamId"));
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync(HttpMethod.Put, $"{own}/owner", new { teamId = "nobody" })).StatusCode);
        // Who does not see an account of a team changes nothing for it.
        Assert.Equal(HttpStatusCode.NotFound, (await outsider.SendAsync(HttpMethod.Put, $"/api/v1/teams/{team}/schedule", Body("2026-03-02"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await outsider.SendAsync(HttpMethod.Put, own, Body("2026-03-02"))).StatusCode);

        using var admin = await host.AsAsync(Role.Admin);
        var changed = new { name = "Support", staff = new[] { manager }, accounts = Array.Empty<string>() };
        Assert.Equal(HttpStatusCode.OK, (await admin.SendAsync(HttpMethod.Put, $"/api/v1/teams/{team}", changed)).StatusCode);
        Assert.Equal("2026-01-01", (await admin.ReadAsync(own)).Text("validFrom")); // out of the team, by its own hours
        Assert.Equal(HttpStatusCode.NoContent, (await admin.SendAsync(HttpMethod.Put, $"{own}/owner", new { teamId = team })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.SendAsync(HttpMethod.Delete, $"/api/v1/teams/{team}")).StatusCode);
        Assert.Equal(("2026-01-01", 0), ((await admin.ReadAsync(own)).Text("validFrom"), (await admin.ReadAsync($"{own}/versions")).GetProperty("left").GetInt32()));

        var days = await client.SendAsync(HttpMethod.Post, "/api/v1/holidays", new { calendar = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20200714\nRRULE:FREQ=YEARLY\nSUMMARY:14 juillet\nEND:VEVENT\nEND:VCALENDAR" });
        Assert.Contains("-07-14\",\"name\":\"14 juillet\"", await days.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.SendAsync(HttpMethod.Post, "/api/v1/holidays", new { calendar = "hello" })).StatusCode);
    }
}
