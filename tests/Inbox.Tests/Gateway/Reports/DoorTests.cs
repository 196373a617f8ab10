using System.Net;
using System.Text.Json;
using Inbox.Contracts;
using Inbox.Gateway;
using Inbox.Storage;

namespace Inbox.Tests.Gateway.Reports;

public sealed class DoorTests
{
    private const int Hour = 3_600_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task As_many_conversations_stand_behind_a_mark_as_it_says()
    {
        await using var host = await GatewayHost.StartAsync();
        await SeedAsync(host);
        using var manager = await host.AsAsync(Role.Manager);

        foreach (var (report, part, figure, n) in (IReadOnlyList<(string, string, string, int)>)[
            ("response-times", "waiting", "waiting", 2),
            ("response-times", "met", "inTarget/k", 2),
            ("questions?hours=24", "inTime", "answered/k", 2),
            ("depth", "monologues", "monologues", 2),
            ("depth", "answered", "answered", 1),
            ("depth", "conversations", "conversations", 1),
            ("depth", "exchanges", "exchanges", 1),
            ("depth", "talks", "talks/k", 2),
            ("second-dates?from=2020-01-01T00:00:00Z", "returned", "returned/k", 1),
            ("second-dates?from=2020-01-01T00:00:00Z", "repeats", "repeatProblems/k", 1),
            ("people", "answered", "wereAnswered", 3),
            ("people?from=2020-01-01T00:00:00Z", "cameBack", "cameBack", 2),
            ("context", "who", "whoSaid/k", 3),
            ("context?from=2020-01-01T00:00:00Z", "nature", "natureSaid/k", 1),
            ("context?from=2020-01-01T00:00:00Z", "outcome", "outcomes/k", 1),
            ("conversations-by-content", "talks", "talks", 2),
            ("conversations-by-content", "relevant", "relevant", 1),
            ("conversations-by-content?who=partner,other", "relevant", "relevant", 1)])
        {
            var row = Assert.Single(await RowsAsync(manager, report));
            Assert.Equal((report, part, n, n), (report, part, figure.Split('/').Aggregate(row, (at, name) => at.GetProperty(name)).GetInt32(), await BehindAsync(manager, row, part)));
        }
        var week = (await RowsAsync(manager, "one-to-one?from=2020-01-01T00:00:00Z"))[0];
        Assert.Equal((2, 2), (week.GetProperty("oneToOne").GetProperty("k").GetInt32(), (await manager.ReadAsync(week.Text("link"))).GetProperty("items").GetArrayLength()));
        Assert.Equal((4, 3), ((await RowsAsync(manager, "one-to-one")).Sum(r => r.GetProperty("oneToOne").GetProperty("k").GetInt32()), await WrittenToAsync(manager)));
        var questions = Assert.Single(await RowsAsync(manager, "questions")).GetProperty("answered");
        Assert.Equal((4, 2), (questions.GetProperty("n").GetInt32(), await BehindAsync(manager, Assert.Single(await RowsAsync(manager, "questions")), "late")));
        var hours = (await RowsAsync(manager, "staffing")).Where(r => r.GetProperty("n").GetInt32() > 0).ToList();
        Assert.Equal((5, 3), (hours.Sum(r => r.GetProperty("asks").GetInt32()), hours.Sum(r => r.GetProperty("answers").GetInt32())));
        foreach (var hour in hours)
            Assert.Equal((hour.GetProperty("asks").GetInt32(), hour.GetProperty("answers").GetInt32()), (await BehindAsync(manager, hour, "asked"), await BehindAsync(manager, hour, "answered")));
    }

    [Fact]
    public async Task Behind_listening_stand_the_conversations_of_the_posts_that_count_as_heard_and_no_others()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = (await host.AddAccountAsync()).Id;
        var (begin, heard) = (host.Clock.GetUtcNow(), new List<string>());
        foreach (var (day, post, who, words, hours) in ((int, string, string?, string, int)[])[
            (0, "before the eight weeks", "customer", "out in", 1),
            (7, "heard", "customer", "out in", 1), (7, "heard", "prospect", "out in", 2), (7, "heard", "partner", "out in", 1), (7, "heard", null, "out in", 1), (7, "heard", "customer", "out", 1),
            (8, "heard late", "customer", "out in", 24 * 7), (9, "heard by others", "partner", "out in", 1),
            (53, "too young", "customer", "out in", 1)])
        {
            host.Clock.Advance(begin.AddDays(day) - host.Clock.GetUtcNow());
            var one = await host.ConversationAsync(account, "A question");
            await RunAsync(host, "insert into contents (account_id, external_id, channel, title, published_at, own, seen_at) select account_id, @id, 'email', @id, @at, true, 1 from conversations where id = @one on conflict do nothing", one, id: post);
            for (var (i, directions) = (0, words.Split(' ')); i < directions.Length; i++)
                await host.SayAsync(one, directions[i], hours * (i + 1), "Some words");
            await RunAsync(host, "update conversations set content_id = @id, who = @who where id = @one", one, who, id: post);
            if (post == "heard" && who is "customer" or "prospect" && words == "out in")
                heard.Add(one);
        }
        host.Clock.Advance(begin.AddDays(58) - host.Clock.GetUtcNow());
        using var manager = await host.AsAsync(Role.Manager);

        var row = Assert.Single(await RowsAsync(manager, $"channels?from={host.Clock.GetUtcNow().AddDays(-7):yyyy-MM-ddTHH:mm:ssZ}"));
        var listed = (await manager.ReadAsync($"{row.Text("link")}&only=relevant")).GetProperty("items").EnumerateArray().Select(c => c.Text("id"));

        Assert.Equal((1, 3), (row.GetProperty("listening").GetProperty("k").GetInt32(), row.GetProperty("listening").GetProperty("n").GetInt32()));
        Assert.Equal(heard.Order(), listed.Order());
    }

    [Fact]
    public async Task Behind_second_dates_stand_only_people_who_have_had_the_time_and_those_whom_each_share_is_of()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = (await host.AddAccountAsync()).Id;
        var (fay, gus) = (await host.ConversationAsync(account, "One", "Fay"), await host.ConversationAsync(account, "One", "Gus"));
        await AskAsync(host, fay, 1);
        await AskAsync(host, gus, null);
        await RunAsync(host, "update asks set dismissed_at = @at where conversation_id = @one", gus);
        await host.SayAsync(fay, "in", 24 * 60, "Too late to count");
        host.Clock.Advance(TimeSpan.FromDays(100));
        var hal = await host.ConversationAsync(account, "One", "Hal");
        host.Clock.Advance(TimeSpan.FromDays(9));
        var ida = await host.ConversationAsync(account, "One", "Ida");
        host.Clock.Advance(TimeSpan.FromDays(1));
        using var manager = await host.AsAsync(Role.Manager);
        var row = Assert.Single(await RowsAsync(manager, "second-dates?from=2020-01-01T00:00:00Z"));
        async Task<IEnumerable<string>> Listed(string only) => (await manager.ReadAsync(row.Text("link") + only)).GetProperty("items").EnumerateArray().Select(c => c.Text("id")).Order();

        Assert.Equal((2, 1, 1, 2), (row.GetProperty("n").GetInt32(), row.GetProperty("answered").GetProperty("n").GetInt32(), row.GetProperty("unanswered").GetProperty("n").GetInt32(), row.GetProperty("immature").GetInt32()));
        Assert.Equal([fay, gus], await Listed(""));
        Assert.Equal([fay], await Listed("&only=answered"));
        Assert.Equal([gus], await Listed("&only=unanswered"));
        Assert.Equal([hal, ida], await Listed("&only=immature"));
        Assert.Equal([fay, gus, hal], await Listed("&only=expected"));
        Assert.Empty(await Listed("&only=returned"));
    }

    [Fact]
    public async Task Behind_agreement_stand_the_conversations_in_which_staff_kept_what_was_suggested()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = (await host.AddAccountAsync()).Id;
        foreach (var said in (IReadOnlyList<string>)[
            "who = 'customer', why = 'help', nature = 'question', sentiment = 'good', language = 'en'", "who = 'customer', nature = 'idea', sentiment = 'good', language = 'fr'",
            "who = 'other', nature = 'idea'", "topic = 'Bread'"])
        {
            var one = await host.ConversationAsync(account, "A question");
            await host.SayAsync(one, "out", 1, "An answer");
            await RunAsync(
                host,
                """
                insert into suggestions (conversation_id, account_id, version, nature, also, nature_source, nature_evidence, sentiment, sentiment_evidence, language, who, why)
                select id, account_id, 1, 'question', '', 'rule', '', 'good', '', 'en', 'customer', 'help' from conversations where id = @one
                """,
                one);
            await RunAsync(host, $"update conversations set {said} where id = @one", one);
        }
        host.Clock.Advance(TimeSpan.FromHours(2));
        using var manager = await host.AsAsync(Role.Manager);

        var row = Assert.Single(await RowsAsync(manager, "context"));

        foreach (var (part, figure, k) in (IReadOnlyList<(string, string, int)>)[("whoKept", "whoAgreement", 2), ("whyKept", "whyAgreement", 1), ("natureKept", "natureAgreement", 1), ("sentimentKept", "sentimentAgreement", 2), ("languageKept", "languageAgreement", 1)])
            Assert.Equal((part, k, k), (part, row.GetProperty(figure).GetProperty("k").GetInt32(), await BehindAsync(manager, row, part)));
        Assert.Equal(2, await BehindAsync(manager, row, "allKept"));
    }

    [Fact]
    public async Task A_part_that_a_report_has_not_is_refused()
    {
        await using var host = await GatewayHost.StartAsync();
        using var manager = await host.AsAsync(Role.Manager);

        var answer = await manager.SendAsync(HttpMethod.Get, "/api/v1/reports/depth/conversations?only=waiting");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("monologues, answered", (await answer.JsonAsync()).GetProperty("errors").GetProperty("only").ToString(), StringComparison.Ordinal);
    }

    private static async Task<List<JsonElement>> RowsAsync(HttpClient manager, string report) => [.. (await manager.ReadAsync($"/api/v1/reports/{report}")).GetProperty("rows").EnumerateArray()];

    private static async Task<int> WrittenToAsync(HttpClient manager)
    {
        var found = new HashSet<string>();
        foreach (var row in await RowsAsync(manager, "one-to-one"))
            found.UnionWith((await manager.ReadAsync(row.Text("link"))).GetProperty("items").EnumerateArray().Select(c => c.Text("id")));
        return found.Count;
    }

    private static async Task<int> BehindAsync(HttpClient manager, JsonElement row, string part) =>
        (await manager.ReadAsync($"{row.Text("link")}&only={part}")).GetProperty("items").EnumerateArray().Select(c => c.Text("id")).Distinct().Count();

    /// <summary>Two who came back after a month and more, one of them with a complaint; then five who ask: answered soon, late, or not yet, from a monologue to a real exchange.</summary>
    private static async Task SeedAsync(GatewayHost host)
    {
        var account = (await host.AddAccountAsync()).Id;
        var (fay, gus) = (await host.ConversationAsync(account, "One", "Fay"), await host.ConversationAsync(account, "One", "Gus"));
        foreach (var (one, back) in ((string, double)[])[(fay, 20), (gus, 10)])
        {
            await host.SayAsync(one, "out", 1, "Two");
            await host.SayAsync(one, "in", 24 * back, "Three");
        }
        await RunAsync(host, "update conversations set nature = 'complaint', outcome = 'solved' where id = @one", gus);
        host.Clock.Advance(TimeSpan.FromDays(100));
        await RunAsync(host, "insert into contents (account_id, external_id, channel, title, published_at, own, seen_at) select account_id, 'post', 'email', 'Our post', @at, true, 1 from conversations where id = @one", fay);
        foreach (var (name, who, said, answered) in ((string, string?, string, int?)[])[("Anna", "customer", "out in", 1), ("Bob", "customer", "out", 26), ("Carl", null, "", null), ("Eve", "partner", "out in out in", 2)])
        {
            var one = await host.ConversationAsync(account, "A question", name);
            var at = 1;
            foreach (var direction in said.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                await host.SayAsync(one, direction, at++, "Some words");
            await RunAsync(host, "update conversations set content_id = 'post', who = @who where id = @one", one, who);
            await AskAsync(host, one, answered);
        }
        host.Clock.Advance(TimeSpan.FromHours(38));
        await AskAsync(host, await host.ConversationAsync(account, "A question", "Dora"), null);
        host.Clock.Advance(TimeSpan.FromHours(2));
    }

    private static Task AskAsync(GatewayHost host, string one, int? answered) => RunAsync(
        host, "insert into asks (id, conversation_id, account_id, asked_at, answered_at, due_at, first) select @id, id, account_id, @at, @answered, @at + 14400000, true from conversations where id = @one", one, answered: answered);

    private static async Task RunAsync(GatewayHost host, string sql, string one, string? who = null, int? answered = null, string? id = null)
    {
        var at = host.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        await host.Get<Database>().WriteAsync(t => t.RunAsync(sql, new { id = id ?? Id.New(host.Clock), one, who, at, answered = answered is { } hours ? at + hours * Hour : (long?)null }, Cancel), Cancel);
    }
}
