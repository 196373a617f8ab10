using System.Globalization;
using System.Text.Json.Nodes;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Tests.Connectors.Meta.Missed;

/// <summary>Comments of which no delivery told, because nobody was there to take it.</summary>
public sealed class FacebookMissedTests
{
    private const string Page = "137542570280222";
    private static readonly DateTimeOffset Away = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);

    private static readonly GraphList Comments = new(
        100, ["id", "message", "created_time", "from", "parent", "parent.id", "attachment", "attachment.type", "attachment.media", "attachment.target", "attachment.url"], "filter", "order", "since");

    private readonly Dictionary<string, List<JsonObject>> _said = new() { ["1"] = [], ["2"] = [], ["3"] = [] };
    private Answer? _trouble;
    private bool _isFirstEmpty;
    private string? _goesOn;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Comments_that_were_missed_for_two_days_stand_there_once_with_author_time_parent_and_post()
    {
        await using var outage = await OpenAsync();
        var before = outage.Clock.GetUtcNow();
        await outage.DeliverAsync(Delivery("1", "1_1", "ada", "Before", before));
        Say("1", "1_1", "ada", "Before", before);
        Say("1", "1_2", "bob", "How much?", Away);
        Say("1", "1_3", "ada", "20, I think", Away.AddMinutes(1), "1_2");
        Say("1", "1_4", Page, "25", Away.AddMinutes(2), "1_2");
        Say("2", "2_1", "ada", "And this?", Away.AddMinutes(3));
        Say("2", "2_2", Page, "News for all of you", Away.AddMinutes(4));
        Say("3", "3_1", "ada", "Of last year", Away.AddYears(-1));
        await outage.AwayAsync(TimeSpan.FromDays(2));
        await outage.DeliverAsync(Delivery("1", "1_2", "bob", "How much?", Away)); // the platform tries this one once more
        await outage.CaughtUpAsync();
        await outage.DeliverAsync(Delivery("2", "2_1", "ada", "And this?", Away.AddMinutes(3)));

        var told = await outage.ToldAsync();
        Assert.Equal(
            [
                ("1_1", "in", "Before", null, "ada", "ada"), ("1_2", "in", "How much?", null, "bob", "bob"), ("1_3", "in", "20, I think", "1_2", "ada", "ada"),
                ("1_4", "out", "25", "1_2", "bob", Page), ("2_1", "in", "And this?", null, "ada", "ada"),
            ],
            told.Select(t => (t.Id, t.Direction, t.Text, t.Parent, t.Person, t.Author!)));
        Assert.Equal([Post("1"), Post("1"), Post("1"), Post("1"), Post("2")], told.Select(t => t.Content));
        Assert.Equal([before, Away, Away.AddMinutes(1), Away.AddMinutes(2), Away.AddMinutes(3)], told.Select(t => t.Moment));
        Assert.All(told, t => Assert.Equal("public", t.Visibility));
        await outage.IsWellAsync();
    }

    [Theory, InlineData("1_8"), InlineData("1_9"), InlineData("1_10"), InlineData("1_11")]
    public async Task Comments_of_one_second_stand_in_one_order_whichever_of_them_was_delivered_and_whichever_found(string delivered)
    {
        await using var outage = await OpenAsync();
        string[] ids = ["1_8", "1_9", "1_10", "1_11"];
        foreach (var id in ids)
            Say("1", id, "ada", $"Comment {id}", Away);
        await outage.AwayAsync(TimeSpan.FromDays(2));
        await outage.DeliverAsync(Delivery("1", delivered, "ada", $"Comment {delivered}", Away));
        await outage.CaughtUpAsync();

        Assert.Equal(ids, await outage.IdsAsync());
    }

    [Fact]
    public async Task An_installation_that_dies_while_it_looks_goes_on_where_it_was_and_asks_for_nothing_twice()
    {
        await using var outage = await OpenAsync();
        var well = outage.Clock.GetUtcNow();
        for (var i = 1; i <= 5; i++)
            Say("1", $"1_{i}", "ada", $"Question {i}", Away.AddMinutes(i));
        Say("2", "2_1", "bob", "And this?", Away.AddMinutes(9));
        Say("3", "3_1", "bob", "And that?", Away.AddMinutes(10));
        _trouble = GraphFake.Error(429, 32, "(#32) Page request limit reached");
        await outage.AwayAsync(TimeSpan.FromDays(2));
        await outage.UntilToldAsync(5);
        var asked = outage.Asked($"{Post("1")}/comments");
        await outage.AwayAsync(TimeSpan.Zero);
        Assert.True((DateTimeOffset)(await outage.HeardAsync())!["Until"]! < well.AddMinutes(1));
        _trouble = GraphFake.Error(500, 2, "Service temporarily unavailable");
        await outage.UntilToldAsync(6); // one post that breaks holds up no other
        _trouble = null;
        await outage.CaughtUpAsync();

        Assert.Equal(["1_1", "1_2", "1_3", "1_4", "1_5", "2_1", "3_1"], await outage.IdsAsync());
        Assert.Equal(asked, outage.Asked($"{Post("1")}/comments"));
        Assert.Equal(7, await outage.Host.Database.OneAsync<long>("select count(*) from payloads", null, Cancel));
    }

    [Fact]
    public async Task A_page_with_nothing_on_it_that_may_be_shown_is_not_the_last()
    {
        await using var outage = await OpenAsync();
        Say("1", "1_1", "ada", "How much?", Away);
        _isFirstEmpty = true;
        await outage.AwayAsync(TimeSpan.FromDays(2));
        await outage.CaughtUpAsync();

        Assert.Equal("1_1", Assert.Single(await outage.IdsAsync()));
    }

    [Theory]
    [InlineData("until=1&__paging_token=2", true), InlineData("unknown=1", false)]
    public async Task A_list_that_goes_on_by_time_is_followed_and_one_that_goes_on_otherwise_is_told(string leads, bool isKnown)
    {
        await using var outage = await OpenAsync();
        Say("1", "1_1", "ada", "How much?", Away);
        _goesOn = leads;
        await outage.AwayAsync(TimeSpan.FromDays(2));
        await outage.CaughtUpAsync();

        Assert.Equal(isKnown ? ["1_1"] : [], await outage.IdsAsync());
        if (!isKnown)
        {
            await outage.UntilAsync(HealthState.Yellow);
            Assert.Contains("more was written than Inbox can look for", (await outage.AccountAsync()).HealthReason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_written_while_the_token_was_dead_is_found_once_it_lives_and_an_account_that_looks_is_red_within_a_minute()
    {
        await using var outage = await OpenAsync();
        outage.Fake.IsDead = true;
        await outage.UntilAsync(HealthState.Red);
        Say("1", "1_1", "ada", "Anybody there?", outage.Clock.GetUtcNow());
        outage.Fake.IsDead = false;
        await outage.CaughtUpAsync();
        Assert.Equal("1_1", Assert.Single(await outage.IdsAsync()));

        Say("2", "2_1", "ada", "And now?", outage.Clock.GetUtcNow());
        await outage.AwayAsync(TimeSpan.FromHours(1));
        _trouble = GraphFake.Error(429, 32, "(#32) Page request limit reached", headers: new() { ["Retry-After"] = "900" });
        await outage.UntilAsync(async () => (await outage.HeardAsync())?["Search"] is not null);
        outage.Fake.IsDead = true;
        await outage.WithinAMinuteAsync(HealthState.Red);
    }

    [Fact]
    public async Task What_was_written_while_the_app_was_not_subscribed_is_found_when_it_is_and_nothing_from_before_the_account_was_connected()
    {
        Say("1", "1_0", "ada", "Long before", new(2026, 3, 2, 8, 30, 0, TimeSpan.Zero));
        await using var outage = await OpenAsync();
        outage.Fake.Heard!.Clear();
        Say("1", "1_1", "ada", "Anybody there?", outage.Clock.GetUtcNow().AddMinutes(1));
        await outage.Clock.UntilAsync(async () => (await outage.ToldAsync()).Count > 0, TimeSpan.FromSeconds(5)); // within the hour
        await outage.CaughtUpAsync();
        Assert.Equal("1_1", Assert.Single(await outage.IdsAsync()));
    }

    [Fact]
    public async Task What_was_written_while_nobody_could_say_whether_the_app_is_subscribed_is_found_once_it_is()
    {
        await using var outage = await OpenAsync();
        outage.Fake.Heard!.Clear();
        outage.Fake.Unheard.Enqueue(GraphFake.Error(503, 2, "Service temporarily unavailable"));
        Say("1", "1_1", "ada", "Anybody there?", outage.Clock.GetUtcNow().AddSeconds(30));
        await outage.Clock.UntilAsync(async () => (await outage.ToldAsync()).Count > 0, TimeSpan.FromSeconds(5));
        await outage.CaughtUpAsync();
        Assert.Equal("1_1", Assert.Single(await outage.IdsAsync()));
    }

    [Fact]
    public async Task What_the_platform_does_not_show_is_told_to_staff()
    {
        await using var outage = await OpenAsync();
        Say("1", "1_1", "ada", "How much?", Away);
        Say("2", "2_1", "ada", "And this?", Away);
        _trouble = GraphFake.Error(403, 10, "(#10) This endpoint requires the 'pages_read_user_content' permission");
        await outage.AwayAsync(TimeSpan.FromDays(2));
        await outage.CaughtUpAsync();
        await outage.UntilAsync(HealthState.Yellow);

        Assert.Equal("1_1", Assert.Single(await outage.IdsAsync()));
        Assert.Contains("from 2026-03-02 09:00 to 2026-03-04 09:0", (await outage.AccountAsync()).HealthReason, StringComparison.Ordinal);
        Assert.Contains("pages_read_user_content", (await outage.AccountAsync()).HealthReason, StringComparison.Ordinal);
    }

    private async Task<Outage> OpenAsync()
    {
        var posts = new GraphList(100, ["id", "permalink_url", "comments", "comments.id"], "since", "until", "__paging_token")
        {
            Inside = (post, name, by) => name == "comments" && by["filter"] == "stream" ? Newer((string)post["id"]!, by["since"]).Take(int.Parse(by["limit"], CultureInfo.InvariantCulture)) : throw new FormatException(name),
        };
        var fake = GraphFake.Hearing(Page, "feed")
            .On($"GET {Page}/published_posts", _ => GraphFake.Ok(new JsonObject { ["data"] = new JsonArray() }))
            .On($"GET {Page}/feed", call => _goesOn is { } leads && !call.Query.ContainsKey("until") && !call.Query.ContainsKey("after") ? GraphList.GoesOn(leads) : posts.Page(call, _said.Keys.Select(id => new JsonObject { ["id"] = Post(id), ["permalink_url"] = $"https://www.facebook.com/{Page}/posts/{id}" })));
        foreach (var id in _said.Keys)
            fake.On($"GET {Post(id)}/comments", call => _trouble is { } trouble && id == "2" ? trouble
                : _isFirstEmpty && !call.Query.ContainsKey("after") ? GraphList.Empty
                : call.Query["filter"] == "stream" && call.Query["order"] is "chronological" or "reverse_chronological" ? Comments.Page(call, Newer(Post(id), call.Query["since"]))
                : GraphFake.Error(400, 100, "(#100) Param filter must be one of {STREAM, TOPLEVEL}"));
        return await Outage.OpenAsync("facebook", "pageId", Page, fake);
    }

    private static string Post(string id) => $"{Page}_{id}";

    private IEnumerable<JsonObject> Newer(string post, string since) => _said[post[(Page.Length + 1)..]]
        .Where(c => DateTimeOffset.Parse((string)c["created_time"]!, CultureInfo.InvariantCulture).ToUnixTimeSeconds() >= long.Parse(since, CultureInfo.InvariantCulture));

    private void Say(string post, string id, string who, string text, DateTimeOffset at, string? parent = null) => _said[post].Insert(0, new()
    {
        ["id"] = id, ["message"] = text, ["created_time"] = GraphFake.Time(at), ["from"] = new JsonObject { ["id"] = who, ["name"] = who },
        ["parent"] = parent is null ? null : new JsonObject { ["id"] = parent, ["message"] = "what was answered" }, ["like_count"] = 3,
    });

    private static string Delivery(string post, string id, string who, string text, DateTimeOffset at, string? parent = null) => new JsonObject
    {
        ["object"] = "page",
        ["entry"] = new JsonArray(new JsonObject
        {
            ["id"] = Page, ["time"] = at.ToUnixTimeSeconds(),
            ["changes"] = new JsonArray(new JsonObject
            {
                ["field"] = "feed",
                ["value"] = new JsonObject
                {
                    ["item"] = "comment", ["verb"] = "add", ["comment_id"] = id, ["post_id"] = Post(post), ["parent_id"] = parent ?? Post(post), ["from"] = new JsonObject { ["id"] = who, ["name"] = who }, ["message"] = text,
                    ["created_time"] = at.ToUnixTimeSeconds(), ["post"] = new JsonObject { ["id"] = Post(post), ["permalink_url"] = $"https://www.facebook.com/{Page}/posts/{post}" },
                },
            }),
        }),
    }.ToJsonString();
}
