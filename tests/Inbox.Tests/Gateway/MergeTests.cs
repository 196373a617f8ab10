using System.Net;
using System.Text.Json;
using Inbox.Gateway;
using Inbox.Storage;

namespace Inbox.Tests.Gateway;

public sealed class MergeTests
{
    [Fact]
    public async Task Two_conversations_become_one_and_two_again()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = (await host.AddAccountAsync()).Id;
        var (stays, goes) = (await host.ConversationAsync(account, "first"), await host.ConversationAsync(account, "second"));
        using var agent = await host.AsAsync(Role.Agent);
        var merged = await (await agent.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{stays}/merge", new { otherId = goes })).JsonAsync();

        Assert.Equal((stays, 2), (merged.GetProperty("card").Text("id"), merged.GetProperty("card").GetProperty("messages").GetInt32()));
        Assert.Equal(stays, (await agent.ReadAsync($"/api/v1/conversations/{goes}")).Text("id"));
        Assert.Equal(HttpStatusCode.NoContent, (await agent.SendAsync(HttpMethod.Delete, $"/api/v1/undo/{merged.Text("undoId")}")).StatusCode);
        Assert.Equal("second", Assert.Single(await TextsAsync(agent, goes)));
        Assert.Equal("first", Assert.Single(await TextsAsync(agent, stays)));
        Assert.Equal(HttpStatusCode.Conflict, (await agent.SendAsync(HttpMethod.Delete, $"/api/v1/undo/{merged.Text("undoId")}")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await agent.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{stays}/merge", new { otherId = stays })).StatusCode);
    }

    [Fact]
    public async Task Messages_are_split_off_and_come_back()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = (await host.AddAccountAsync()).Id;
        var (stays, goes) = (await host.ConversationAsync(account, "first"), await host.ConversationAsync(account, "second"));
        using var agent = await host.AsAsync(Role.Agent);
        await agent.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{stays}/merge", new { otherId = goes });
        var second = (await agent.ReadAsync($"/api/v1/conversations/{stays}/messages")).GetProperty("items").EnumerateArray().First(m => m.Text("text") == "second").Text("id");
        var split = await (await agent.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{stays}/split", new { messageIds = new[] { second } })).JsonAsync();

        Assert.Equal("second", Assert.Single(await TextsAsync(agent, split.Text("conversationId"))));
        Assert.Equal("first", Assert.Single(await TextsAsync(agent, stays)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await agent.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{stays}/split", new { messageIds = new[] { "no such" } })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await agent.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{stays}/split", new { messageIds = Array.Empty<string>() })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await agent.SendAsync(HttpMethod.Delete, $"/api/v1/undo/{split.Text("undoId")}")).StatusCode);
        Assert.Equal(2, (await TextsAsync(agent, stays)).Count);
    }

    [Fact]
    public async Task A_suggestion_is_taken_or_refused_once()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = (await host.AddAccountAsync()).Id;
        var (one, two, three) = (await host.ConversationAsync(account, "one"), await host.ConversationAsync(account, "two"), await host.ConversationAsync(account, "three"));
        await SuggestAsync(host, one, two);
        await SuggestAsync(host, one, three);
        using var agent = await host.AsAsync(Role.Agent);

        Assert.Equal(["suggested", "suggested"], await RelationsAsync(agent, one));
        Assert.Equal(HttpStatusCode.OK, (await agent.SendAsync(HttpMethod.Delete, $"/api/v1/conversations/{one}/suggestions/{two}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await agent.SendAsync(HttpMethod.Delete, $"/api/v1/conversations/{one}/suggestions/{two}")).StatusCode);
        Assert.Equal(["suggested"], await RelationsAsync(agent, one));
        Assert.Equal(HttpStatusCode.OK, (await agent.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{one}/suggestions/{three}")).StatusCode);
        Assert.Equal(["one", "three"], (await TextsAsync(agent, one)).Order());
    }

    [Fact]
    public async Task A_stranger_in_a_conversation_is_let_in_by_staff()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await host.ConversationAsync((await host.AddAccountAsync()).Id);
        await host.Get<Database>().WriteAsync(
            t => t.RunAsync("insert into participants (conversation_id, address, role, verified) values (@id, 'eve+x@example.net', 'from', false)", new { id }, Cancel), Cancel);
        using var agent = await host.AsAsync(Role.Agent);
        var eve = (await ParticipantsAsync()).Single(p => !p.GetProperty("verified").GetBoolean()).Text("identityId");

        var path = $"/api/v1/conversations/{id}/participants/{Uri.EscapeDataString(eve)}/acceptance";
        Assert.Equal(HttpStatusCode.OK, (await agent.SendAsync(HttpMethod.Put, path, new { })).StatusCode);
        Assert.All(await ParticipantsAsync(), p => Assert.True(p.GetProperty("verified").GetBoolean()));
        Assert.Equal(HttpStatusCode.NotFound, (await agent.SendAsync(HttpMethod.Put, $"/api/v1/conversations/{id}/participants/nobody/acceptance", new { })).StatusCode);

        async Task<List<JsonElement>> ParticipantsAsync() => [.. (await agent.ReadAsync($"/api/v1/conversations/{id}")).GetProperty("participants").EnumerateArray()];
    }

    [Fact]
    public async Task A31_nobody_joins_undoes_or_sees_what_belongs_to_an_account_of_another_team()
    {
        await using var host = await GatewayHost.StartAsync();
        var (open, closed) = ((await host.AddAccountAsync("Open")).Id, (await host.AddAccountAsync("Closed")).Id);
        await host.Get<Teams>().SaveAsync(null, "Others", [], [closed], Cancel);
        var (mine, theirs, theirs2) = (await host.ConversationAsync(open, "mine"), await host.ConversationAsync(closed, "theirs"), await host.ConversationAsync(closed, "theirs too"));
        await SuggestAsync(host, mine, theirs);
        using var agent = await host.AsAsync(Role.Agent);
        using var admin = await host.AsAsync(Role.Admin);
        var (me, them) = (await PersonAsync(mine), await PersonAsync(theirs));
        var merged = (await (await admin.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{theirs}/merge", new { otherId = theirs2 })).JsonAsync()).Text("undoId");
        var people = (await (await admin.SendAsync(HttpMethod.Post, $"/api/v1/people/{them}/merge", new { otherId = await PersonAsync(theirs) })).JsonAsync()).ValueKind;

        Assert.Equal(JsonValueKind.Object, people);
        Assert.Empty(await RelationsAsync(agent, mine));
        Assert.Equal(["suggested"], await RelationsAsync(admin, mine));
        foreach (var (method, path, body) in ((HttpMethod, string, object?)[])[
            (HttpMethod.Post, $"conversations/{mine}/merge", new { otherId = theirs }), (HttpMethod.Post, $"conversations/{theirs}/merge", new { otherId = mine }),
            (HttpMethod.Post, $"conversations/{mine}/suggestions/{theirs}", new { }), (HttpMethod.Delete, $"conversations/{mine}/suggestions/{theirs}", null),
            (HttpMethod.Post, $"conversations/{theirs}/split", new { messageIds = new[] { "x" } }), (HttpMethod.Put, $"conversations/{theirs}/participants/x/acceptance", new { }),
            (HttpMethod.Post, $"people/{me}/merge", new { otherId = them }), (HttpMethod.Post, $"people/{them}/merge", new { otherId = me }), (HttpMethod.Delete, $"undo/{merged}", null)])
            Assert.Equal(HttpStatusCode.NotFound, (await agent.SendAsync(method, $"/api/v1/{path}", body)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await admin.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{mine}/merge", new { otherId = theirs })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.SendAsync(HttpMethod.Delete, $"/api/v1/undo/{merged}")).StatusCode);

        async Task<string> PersonAsync(string conversation) => (await admin.ReadAsync($"/api/v1/conversations/{conversation}")).GetProperty("person").Text("id");
    }

    [Fact]
    public async Task Two_people_become_one_and_two_again_by_whoever_sees_them()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = (await host.AddAccountAsync()).Id;
        var (ada, bob) = (await host.ConversationAsync(account, "a", "Ada Élise"), await host.ConversationAsync(account, "b", "Bob"));
        using var agent = await host.AsAsync(Role.Agent);
        var (first, second) = (Assert.Single(await FoundAsync("élise a", "ÉLISE", "Élise")), Assert.Single(await FoundAsync("bo")));
        var merged = await (await agent.SendAsync(HttpMethod.Post, $"/api/v1/people/{first}/merge", new { otherId = second })).JsonAsync();

        Assert.Equal(2, merged.GetProperty("person").GetProperty("identities").GetArrayLength());
        Assert.Equal(first, (await agent.ReadAsync($"/api/v1/conversations/{bob}")).GetProperty("person").Text("id"));
        Assert.Empty(await FoundAsync("B_b", "A%e"));
        Assert.Equal(HttpStatusCode.NoContent, (await agent.SendAsync(HttpMethod.Delete, $"/api/v1/undo/{merged.Text("undoId")}")).StatusCode);
        Assert.Equal(second, (await agent.ReadAsync($"/api/v1/conversations/{bob}")).GetProperty("person").Text("id"));
        Assert.Equal(first, (await agent.ReadAsync($"/api/v1/conversations/{ada}")).GetProperty("person").Text("id"));

        async Task<List<string>> FoundAsync(params string[] words)
        {
            var found = new HashSet<string>();
            foreach (var q in words)
                foreach (var person in (await agent.ReadAsync($"/api/v1/people?q={Uri.EscapeDataString(q)}")).GetProperty("items").EnumerateArray())
                    found.Add(person.Text("id"));
            return [.. found];
        }
    }

    [Fact]
    public async Task A31_people_are_found_only_through_accounts_that_the_caller_sees()
    {
        await using var host = await GatewayHost.StartAsync();
        var closed = (await host.AddAccountAsync("Closed")).Id;
        await host.Get<Teams>().SaveAsync(null, "Others", [], [closed], Cancel);
        await host.ConversationAsync(closed, "secret", "Hidden Person");

        Assert.Empty((await (await host.AsAsync(Role.Agent)).ReadAsync("/api/v1/people?q=hidden")).GetProperty("items").EnumerateArray());
        Assert.Single((await (await host.AsAsync(Role.Admin)).ReadAsync("/api/v1/people?q=hidden")).GetProperty("items").EnumerateArray());
    }

    private static async Task<List<string>> TextsAsync(HttpClient client, string conversation) =>
        [.. (await client.ReadAsync($"/api/v1/conversations/{conversation}/messages")).GetProperty("items").EnumerateArray().Select(m => m.Text("text"))];

    private static async Task<List<string>> RelationsAsync(HttpClient client, string conversation) =>
        [.. (await client.ReadAsync($"/api/v1/conversations/{conversation}")).GetProperty("related").EnumerateArray().Select(r => r.Text("relation"))];

    private static Task SuggestAsync(GatewayHost host, string id, string other) => host.Get<Database>().WriteAsync(
        t => t.RunAsync("insert into related (conversation_id, other_id, relation, created_at) values (@id, @other, 'suggested', 0)", new { id, other }, Cancel), Cancel);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
