using System.Net;
using Inbox.Contracts;
using Inbox.Gateway;
using Inbox.Insights;
using Inbox.Servers;
using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Tests.Gateway;

public sealed class ReportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_row_leads_to_the_conversations_behind_it_page_by_page_the_latest_first()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = (await host.AddAccountAsync()).Id;
        var asked = new List<string>();
        foreach (var hours in (int[])[1, 2, 3])
        {
            asked.Insert(0, await AskAsync(host, account, hours));
            host.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        using var manager = await host.AsAsync(Role.Manager);

        foreach (var report in (string[])["response-times?groupBy=account", "questions?groupBy=channel", "response-times?groupBy=staff"])
        {
            var link = Assert.Single((await manager.ReadAsync($"/api/v1/reports/{report}")).GetProperty("rows").EnumerateArray()).Text("link");
            var found = new List<string>();
            for (string? cursor = ""; cursor is not null;)
            {
                var page = await manager.ReadAsync($"{link}&limit=2&cursor={cursor}");
                found.AddRange(page.GetProperty("items").EnumerateArray().Select(c => c.Text("id")));
                cursor = page.GetProperty("next").GetString();
            }
            Assert.Equal(asked, found);
        }
        var hour = (await manager.ReadAsync("/api/v1/reports/staffing")).GetProperty("rows").EnumerateArray().First(r => r.GetProperty("asks").GetInt32() > 0);
        Assert.Equal(3, (await manager.ReadAsync(hour.Text("link"))).GetProperty("items").GetArrayLength());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Who_waits_longest_never_drops_out_of_the_report(string database)
    {
        await using var host = await GatewayHost.StartAsync(postgres: database == "postgres" ? await SharedPostgres.CreateDatabaseAsync() : null);
        var account = (await host.AddAccountAsync()).Id;
        var conversation = await AskAsync(host, account, 5);
        await AskAsync(host, account, 1);
        var writer = new PackWriter(host.Get<Database>());
        host.Clock.Advance(TimeSpan.FromDays(90));
        using var manager = await host.AsAsync(Role.Admin);

        foreach (var isPacked in new[] { false, true })
        {
            while (isPacked && await writer.RunAsync(500, Cancel) > 0)
            {
            }
            foreach (var by in (string[])["none", "account", "staff"])
            {
                var row = Assert.Single((await manager.ReadAsync($"/api/v1/reports/response-times?groupBy={by}")).GetProperty("rows").EnumerateArray());
                Assert.Equal((0, 1), (row.GetProperty("n").GetInt32(), row.GetProperty("waiting").GetInt32()));
                Assert.InRange(row.GetProperty("longestWaitMs").GetInt64(), (long)TimeSpan.FromDays(90).TotalMilliseconds, (long)TimeSpan.FromDays(91).TotalMilliseconds);
                Assert.Equal(conversation, Assert.Single((await manager.ReadAsync(row.Text("waitingLink"))).GetProperty("items").EnumerateArray()).Text("id"));
                Assert.Empty((await manager.ReadAsync(row.Text("link"))).GetProperty("items").EnumerateArray());
            }
            Assert.Empty((await manager.ReadAsync("/api/v1/reports/response-times?groupBy=hour")).GetProperty("rows").EnumerateArray());
        }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Teams_hours_and_the_period_before_are_read_from_the_tables(string database)
    {
        await using var host = await GatewayHost.StartAsync(postgres: database == "postgres" ? await SharedPostgres.CreateDatabaseAsync() : null);
        var account = (await host.AddAccountAsync()).Id;
        await host.Get<Schedules>().SetAsync(account, new("UTC", [new([1, 2, 3, 4, 5, 6, 7], "00:00", "24:00")], [], "2020-01-01"), Cancel);
        var team = Id.New(host.Clock);
        await host.Get<Database>().WriteAsync(
            async t =>
            {
                await t.RunAsync("insert into teams (id, name, created_at) values (@team, 'Support', 0)", new { team }, Cancel);
                await t.RunAsync("insert into team_accounts (team_id, account_id) values (@team, @account)", new { team, account }, Cancel);
            },
            Cancel);
        for (var i = 0; i < 5; i++)
            await AskAsync(host, account, 5);
        host.Clock.Advance(TimeSpan.FromDays(28));
        for (var i = 0; i < 5; i++)
            await AskAsync(host, account, 5);
        using var manager = await host.AsAsync(Role.Admin);

        var row = Assert.Single((await manager.ReadAsync("/api/v1/reports/response-times?groupBy=team&compare=before")).GetProperty("rows").EnumerateArray());

        Assert.Equal((team, 5, 10, 5), (row.Text("key"), row.GetProperty("n").GetInt32(), row.GetProperty("waiting").GetInt32(), row.GetProperty("before").GetProperty("n").GetInt32()));
        Assert.Equal((6 * 3_600_000L, true), (row.GetProperty("working").GetProperty("median").GetProperty("ms").GetInt64(), row.GetProperty("working").GetProperty("median").GetProperty("isLongerThan").GetBoolean()));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Depth_people_and_second_dates_are_read_from_the_tables_and_lead_to_their_conversations(string database)
    {
        await using var host = await GatewayHost.StartAsync(postgres: database == "postgres" ? await SharedPostgres.CreateDatabaseAsync() : null);
        var account = (await host.AddAccountAsync()).Id;
        var (anna, bob) = (await host.ConversationAsync(account, "Where is my parcel?", "Anna"), await host.ConversationAsync(account, "One two three", "Bob"));
        await host.SayAsync(anna, "out", 1, "It comes tomorrow.");
        await host.SayAsync(anna, "in", 2, "Thank you so much");
        await host.SayAsync(anna, "in", 24 * 20, "Another one");
        await host.SayAsync(anna, "out", 24 * 20 + 1, "An automatic word", automatic: "absence");
        await host.SayAsync(bob, "out", 3, "A failed one", state: "failed");
        host.Clock.Advance(TimeSpan.FromDays(60));
        using var manager = await host.AsAsync(Role.Marketer);
        async Task<System.Text.Json.JsonElement> Row(string report) => Assert.Single((await manager.ReadAsync($"/api/v1/reports/{report}?groupBy=account&from=2020-01-01T00:00:00Z")).GetProperty("rows").EnumerateArray());
        async Task<string[]> Behind(System.Text.Json.JsonElement row) => [.. (await manager.ReadAsync(row.Text("link"))).GetProperty("items").EnumerateArray().Select(c => c.Text("id"))];

        var depth = await Row("depth");
        Assert.Equal((2, 1, 0, 1), (depth.GetProperty("n").GetInt32(), depth.GetProperty("monologues").GetInt32(), depth.GetProperty("answered").GetInt32(), depth.GetProperty("conversations").GetInt32()));
        Assert.Equal(2.0 * 3 / 13, depth.GetProperty("reciprocity").GetDouble(), 10); // 4 + 6 words of hers, 3 of ours
        Assert.Equal([anna, bob], await Behind(depth));
        var people = await Row("people");
        Assert.Equal((2, 1), (people.GetProperty("wrote").GetInt32(), people.GetProperty("cameBack").GetInt32()));
        Assert.Equal([anna, bob], await Behind(people));
        var dates = await Row("second-dates");
        Assert.Equal((2, 1, 1), (dates.GetProperty("n").GetInt32(), dates.GetProperty("returned").GetProperty("k").GetInt32(), dates.GetProperty("spontaneous").GetProperty("k").GetInt32()));
        Assert.Equal([anna, bob], await Behind(dates));
        foreach (var report in (string[])["depth", "people", "second-dates"])
        {
            var csv = await (await manager.SendAsync(HttpMethod.Get, $"/api/v1/reports/{report}?format=csv&language=fr")).Content.ReadAsStringAsync(Cancel);
            Assert.Equal("clé", Sheet.Read(csv, ';')[0][0]);
        }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Posts_and_channels_are_read_from_the_tables_and_a_private_answer_goes_on_with_its_post(string database)
    {
        await using var host = await GatewayHost.StartAsync(postgres: database == "postgres" ? await SharedPostgres.CreateDatabaseAsync() : null);
        var account = (await host.AddAccountAsync()).Id;
        var (comment, direct) = (await host.ConversationAsync(account, "How much is it?", "Anna"), await host.ConversationAsync(account, "(begun by us)", "Anna"));
        var at = host.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        await host.SayAsync(comment, "in", 1, "Anybody?");
        await host.SayAsync(direct, "in", 3, "Thanks, I take two");
        await host.Get<Database>().WriteAsync(
            async t =>
            {
                var values = new { account, comment, direct, at };
                foreach (var sql in (string[])[
                    "update conversations set content_id = 'post', who = 'customer', outcome = 'sale' where id = @comment",
                    "update messages set visibility = 'public' where conversation_id = @comment",
                    "update messages set direction = 'out', answers_comment = (select min(id) from messages where conversation_id = @comment) where conversation_id = @direct and at = @at",
                    "update conversations set person_id = (select person_id from conversations where id = @comment) where id = @direct",
                    "insert into contents (account_id, external_id, channel, title, published_at, own, seen_at) values (@account, 'post', 'email', '=Our post', @at - 1000, true, 1)",
                    "insert into contents (account_id, external_id, channel, title, published_at, own, seen_at) values (@account, 'silent', 'email', 'Nobody', @at - 500, true, 1)"])
                    await t.RunAsync(sql, values, Cancel);
            },
            Cancel);
        host.Clock.Advance(TimeSpan.FromDays(10));
        using var marketer = await host.AsAsync(Role.Marketer);

        var rows = (await marketer.ReadAsync("/api/v1/reports/conversations-by-content")).GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal([("post", 2, 1, 1, 1, 0), ("silent", 0, 0, 0, 0, 0)], rows.Select(r =>
            (r.Text("contentId"), r.GetProperty("comments").GetInt32(), r.GetProperty("people").GetInt32(), r.GetProperty("talks").GetInt32(), r.GetProperty("relevant").GetInt32(), r.GetProperty("kittenGap").GetInt32())));
        Assert.Equal([direct, comment], (await marketer.ReadAsync(rows[0].Text("link"))).GetProperty("items").EnumerateArray().Select(c => c.Text("id")));
        Assert.Contains("\"'=Our post\"", await (await marketer.SendAsync(HttpMethod.Get, "/api/v1/reports/conversations-by-content?format=csv")).Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(0, (await marketer.ReadAsync("/api/v1/reports/conversations-by-content?who=partner")).GetProperty("rows")[0].GetProperty("relevant").GetInt32());

        var channel = Assert.Single((await marketer.ReadAsync("/api/v1/reports/channels")).GetProperty("rows").EnumerateArray());
        Assert.Equal(("tooEarly", 1, 2), (channel.Text("verdict"), channel.GetProperty("listening").GetProperty("k").GetInt32(), channel.GetProperty("listening").GetProperty("n").GetInt32()));
        Assert.Equal((1, 3), (channel.GetProperty("oneToOne").GetProperty("k").GetInt32(), channel.GetProperty("oneToOne").GetProperty("n").GetInt32()));
        Assert.Equal((1, 1, 0), (channel.GetProperty("carriedToPrivate").GetProperty("k").GetInt32(), channel.GetProperty("carriedToPrivate").GetProperty("n").GetInt32(), channel.GetProperty("refused").GetInt32()));
        Assert.Equal(2, (await marketer.ReadAsync(channel.Text("link"))).GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("groupBy=likes", "groupBy")]
    [InlineData("from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z", "from")]
    [InlineData("from=1990-01-01T00:00:00Z", "from")]
    [InlineData("zone=Europe/Atlantis", "zone")]
    [InlineData("format=xls", "format")]
    [InlineData("compare=after", "compare")]
    [InlineData("who=everybody", "who")]
    public async Task A_question_that_cannot_be_answered_says_what_is_wrong_with_it(string query, string key)
    {
        await using var host = await GatewayHost.StartAsync();
        using var manager = await host.AsAsync(Role.Manager);

        var answer = await manager.SendAsync(HttpMethod.Get, $"/api/v1/reports/response-times?{query}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.True((await answer.JsonAsync()).GetProperty("errors").TryGetProperty(key, out _));
    }

    [Fact]
    public async Task A31_what_a_caller_may_not_read_is_not_counted_for_them_either()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = (await host.AddAccountAsync()).Id;
        await AskAsync(host, account, 1);
        var team = Id.New(host.Clock);
        await host.Get<Database>().WriteAsync(
            async t =>
            {
                await t.RunAsync("insert into teams (id, name, created_at) values (@team, 'Others', 0)", new { team }, Cancel);
                await t.RunAsync("insert into team_accounts (team_id, account_id) values (@team, @account)", new { team, account }, Cancel);
            },
            Cancel);
        using var outsider = await host.AsAsync(Role.Marketer);

        foreach (var query in (string[])["", $"?account={account}", "?groupBy=staff"])
            Assert.Empty((await outsider.ReadAsync($"/api/v1/reports/response-times{query}")).GetProperty("rows").EnumerateArray());
    }

    internal static async Task<string> AskAsync(GatewayHost host, string account, int hours)
    {
        var conversation = await host.ConversationAsync(account, name: $"Person {hours}");
        var at = host.Clock.GetUtcNow().AddHours(-6).ToUnixTimeMilliseconds();
        await host.Get<Database>().WriteAsync(
            t => t.RunAsync(
                "insert into asks (id, conversation_id, account_id, asked_at, answered_at, first, in_hours) values (@id, @conversation, @account, @at, @answered, true, @inHours)",
                new { id = Id.New(host.Clock), conversation, account, at, answered = hours == 5 ? (long?)null : at + hours * 3_600_000L, inHours = hours == 5 ? (bool?)null : hours > 1 }, Cancel),
            Cancel);
        return conversation;
    }
}
