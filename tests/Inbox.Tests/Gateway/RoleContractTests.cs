using System.Net;
using Inbox.Gateway;
using Inbox.Servers;
using Inbox.Storage;

namespace Inbox.Tests.Gateway;

public sealed class RoleContractTests
{
    [Fact]
    public async Task A30_settings_and_addresses_are_shown_only_to_those_who_look_after_them()
    {
        await using var host = await GatewayHost.StartAsync();
        await host.AddAccountAsync("Support");
        using var agent = await host.AsAsync(Role.Agent, "agent@example.com");
        using var admin = await host.AsAsync(Role.Admin, "admin@example.com");

        var seen = (await agent.ReadAsync("/api/v1/accounts")).GetProperty("items")[0];
        Assert.Equal("Support@example.com", seen.Text("address"));
        Assert.Empty(seen.GetProperty("settings").EnumerateObject());
        Assert.NotEmpty((await admin.ReadAsync("/api/v1/accounts")).GetProperty("items")[0].GetProperty("settings").EnumerateObject());
        Assert.DoesNotContain("@example.com", (await agent.ReadAsync("/api/v1/staff")).GetRawText(), StringComparison.Ordinal);
        Assert.Contains("agent@example.com", (await admin.ReadAsync("/api/v1/staff")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_shown_once_and_works_until_it_is_revoked()
    {
        await using var host = await GatewayHost.StartAsync();
        using var admin = await host.AsAsync(Role.Admin);
        var created = await (await admin.SendAsync(HttpMethod.Post, "/api/v1/tokens", new { name = "robot", role = "marketer" })).JsonAsync();
        using var robot = new HttpClient { BaseAddress = new(host.Url) };
        robot.DefaultRequestHeaders.Add("Authorization", $"Bearer {created.Text("token")}");

        Assert.Equal("marketer", (await robot.ReadAsync("/api/v1/me")).Text("role"));
        Assert.DoesNotContain(created.Text("token"), (await admin.ReadAsync("/api/v1/tokens")).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.SendAsync(HttpMethod.Delete, $"/api/v1/tokens/{created.Text("id")}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await robot.SendAsync(HttpMethod.Get, "/api/v1/me")).StatusCode);
    }

    [Fact]
    public async Task The_last_administrator_cannot_be_disabled_or_made_less()
    {
        await using var host = await GatewayHost.StartAsync();
        var link = (await host.Get<FirstAdministrator>().LinkAsync(Cancel))!.Split('#')[1];
        using var admin = host.Stranger();
        var me = await (await admin.SendAsync(HttpMethod.Post, "/api/v1/session/claim", new { token = link, email = "a@example.com", name = "A", password = GatewayHost.Password })).JsonAsync();

        Assert.Equal(HttpStatusCode.Conflict, (await admin.SendAsync(HttpMethod.Patch, $"/api/v1/staff/{me.Text("id")}", new { disabled = true })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await admin.SendAsync(HttpMethod.Patch, $"/api/v1/staff/{me.Text("id")}", new { role = "agent" })).StatusCode);
        Assert.Equal("admin", (await admin.ReadAsync("/api/v1/me")).Text("role"));
    }

    [Fact]
    public async Task What_stands_in_quarantine_is_listed_downloaded_and_run_again_by_those_who_see_its_account()
    {
        await using var host = await GatewayHost.StartAsync();
        var (open, closed) = (await host.AddAccountAsync("open"), await host.AddAccountAsync("closed"));
        await host.Get<Teams>().SaveAsync(null, "Others", [], [closed.Id], Cancel);
        foreach (var account in (string[])[open.Id, closed.Id])
            await host.Get<Database>().WriteAsync(
                async t =>
                {
                    await t.RunAsync(
                        "insert into payloads (id, account_id, key, media_type, received_at, content) values (@id, @account, 'k', 'message/rfc822', 0, @bytes)",
                        new { id = $"p-{account}", account, bytes = "From: x"u8.ToArray() }, Cancel);
                    await t.RunAsync(
                        "insert into quarantine (id, account_id, payload_id, name, body, reason, created_at) values (@id, @account, @payload, 'message-received', '{}', 'bad', 0)",
                        new { id = $"q-{account}", account, payload = $"p-{account}" }, Cancel);
                },
                Cancel);
        using var manager = await host.AsAsync(Role.Manager);

        Assert.Equal($"q-{open.Id}", Assert.Single((await manager.ReadAsync("/api/v1/quarantine")).GetProperty("items").EnumerateArray()).Text("id"));
        var raw = await manager.SendAsync(HttpMethod.Get, $"/api/v1/quarantine/q-{open.Id}/raw");
        Assert.Equal("From: x", await raw.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("attachment", raw.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.SendAsync(HttpMethod.Get, $"/api/v1/quarantine/q-{closed.Id}/raw")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.SendAsync(HttpMethod.Post, $"/api/v1/quarantine/q-{closed.Id}/replays", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await manager.SendAsync(HttpMethod.Post, $"/api/v1/quarantine/q-{open.Id}/replays", new { })).StatusCode);
        Assert.Empty((await manager.ReadAsync("/api/v1/quarantine")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A39_a_persons_export_holds_every_conversation_and_message_and_is_remembered()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await host.ConversationAsync((await host.AddAccountAsync()).Id, "all of it");
        using var manager = await host.AsAsync(Role.Manager);
        var person = (await manager.ReadAsync($"/api/v1/conversations/{id}")).GetProperty("person").Text("id");
        var export = await manager.ReadAsync($"/api/v1/people/{person}/export");

        Assert.True(export.GetProperty("isComplete").GetBoolean());
        Assert.Equal("all of it", export.GetProperty("conversations")[0].GetProperty("messages")[0].Text("text"));
        var entry = (await (await host.AsAsync(Role.Admin)).ReadAsync("/api/v1/audit")).GetProperty("items").EnumerateArray().First(e => e.Text("action") == "person-exported");
        Assert.Equal(person, entry.Text("subject"));
        Assert.DoesNotContain("all of it", entry.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_gateway_does_the_same_on_postgres()
    {
        await using var host = await GatewayHost.StartAsync(postgres: await SharedPostgres.CreateDatabaseAsync());
        var link = (await host.Get<FirstAdministrator>().LinkAsync(Cancel))!.Split('#')[1];
        using var admin = host.Stranger();
        Assert.Equal(HttpStatusCode.OK, (await admin.SendAsync(HttpMethod.Post, "/api/v1/session/claim", new { token = link, email = "a@example.com", name = "A", password = GatewayHost.Password })).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Stranger().SendAsync(HttpMethod.Post, "/api/v1/session", new { email = "a@example.com", password = "wrong password" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Stranger().SendAsync(HttpMethod.Post, "/api/v1/session", new { email = "a@example.com", password = GatewayHost.Password })).StatusCode);
        var account = await host.AddAccountAsync();
        var id = await host.ConversationAsync(account.Id);
        var member = (await (await admin.SendAsync(HttpMethod.Post, "/api/v1/staff", new { email = "b@example.com", name = "B", role = "agent" })).JsonAsync()).Text("id");
        Assert.Equal(HttpStatusCode.OK, (await admin.SendAsync(HttpMethod.Post, "/api/v1/teams", new { name = "T", staff = new[] { member }, accounts = new[] { account.Id } })).StatusCode);
        Assert.Single((await host.As(await host.SessionAsync(member)).ReadAsync("/api/v1/conversations")).GetProperty("items").EnumerateArray());
        Assert.Empty((await (await host.AsAsync(Role.Agent)).ReadAsync("/api/v1/conversations")).GetProperty("items").EnumerateArray());
        Assert.Equal(HttpStatusCode.OK, (await admin.SendAsync(HttpMethod.Put, $"/api/v1/conversations/{id}/assignment", new { staffId = member })).StatusCode);
        Assert.Equal("B", (await admin.ReadAsync($"/api/v1/conversations/{id}")).GetProperty("assignee").Text("name"));
        Assert.Equal(HttpStatusCode.OK, (await admin.SendAsync(HttpMethod.Patch, $"/api/v1/staff/{member}", new { disabled = true })).StatusCode);
        Assert.NotEmpty((await admin.ReadAsync("/api/v1/audit")).GetProperty("items").EnumerateArray());
        Assert.Null(await host.Get<AuditTrail>().FirstBrokenAsync(Cancel));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => host.Get<Database>().WriteAsync(t => t.RunAsync("delete from audit", null, Cancel), Cancel));
        Assert.Equal(HttpStatusCode.NoContent, (await admin.SendAsync(HttpMethod.Delete, $"/api/v1/teams/{(await admin.ReadAsync("/api/v1/teams")).GetProperty("items")[0].Text("id")}")).StatusCode);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
