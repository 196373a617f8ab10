using System.Net;
using System.Text.Json;
using Inbox.Gateway;
using Inbox.Servers;
using Inbox.Storage;

namespace Inbox.Tests.Gateway;

public sealed class SavedReplyTests
{
    private const string Path = "/api/v1/saved-replies";

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Whoever_answers_writes_their_own_and_managers_change_all(string database)
    {
        await using var host = await GatewayHost.StartAsync(postgres: database == "postgres" ? await SharedPostgres.CreateDatabaseAsync() : null);
        using var agent = await host.AsAsync(Role.Agent);
        using var colleague = await host.AsAsync(Role.Agent);
        using var manager = await host.AsAsync(Role.Manager);

        var made = await agent.SendAsync(HttpMethod.Post, Path, new { name = " Thanks ", text = "Hello {{person.firstName}}, thank you.\n{{staff.name}}\n", shortcut = "/ty", language = "EN" });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var one = await made.JsonAsync();
        Assert.Equal(("Thanks", "Hello {{person.firstName}}, thank you.\n{{staff.name}}", "ty", "en"), (one.Text("name"), one.Text("text"), one.Text("shortcut"), one.Text("language")));
        var seen = Assert.Single((await colleague.ReadAsync(Path)).GetProperty("items").EnumerateArray());
        Assert.Equal((false, 0, JsonValueKind.Null), (seen.GetProperty("mayChange").GetBoolean(), seen.GetProperty("used").GetInt32(), seen.GetProperty("usedAt").ValueKind));

        var at = $"{Path}/{one.Text("id")}";
        Assert.Equal(HttpStatusCode.Forbidden, (await colleague.SendAsync(HttpMethod.Put, at, new { name = "x", text = "y" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await colleague.SendAsync(HttpMethod.Delete, at)).StatusCode);
        var changed = await manager.SendAsync(HttpMethod.Put, at, new { name = "Merci", text = "Bonjour" });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(("Merci", null), ((await changed.JsonAsync()).Text("name"), (await changed.JsonAsync()).GetProperty("shortcut").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await agent.SendAsync(HttpMethod.Put, at, new { name = "Mine", text = "Again" })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await agent.SendAsync(HttpMethod.Delete, at)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await agent.SendAsync(HttpMethod.Put, at, new { name = "Mine", text = "Again" })).StatusCode);
        Assert.Equal(
            ["saved-reply-removed", "saved-reply-changed", "saved-reply-changed", "saved-reply-added"],
            (await host.Get<AuditTrail>().ListAsync(long.MaxValue, 100, Cancel)).Where(a => a.Subject == one.Text("id")).Select(a => a.Action));
    }

    [Fact]
    public async Task A_saved_reply_of_a_team_or_an_account_is_offered_to_those_who_see_it()
    {
        await using var host = await GatewayHost.StartAsync();
        var (open, closed) = (await host.AddAccountAsync("Open"), await host.AddAccountAsync("Closed"));
        var (member, other) = (await host.AddAsync(Role.Agent), await host.AddAsync(Role.Agent));
        var team = (await host.Get<Teams>().SaveAsync(null, "Closed shop", [member], [closed.Id], Cancel))!;
        using var admin = await host.AsAsync(Role.Admin);
        using var inside = host.As(await host.SessionAsync(member));
        using var outside = host.As(await host.SessionAsync(other));
        using var manager = await host.AsAsync(Role.Manager);
        foreach (var (name, accounts, teams) in new[] { ("all", Array.Empty<string>(), Array.Empty<string>()), ("open", [open.Id], []), ("closed", [closed.Id], []), ("team", [], [team.Id]) })
            Assert.Equal(HttpStatusCode.Created, (await admin.SendAsync(HttpMethod.Post, Path, new { name, text = "Hello", accounts, teams })).StatusCode);

        async Task<string> SeenBy(HttpClient client) => string.Join(" ", (await client.ReadAsync(Path)).GetProperty("items").EnumerateArray().Select(a => a.Text("name")));
        Assert.Equal("all closed open team", await SeenBy(admin));
        Assert.Equal("all closed open team", await SeenBy(inside));
        Assert.Equal("all open", await SeenBy(outside));
        Assert.Equal("all open team", await SeenBy(manager));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await outside.SendAsync(HttpMethod.Post, Path, new { name = "x", text = "y", accounts = new[] { closed.Id } })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await outside.SendAsync(HttpMethod.Post, Path, new { name = "x", text = "y", teams = new[] { "none" } })).StatusCode);
    }

    [Fact]
    public async Task What_could_not_be_filled_in_or_found_is_refused()
    {
        await using var host = await GatewayHost.StartAsync();
        using var agent = await host.AsAsync(Role.Agent);
        foreach (var (field, body) in new (string, object)[]
        {
            ("name", new { name = " ", text = "Hello" }), ("text", new { name = "x", text = " " }), ("text", new { name = "x", text = "Hello {{person.nme}}" }), ("shortcut", new { name = "x", text = "Hello", shortcut = "two words" }),
            ("language", new { name = "x", text = "Hello", language = "1x" }), ("text", new { name = "x", text = new string('x', 10_001) }),
        })
        {
            var refused = await agent.SendAsync(HttpMethod.Post, Path, body);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.True((await refused.JsonAsync()).GetProperty("errors").TryGetProperty(field, out _), field);
        }
        Assert.Equal(HttpStatusCode.Created, (await agent.SendAsync(HttpMethod.Post, Path, new { name = "Code", text = "Write {{ your.own }} like {{this}}." })).StatusCode);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Uses_are_counted_from_what_was_sent_through_accounts_that_one_sees(string database)
    {
        await using var host = await GatewayHost.StartAsync(postgres: database == "postgres" ? await SharedPostgres.CreateDatabaseAsync() : null);
        var (open, closed) = (await host.AddAccountAsync("Open"), await host.AddAccountAsync("Closed"));
        using var admin = await host.AsAsync(Role.Admin);
        var saved = (await (await admin.SendAsync(HttpMethod.Post, Path, new { name = "Thanks", text = "Hello {{person.name}}, thank you for writing." })).JsonAsync()).Text("id");
        foreach (var account in (string[])[open.Id, open.Id, closed.Id])
            Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(await host.ConversationAsync(account), "Hello Carla, thank you for writing. It is blue.", "Hello Carla, thank you for writing.")).StatusCode);
        await SendAsync(await host.ConversationAsync(open.Id), "I have written this one anew.", "Hello Carla, thank you for writing."); // nothing of it stands
        await host.Get<Teams>().SaveAsync(null, "Closed shop", [], [closed.Id], Cancel);
        using var agent = await host.AsAsync(Role.Agent);

        Assert.Equal((3, 2), (await UsedAsync(admin), await UsedAsync(agent)));
        Assert.Equal(["0+35"], await host.Get<Database>().ListAsync<string>("select distinct saved_parts from messages where saved_ids is not null", null, Cancel));
        await host.Get<Database>().WriteAsync(t => t.RunAsync("update messages set state = 'failed' where account_id = @Id", new { open.Id }, Cancel), Cancel);
        Assert.Equal((1, 0), (await UsedAsync(admin), await UsedAsync(agent)));

        async Task<int> UsedAsync(HttpClient by) => Assert.Single((await by.ReadAsync(Path)).GetProperty("items").EnumerateArray()).GetProperty("used").GetInt32();
        Task<HttpResponseMessage> SendAsync(string conversation, string text, string inserted) =>
            admin.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{conversation}/replies", new { clientId = conversation, text, inserted = new[] { new { id = saved, text = inserted } } });
    }

    [Fact]
    public async Task A_reply_with_a_gap_never_leaves_and_a_draft_remembers_what_was_put_in()
    {
        await using var host = await GatewayHost.StartAsync();
        var talk = await host.ConversationAsync((await host.AddAccountAsync()).Id);
        using var agent = await host.AsAsync(Role.Agent);
        var refused = await agent.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{talk}/replies", new { clientId = "r1", text = "Hello {{ person.firstName }}, it is blue." });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("{{ person.firstName }} is not filled in. Write what belongs there.", (await refused.JsonAsync()).GetProperty("errors").GetProperty("text")[0].GetString());
        Assert.Equal(HttpStatusCode.Accepted, (await agent.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{talk}/replies", new { clientId = "r2", text = "Write {{name}} there." })).StatusCode);

        var inserted = new[] { new { id = "s1", text = "Hello Carla" } };
        Assert.Equal(HttpStatusCode.OK, (await agent.SendAsync(HttpMethod.Put, $"/api/v1/conversations/{talk}/draft", new { text = "Hello Carla, ", inserted })).StatusCode);
        var draft = (await agent.ReadAsync($"/api/v1/conversations/{talk}")).GetProperty("draft");
        Assert.Equal("""[{"id":"s1","text":"Hello Carla"}]""", draft.GetProperty("inserted").GetRawText());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
