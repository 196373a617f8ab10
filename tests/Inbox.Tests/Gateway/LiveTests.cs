using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Inbox.Contracts;
using Inbox.Gateway;
using Inbox.Storage;
using MassTransit;

namespace Inbox.Tests.Gateway;

public sealed class LiveTests
{
    [Fact]
    public async Task What_a_colleague_does_arrives_with_its_card_and_its_message()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await host.ConversationAsync((await host.AddAccountAsync()).Id);
        await using var browser = await HubClient.OpenAsync(host, await host.SessionAsync(await host.AddAsync(Role.Marketer)));
        using var agent = await host.AsAsync(Role.Agent);
        await agent.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{id}/replies", new { clientId = "c1", text = "On its way.", seenVersion = 1 });

        var message = await browser.EventAsync("message");
        Assert.Equal("On its way.", message.GetProperty("message").Text("text"));
        var reply = await browser.EventAsync("replyState");
        Assert.Equal(("c1", "queued"), (reply.Text("clientId"), reply.Text("state")));
        var changed = await browser.EventAsync("changed");
        Assert.Equal(id, changed.Text("conversationId"));
        Assert.Equal("open", changed.GetProperty("card").Text("state"));
        Assert.True(changed.GetProperty("version").GetInt64() > 1);
    }

    [Fact]
    public async Task A_page_is_told_to_look_again_when_the_bus_was_away()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var browser = await HubClient.OpenAsync(host, await host.SessionAsync(await host.AddAsync(Role.Marketer)));
        Assert.DoesNotContain("missed", await browser.SeenAsync());
        await host.Get<IBusControl>().StopAsync(Cancel);
        await host.Get<IBusControl>().StartAsync(Cancel);

        await browser.EventAsync("missed");
    }

    [Fact]
    public async Task What_is_suggested_later_comes_with_the_card_as_any_change()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = await host.AddAccountAsync();
        var id = await host.ConversationAsync(account.Id);
        await using var browser = await HubClient.OpenAsync(host, await host.SessionAsync(await host.AddAsync(Role.Agent)));
        await host.Get<IBus>().Publish(new SuggestionMade(id, account.Id, 1), Cancel);

        Assert.Equal(id, (await browser.EventAsync("changed")).Text("conversationId"));
    }

    [Fact]
    public async Task B58_another_teams_conversation_is_neither_watched_nor_heard_of()
    {
        await using var host = await GatewayHost.StartAsync();
        var (open, closed) = (await host.AddAccountAsync("open"), await host.AddAccountAsync("closed"));
        var (seen, secret) = (await host.ConversationAsync(open.Id), await host.ConversationAsync(closed.Id));
        await host.Get<Teams>().SaveAsync(null, "Others", [], [closed.Id], Cancel);
        await using var outsider = await HubClient.OpenAsync(host, await host.SessionAsync(await host.AddAsync(Role.Manager)));

        Assert.Null(await outsider.CallAsync("Watch", seen));
        foreach (var asked in (string[])[secret, "%", "conv:%", "", "' or 1=1 --"])
        {
            Assert.NotNull(await outsider.CallAsync("Watch", asked));
            Assert.NotNull(await outsider.CallAsync("Typing", asked));
        }
        await host.Get<LivePush>().PushAsync(new ConversationChanged(secret, closed.Id, 2, [], []), Cancel);
        await host.Get<LivePush>().PushAsync(new AccountHealthChanged(closed.Id, HealthState.Red, "secret"), Cancel);
        var events = await outsider.SeenAsync();
        Assert.DoesNotContain("changed", events);
        Assert.DoesNotContain("health", events);
        await host.Get<LivePush>().PushAsync(new ConversationChanged(seen, open.Id, 2, [], []), Cancel);
        Assert.Contains("changed", await outsider.SeenAsync());
    }

    [Fact]
    public async Task B58_what_a_private_talk_came_from_is_shown_only_to_who_may_see_that_too()
    {
        await using var host = await GatewayHost.StartAsync();
        var (open, closed) = (await host.AddAccountAsync("talks"), await host.AddAccountAsync("comments"));
        var (talk, comment) = (await host.ConversationAsync(open.Id), await host.ConversationAsync(closed.Id));
        await host.Get<Database>().WriteAsync(t => t.RunAsync("update conversations set content_id = 'p', content_title = 'Bread' where id = @comment", new { comment }, Cancel), Cancel);
        await host.SayAsync(talk, "out", 1, "In private.", answersComment: await host.Get<Database>().OneAsync<string>("select id from messages where conversation_id = @comment", new { comment }, Cancel));
        var insider = await host.AddAsync(Role.Manager);
        await host.Get<Teams>().SaveAsync(null, "Others", [insider], [closed.Id], Cancel);
        await using var inside = await HubClient.OpenAsync(host, await host.SessionAsync(insider));
        await using var outside = await HubClient.OpenAsync(host, await host.SessionAsync(await host.AddAsync(Role.Manager)));
        await host.Get<LivePush>().PushAsync(new ConversationChanged(talk, open.Id, 2, [], []), Cancel);

        Assert.Equal("Bread", (await inside.EventAsync("changed")).GetProperty("card").GetProperty("content").Text("title"));
        Assert.Equal(JsonValueKind.Null, (await outside.EventAsync("changed")).GetProperty("card").GetProperty("content").ValueKind);
        using var member = host.As(await host.SessionAsync(insider));
        using var stranger = await host.AsAsync(Role.Manager);
        Assert.Contains("Bread", await member.GetStringAsync($"/api/v1/conversations?account={open.Id}", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("Bread", await stranger.GetStringAsync($"/api/v1/conversations?account={open.Id}", Cancel) + await stranger.GetStringAsync($"/api/v1/conversations/{talk}", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task B58_a_connection_hears_nothing_more_of_an_account_once_a_team_takes_it_away()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = await host.AddAccountAsync();
        var id = await host.ConversationAsync(account.Id);
        await using var agent = await HubClient.OpenAsync(host, await host.SessionAsync(await host.AddAsync(Role.Agent)));
        await host.Get<LivePush>().PushAsync(new ConversationChanged(id, account.Id, 2, [], []), Cancel);
        await agent.EventAsync("changed");
        using var admin = await host.AsAsync(Role.Admin);
        await admin.SendAsync(HttpMethod.Post, "/api/v1/teams", new { name = "Others", accounts = new[] { account.Id } });
        await host.Get<LivePush>().PushAsync(new ConversationChanged(id, account.Id, 3, [], []), Cancel);

        Assert.DoesNotContain("changed", await agent.SeenAsync());
    }

    [Fact]
    public async Task A20_an_open_connection_is_cut_within_5_seconds_when_its_session_ends_in_another_process()
    {
        await using var host = await GatewayHost.StartAsync();
        var staff = await host.AddAsync(Role.Agent);
        await using var connection = await HubClient.OpenAsync(host, await host.SessionAsync(staff));
        Assert.Null(await connection.CallAsync("Unwatch", "nothing"));
        await host.Get<StaffMembers>().ChangeAsync(staff, null, disabled: true, null, Cancel);
        host.Clock.Advance(TimeSpan.FromSeconds(5));

        await connection.ClosedAsync();
    }

    [Fact]
    public async Task A18_a_connection_needs_a_session_of_ours_from_a_page_of_ours_and_no_token_in_its_address()
    {
        await using var host = await GatewayHost.StartAsync();
        var session = await host.SessionAsync(await host.AddAsync(Role.Agent));
        await Assert.ThrowsAsync<WebSocketException>(() => HubClient.OpenAsync(host, session, "https://evil.example"));
        await Assert.ThrowsAsync<WebSocketException>(() => HubClient.OpenAsync(host, _ => { }));
        await Assert.ThrowsAsync<WebSocketException>(() => HubClient.OpenAsync(host, "0000000000000000000000000000000000000000000"));
        var token = (await host.Get<ApiTokens>().CreateAsync("t", Role.Agent, null, Cancel)).Text;
        using var client = host.Stranger();
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.SendAsync(HttpMethod.Post, $"/live/negotiate?access_token={token}")).StatusCode);
        await using var program = await HubClient.OpenAsync(host, o => o.SetRequestHeader("Authorization", $"Bearer {token}"));
        Assert.Null(await program.CallAsync("Unwatch", "nothing"));
    }

    [Fact]
    public async Task Colleagues_see_who_looks_at_a_conversation_and_who_is_writing_here_and_at_other_gateways()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await host.ConversationAsync((await host.AddAccountAsync()).Id);
        await using var one = await HubClient.OpenAsync(host, await host.SessionAsync(await host.AddAsync(Role.Agent)));
        await using var two = await HubClient.OpenAsync(host, await host.SessionAsync(await host.AddAsync(Role.Manager)));
        await one.CallAsync("Watch", id);
        Assert.Single((await one.EventAsync("presence")).GetProperty("staff").EnumerateArray());
        await two.CallAsync("Watch", id);
        Assert.Equal(["Agent", "Manager"], (await one.EventAsync("presence")).GetProperty("staff").EnumerateArray().Select(s => s.Text("name")).Order());
        await two.CallAsync("Typing", id);
        Assert.Equal("Manager", Assert.Single((await one.EventAsync("presence")).GetProperty("typing").EnumerateArray()).Text("name"));
        host.Clock.Advance(PresenceBoard.TypingLasts + TimeSpan.FromSeconds(1));
        Assert.Empty((await one.EventAsync("presence")).GetProperty("typing").EnumerateArray());

        await host.Get<IBus>().Publish(new PresenceChanged("another gateway", id, [new("s9", "Zoe", true)]), Cancel);
        var withZoe = await one.EventAsync("presence");
        Assert.Contains(withZoe.GetProperty("typing").EnumerateArray(), s => s.Text("name") == "Zoe");
        Assert.Equal(3, withZoe.GetProperty("staff").GetArrayLength());
    }

    [Fact]
    public async Task B58_who_is_answered_is_told_only_of_answers_by_staff_who_may_give_them()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = await host.AddAccountAsync();
        var (id, other) = (await host.ConversationAsync(account.Id), await host.ConversationAsync((await host.AddAccountAsync("closed")).Id));
        await host.Get<Teams>().SaveAsync(null, "Others", [], [(await host.Get<Accounts>().ListAsync(Cancel)).Single(a => a.Name == "closed").Id], Cancel);
        await using var marketer = await HubClient.OpenAsync(host, await host.SessionAsync(await host.AddAsync(Role.Marketer)));
        await using var agent = await HubClient.OpenAsync(host, await host.SessionAsync(await host.AddAsync(Role.Agent)));

        var begun = System.Threading.Channels.Channel.CreateUnbounded<AnswerBegun>();
        await host.Get<IBusControl>().ConnectReceiveEndpoint("begun", e => e.Handler<AnswerBegun>(c => begun.Writer.WriteAsync(c.Message).AsTask())).Ready;

        Assert.Null(await marketer.CallAsync("Answering", id));
        Assert.Null(await agent.CallAsync("Typing", id));
        Assert.NotNull(await agent.CallAsync("Answering", other));
        Assert.Null(await agent.CallAsync("Answering", id));
        var contact = await host.Get<Database>().OneAsync<string>("select author_external_id from messages where conversation_id = @id", new { id }, Cancel);
        Assert.Equal(new AnswerBegun(account.Id, contact!), await begun.Reader.ReadAsync(Cancel));
        Assert.False(begun.Reader.TryRead(out _));
    }

    [Fact]
    public async Task Changes_of_many_conversations_at_once_bring_each_its_own_card_and_words()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = await host.AddAccountAsync();
        var talks = new List<(string Id, string Message)>();
        for (var i = 0; i < 20; i++)
        {
            var id = await host.ConversationAsync(account.Id);
            talks.Add((id, (await host.Get<Database>().OneAsync<string>("select id from messages where conversation_id = @id", new { id }, Cancel))!));
        }
        await using var agent = await HubClient.OpenAsync(host, await host.SessionAsync(await host.AddAsync(Role.Agent)));
        await Task.WhenAll(talks.Select(t => Task.Run(() => host.Get<LivePush>().PushAsync(new ConversationChanged(t.Id, account.Id, 2, [t.Message], []), Cancel))));

        var seen = new List<(string, string)>();
        foreach (var _ in talks)
        {
            var said = await agent.EventAsync("message");
            seen.Add((said.Text("conversationId")!, said.GetProperty("message").Text("id")!));
        }
        Assert.Equal(talks.Order(), seen.Order());
    }

    [Fact]
    public async Task A_burst_of_changes_is_put_together_and_its_last_version_arrives()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = await host.AddAccountAsync();
        var id = await host.ConversationAsync(account.Id);
        await using var agent = await HubClient.OpenAsync(host, await host.SessionAsync(await host.AddAsync(Role.Agent)));
        var push = host.Get<LivePush>();
        // Where the machine gives us one thread only, each is over before the next begins, and there is nothing to put together: then another burst.
        for (var sent = 200; ; sent += 200)
        {
            await Task.WhenAll(Enumerable.Range(sent - 198, 200).Select(v => Task.Run(() => push.PushAsync(new ConversationChanged(id, account.Id, v, [], [new($"c{v}", ReplyState.Sent, null)]), Cancel))));
            var events = await agent.SeenAsync();
            Assert.Equal(sent, events.Count(e => e == "replyState"));
            if (events.Count(e => e == "changed") < sent)
                break;
            Assert.True(sent < 4_000, "In twenty bursts no change was put together with another.");
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
