using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Inbox.Gateway;

namespace Inbox.Tests.Gateway;

public sealed class ConversationTests
{
    [Fact]
    public async Task A_cursor_that_is_none_and_a_field_that_is_missing_are_named()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await host.ConversationAsync((await host.AddAccountAsync()).Id);
        using var agent = await host.AsAsync(Role.Agent);
        var person = (await agent.ReadAsync($"/api/v1/conversations/{id}")).GetProperty("person").Text("id");

        foreach (var (path, name) in ((string, string)[])[("/api/v1/conversations?cursor=x", "cursor"), ($"/api/v1/conversations/{id}/messages?before=x", "before"), ($"/api/v1/people/{person}/conversations?cursor=x", "cursor")])
        {
            var refused = await agent.SendAsync(HttpMethod.Get, path);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains("is no cursor of this list", (await refused.JsonAsync()).GetProperty("errors").GetProperty(name)[0].GetString(), StringComparison.Ordinal);
        }
        var empty = await agent.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/replies", new { clientId = "c1" });
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        Assert.Contains("text is missing", (await empty.JsonAsync()).Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_read_the_list_the_conversation_and_its_messages()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = await host.AddAccountAsync();
        var id = await host.ConversationAsync(account.Id);
        var agent = await host.AsAsync(Role.Agent);

        var card = Assert.Single((await agent.ReadAsync("/api/v1/conversations?state=waiting")).GetProperty("items").EnumerateArray());
        Assert.Equal(id, card.Text("id"));
        Assert.Equal("2026-03-02T09:00:00.000Z", card.Text("waitingSince"));
        Assert.Equal("Carla", card.GetProperty("person").Text("name"));
        Assert.Equal(1, (await agent.ReadAsync("/api/v1/conversations/counts")).GetProperty("waiting").GetInt32());
        Assert.Equal(JsonValueKind.Array, (await agent.ReadAsync($"/api/v1/conversations/{id}")).GetProperty("asks").ValueKind);
        var message = Assert.Single((await agent.ReadAsync($"/api/v1/conversations/{id}/messages")).GetProperty("items").EnumerateArray());
        Assert.Equal("in", message.Text("direction"));
        Assert.Equal("Carla", message.GetProperty("author").Text("name"));
        var person = card.GetProperty("person").Text("id");
        Assert.Equal("email", (await agent.ReadAsync($"/api/v1/people/{person}")).GetProperty("identities")[0].Text("channel"));
        Assert.Single((await agent.ReadAsync($"/api/v1/people/{person}/conversations")).GetProperty("items").EnumerateArray());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await agent.SendAsync(HttpMethod.Get, "/api/v1/conversations?state=burning")).StatusCode);
    }

    [Fact]
    public async Task A_reply_is_accepted_once_per_client_id_and_can_be_taken_back()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await host.ConversationAsync((await host.AddAccountAsync()).Id);
        var agent = await host.AsAsync(Role.Agent);
        var body = new { clientId = "c1", text = "On its way.", seenVersion = 1 };
        var first = await agent.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/replies", body);
        var again = await agent.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/replies", body);

        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        var message = (await first.JsonAsync()).GetProperty("message");
        Assert.Equal(message.Text("id"), (await again.JsonAsync()).GetProperty("message").Text("id"));
        Assert.Equal("queued", message.Text("state"));
        Assert.Equal("Agent", message.GetProperty("author").Text("name"));
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(Role.Agent)).SendAsync(HttpMethod.Delete, $"/api/v1/conversations/{id}/replies/c1")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await agent.SendAsync(HttpMethod.Delete, $"/api/v1/conversations/{id}/replies/c1")).StatusCode);
        Assert.Single((await agent.ReadAsync($"/api/v1/conversations/{id}/messages")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task B60_a_reply_of_33_KB_and_more_goes_through()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await host.ConversationAsync((await host.AddAccountAsync()).Id);
        var text = string.Concat(Enumerable.Repeat("0123456789é\n", 3_000)) + new string('x', 100_000);
        var answer = await (await host.AsAsync(Role.Agent)).SendAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/replies", new { clientId = "c1", text, seenVersion = 1 });

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(text, (await answer.JsonAsync()).GetProperty("message").Text("text"));
    }

    [Fact]
    public async Task A_reply_that_overlooks_a_new_message_is_refused_with_what_was_missed()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await host.ConversationAsync((await host.AddAccountAsync()).Id);
        var answer = await (await host.AsAsync(Role.Agent)).SendAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/replies", new { clientId = "c1", text = "Hi", seenVersion = 0 });

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = await answer.JsonAsync();
        Assert.Equal("Where is my parcel?", Assert.Single(problem.GetProperty("missed").EnumerateArray()).Text("text"));
        Assert.Equal(1, problem.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Each_act_answers_with_the_card_that_follows()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await host.ConversationAsync((await host.AddAccountAsync()).Id);
        var staff = await host.AddAsync(Role.Agent);
        var agent = host.As(await host.SessionAsync(staff));
        async Task<JsonElement> Act(HttpMethod method, string what, object? body = null)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            var answer = await agent.SendAsync(method, $"/api/v1/conversations/{id}/{what}", body);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return await answer.JsonAsync();
        }

        Assert.Equal(staff, (await Act(HttpMethod.Put, "assignment", new { staffId = staff })).GetProperty("assignee").Text("id"));
        Assert.Equal(JsonValueKind.Null, (await Act(HttpMethod.Delete, "assignment")).GetProperty("assignee").ValueKind);
        Assert.Equal("vip", (await Act(HttpMethod.Put, "tags/vip", new { })).GetProperty("tags")[0].GetString());
        var known = await Act(HttpMethod.Patch, "context", new { nature = "question", also = (string[])["complaint", "question"], topic = "Delivery", outcome = "sale", amount = 12.5 });
        Assert.Equal(("question", "staff", "Delivery", 12.5m), (known.GetProperty("nature").Text("value"), known.GetProperty("nature").Text("source"), known.Text("topic"), known.GetProperty("amount").GetDecimal()));
        Assert.Equal("complaint", Assert.Single(known.GetProperty("also").EnumerateArray()).GetString());
        Assert.Equal("snoozed", (await Act(HttpMethod.Put, "snooze", new { until = "2026-03-03T09:00:00.000Z" })).Text("state"));
        Assert.NotEqual("snoozed", (await Act(HttpMethod.Delete, "snooze")).Text("state"));
        Assert.Equal("closed", (await Act(HttpMethod.Put, "closure", new { outcome = "solved" })).Text("state"));
        Assert.NotEqual("closed", (await Act(HttpMethod.Delete, "closure")).Text("state"));
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await agent.SendAsync(HttpMethod.Put, $"/api/v1/conversations/{id}/assignment", new { staffId = await host.AddAsync(Role.Marketer) })).StatusCode);
    }

    [Fact]
    public async Task A_draft_remembers_as_what_it_was_written()
    {
        await using var host = await GatewayHost.StartAsync();
        var path = $"/api/v1/conversations/{await host.ConversationAsync((await host.AddAccountAsync()).Id)}";
        using var agent = await host.AsAsync(Role.Agent);
        string? updatedAt = null;
        foreach (var way in (string[])["note", "private", "public"])
        {
            var saved = await (await agent.SendAsync(HttpMethod.Put, $"{path}/draft", new { text = "Careful", way, updatedAt })).JsonAsync();
            updatedAt = saved.Text("updatedAt");
            Assert.Equal(way, saved.Text("way"));
            Assert.Equal(way, (await agent.ReadAsync(path)).GetProperty("draft").Text("way"));
        }
        Assert.Equal(HttpStatusCode.OK, (await agent.SendAsync(HttpMethod.Put, $"{path}/draft", new { text = "Careful", updatedAt })).StatusCode);
        Assert.Equal(JsonValueKind.Null, (await agent.ReadAsync(path)).GetProperty("draft").GetProperty("way").ValueKind);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await agent.SendAsync(HttpMethod.Put, $"{path}/draft", new { text = "Careful", way = "shout" })).StatusCode);
    }

    [Fact]
    public async Task A_draft_of_another_tab_is_shown_and_not_written_over()
    {
        await using var host = await GatewayHost.StartAsync();
        var path = $"/api/v1/conversations/{await host.ConversationAsync((await host.AddAccountAsync()).Id)}";
        using var agent = await host.AsAsync(Role.Agent);
        Task<HttpResponseMessage> Save(string text, string? updatedAt = null) => agent.SendAsync(HttpMethod.Put, $"{path}/draft", new { text, way = "private", updatedAt });
        async Task<string> Kept() => (await agent.ReadAsync(path)).GetProperty("draft").Text("text");

        var first = (await (await Save("Dear")).JsonAsync()).Text("updatedAt");
        var second = (await (await Save("Dear Ruth", first)).JsonAsync()).Text("updatedAt");
        foreach (var stale in (string?[])[null, first])
        {
            var refused = await Save("Two", stale);
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            var newer = (await refused.JsonAsync()).GetProperty("draft");
            Assert.Equal(("Dear Ruth", "private", second), (newer.Text("text"), newer.Text("way"), newer.Text("updatedAt")));
            Assert.Equal(HttpStatusCode.Conflict, (await Save("", stale)).StatusCode);
        }
        await agent.SendAsync(HttpMethod.Delete, $"{path}/draft?updatedAt={Uri.EscapeDataString(first)}");
        Assert.Equal("Dear Ruth", await Kept());
        Assert.Equal(HttpStatusCode.OK, (await Save("Two, and dear Ruth", second)).StatusCode);
        Assert.Equal("Two, and dear Ruth", await Kept());
        await agent.SendAsync(HttpMethod.Delete, $"{path}/draft");
        Assert.Equal(JsonValueKind.Null, (await agent.ReadAsync(path)).GetProperty("draft").ValueKind);
    }

    [Fact]
    public async Task What_was_written_from_a_draft_that_was_sent_or_emptied_is_not_kept_without_being_asked_for()
    {
        await using var host = await GatewayHost.StartAsync();
        var path = $"/api/v1/conversations/{await host.ConversationAsync((await host.AddAccountAsync()).Id)}";
        using var agent = await host.AsAsync(Role.Agent);
        Task<HttpResponseMessage> Save(string text, string? updatedAt) => agent.SendAsync(HttpMethod.Put, $"{path}/draft", new { text, way = "private", updatedAt });

        var kept = (await (await Save("It ships today", null)).JsonAsync()).Text("updatedAt");
        await agent.SendAsync(HttpMethod.Post, $"{path}/replies", new { clientId = "r1", text = "It ships today" });
        var refused = await Save("It ships today!", kept);
        Assert.Equal((HttpStatusCode.Conflict, false), (refused.StatusCode, (await refused.JsonAsync()).TryGetProperty("draft", out _)));
        Assert.Equal(JsonValueKind.Null, (await agent.ReadAsync(path)).GetProperty("draft").ValueKind);
        Assert.Equal(HttpStatusCode.OK, (await Save("", kept)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Save("It ships today!", null)).StatusCode);
    }

    [Fact]
    public async Task A_draft_goes_with_its_conversation_however_often_that_is_merged_and_the_one_that_stays_says_which_it_was()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = (await host.AddAccountAsync()).Id;
        var (one, two, three) = (await host.ConversationAsync(account, "first"), await host.ConversationAsync(account, "second"), await host.ConversationAsync(account, "third"));
        using var agent = await host.AsAsync(Role.Agent);
        await agent.SendAsync(HttpMethod.Put, $"/api/v1/conversations/{one}/draft", new { text = "Half an hour of words", way = "private" });
        foreach (var (stays, goes) in ((string, string)[])[(two, one), (three, two)])
            Assert.Equal(HttpStatusCode.OK, (await agent.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{stays}/merge", new { otherId = goes })).StatusCode);

        var now = await agent.ReadAsync($"/api/v1/conversations/{one}");
        Assert.Equal((three, "Half an hour of words"), (now.Text("id"), now.GetProperty("draft").Text("text")));
        Assert.Equal(new[] { one, two }.Order(), now.GetProperty("merged").EnumerateArray().Select(m => m.GetString()!).Order());
    }

    [Fact]
    public async Task A_note_and_a_draft_stay_inside()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await host.ConversationAsync((await host.AddAccountAsync()).Id);
        var agent = await host.AsAsync(Role.Agent);

        Assert.Equal(HttpStatusCode.Created, (await agent.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/notes", new { clientId = "n1", text = "Careful" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await agent.SendAsync(HttpMethod.Put, $"/api/v1/conversations/{id}/draft", new { text = "Dear", attachments = Array.Empty<string>() })).StatusCode);
        Assert.Equal("Dear", (await agent.ReadAsync($"/api/v1/conversations/{id}")).GetProperty("draft").Text("text"));
        Assert.Equal(JsonValueKind.Null, (await (await host.AsAsync(Role.Agent)).ReadAsync($"/api/v1/conversations/{id}")).GetProperty("draft").ValueKind);
    }

    [Fact]
    public async Task A31_a_conversation_of_another_team_is_not_there_however_it_is_asked_for()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = await host.AddAccountAsync();
        var id = await host.ConversationAsync(account.Id, "secret parcel");
        var person = (await (await host.AsAsync(Role.Admin)).ReadAsync($"/api/v1/conversations/{id}")).GetProperty("person").Text("id");
        await host.Get<Teams>().SaveAsync(null, "Others", [], [account.Id], TestContext.Current.CancellationToken);
        var outsider = await host.AsAsync(Role.Manager);

        foreach (var (method, path, body) in ((HttpMethod, string, object?)[])[
            (HttpMethod.Get, $"conversations/{id}", null),
            (HttpMethod.Get, $"conversations/{id}/messages", null),
            (HttpMethod.Post, $"conversations/{id}/replies", new { clientId = "c", text = "t", seenVersion = 1 }),
            (HttpMethod.Post, $"conversations/{id}/notes", new { text = "t" }),
            (HttpMethod.Put, $"conversations/{id}/closure", new { }),
            (HttpMethod.Put, $"conversations/{id}/tags/x", new { }),
            (HttpMethod.Put, $"conversations/{id}/draft", new { text = "t" }),
            (HttpMethod.Put, $"conversations/{id}/snooze", new { until = "2026-04-01T00:00:00Z" }),
            (HttpMethod.Get, $"people/{person}", null),
            (HttpMethod.Get, $"people/{person}/conversations", null),
            (HttpMethod.Get, $"accounts/{account.Id}/schedule", null)])
            Assert.True(HttpStatusCode.NotFound == (await outsider.SendAsync(method, "/api/v1/" + path, body)).StatusCode, $"{method} {path}");
        foreach (var path in (string[])["conversations", "conversations?state=waiting", $"conversations?account={account.Id}", "conversations?q=secret"])
            Assert.Empty((await outsider.ReadAsync("/api/v1/" + path)).GetProperty("items").EnumerateArray());
        Assert.Equal(0, (await outsider.ReadAsync("/api/v1/conversations/counts")).GetProperty("waiting").GetInt32());
        Assert.Contains((await (await host.AsAsync(Role.Admin)).ReadAsync("/api/v1/audit")).GetProperty("items").EnumerateArray(), e => e.Text("action") == "access-denied");
    }

    [Fact]
    public async Task B46_a_file_is_its_uploaders_until_a_reply_takes_it_and_then_its_accounts()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await host.ConversationAsync((await host.AddAccountAsync()).Id);
        var (one, other) = (await host.AsAsync(Role.Agent), await host.AsAsync(Role.Agent));
        var file = await UploadAsync(one, "a.txt");

        Assert.Equal(HttpStatusCode.NotFound, (await other.SendAsync(HttpMethod.Get, $"/api/v1/attachments/{file}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.SendAsync(HttpMethod.Delete, $"/api/v1/attachments/{file}")).StatusCode);
        var unwanted = await UploadAsync(one, "b.txt");
        Assert.Equal(HttpStatusCode.NoContent, (await one.SendAsync(HttpMethod.Delete, $"/api/v1/attachments/{unwanted}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await one.SendAsync(HttpMethod.Get, $"/api/v1/attachments/{unwanted}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await one.SendAsync(HttpMethod.Get, $"/api/v1/attachments/{file}")).StatusCode);
        var stolen = await other.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/replies", new { clientId = "c1", text = "t", attachments = new[] { file } });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stolen.StatusCode);
        var sent = await one.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/replies", new { clientId = "c2", text = "t", attachments = new[] { file } });
        Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.SendAsync(HttpMethod.Get, $"/api/v1/attachments/{file}")).StatusCode);
        foreach (var either in (HttpClient[])[one, other])
            Assert.Equal(HttpStatusCode.NotFound, (await either.SendAsync(HttpMethod.Delete, $"/api/v1/attachments/{file}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await one.SendAsync(HttpMethod.Get, $"/api/v1/attachments/{file}")).StatusCode);
    }

    [Fact]
    public async Task Words_are_kept_without_a_file_that_is_not_there_any_more()
    {
        await using var host = await GatewayHost.StartAsync();
        var path = $"/api/v1/conversations/{await host.ConversationAsync((await host.AddAccountAsync()).Id)}";
        using var agent = await host.AsAsync(Role.Agent);
        var (stays, goes, other) = (await UploadAsync(agent, "a.txt"), await UploadAsync(agent, "b.txt"), await UploadAsync(await host.AsAsync(Role.Agent), "c.txt"));
        await agent.SendAsync(HttpMethod.Delete, $"/api/v1/attachments/{goes}");

        var saved = await agent.SendAsync(HttpMethod.Put, $"{path}/draft", new { text = "See the file", way = "private", attachments = new[] { stays, goes, other } });
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        foreach (var draft in (JsonElement[])[await saved.JsonAsync(), (await agent.ReadAsync(path)).GetProperty("draft")])
            Assert.Equal(("See the file", stays), (draft.Text("text"), Assert.Single(draft.GetProperty("attachments").EnumerateArray()).Text("id")));
    }

    private static async Task<string> UploadAsync(HttpClient client, string name)
    {
        using var content = new ByteArrayContent("hello"u8.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        var answer = await client.PostAsync($"/api/v1/attachments?name={name}", content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.JsonAsync()).Text("id");
    }
}
