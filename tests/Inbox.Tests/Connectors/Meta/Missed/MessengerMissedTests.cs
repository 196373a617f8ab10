using System.Text.Json.Nodes;
using Inbox.Connectors.Meta;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Tests.Connectors.Meta.Missed;

/// <summary>Direct messages of which no delivery told, because nobody was there to take it.</summary>
public sealed class MessengerMissedTests
{
    private const string Page = "404217156637689";
    private static readonly DateTimeOffset Away = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);
    private static readonly Answer Unavailable = GraphFake.Error(500, 2, "Service temporarily unavailable");
    private readonly TalkFake _talk = new("messenger", Page, "sticker");
    private readonly GraphFake _fake = GraphFake.Hearing(Page, "messages", "messaging_postbacks", "message_echoes", "message_edits", "messaging_referrals");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_that_were_missed_for_two_days_stand_there_once_with_their_people_and_what_the_page_answered()
    {
        await using var outage = await OpenAsync();
        var before = outage.Clock.GetUtcNow();
        await outage.DeliverAsync(_talk.Delivery("ada", "m_1", "Before", before));
        _talk.Say(_fake, "ada", "m_1", "Before", before);
        _talk.Say(_fake, "eve", "m_0", "Last year", before.AddYears(-1));
        _talk.Say(_fake, "ada", "m_2", "How much?", Away);
        _talk.Say(_fake, "ada", "m_3", "20", Away.AddMinutes(1), isOurs: true);
        _talk.Say(_fake, "ada", "m_4", "And this?", Away.AddMinutes(2))["attachments"] = new JsonObject
        {
            ["data"] = new JsonArray(new JsonObject { ["id"] = "9", ["name"] = "this.jpg", ["mime_type"] = "image/jpeg", ["image_data"] = new JsonObject { ["url"] = "https://scontent.example/this.jpg", ["width"] = 9 } }),
        };
        _talk.Say(_fake, "bob", "m_5", "Are you open?", Away.AddMinutes(3));
        _talk.Say(_fake, "bob", "m_6", "", Away.AddMinutes(4));
        _talk.Say(_fake, Page, "m_7", "A note to myself", Away.AddMinutes(5), isOurs: true);
        await outage.AwayAsync(TimeSpan.FromDays(2));
        await outage.DeliverAsync(_talk.Delivery("ada", "m_3", "20", Away.AddMinutes(1), isOurs: true)); // the platform tries this one once more
        await outage.CaughtUpAsync();
        await outage.DeliverAsync(_talk.Delivery("bob", "m_5", "Are you open?", Away.AddMinutes(3)));

        var told = await outage.ToldAsync();
        Assert.Equal(
            [("m_1", "in", "Before", "ada"), ("m_2", "in", "How much?", "ada"), ("m_3", "out", "20", "ada"), ("m_4", "in", "And this?", "ada"), ("m_5", "in", "Are you open?", "bob")],
            told.Select(t => (t.Id, t.Direction, t.Text, t.Person)));
        Assert.Equal([before, Away, Away.AddMinutes(1), Away.AddMinutes(2), Away.AddMinutes(3)], told.Select(t => t.Moment));
        Assert.Equal(["private"], told.Select(t => t.Visibility).Distinct());
        Assert.Equal([2], await outage.Host.Database.ListAsync<long>("select count(*) from conversations", null, Cancel));
        Assert.Equal(["this.jpg"], await outage.Host.Database.ListAsync<string>("select name from attachments", null, Cancel));
        await outage.IsWellAsync();
    }

    [Fact]
    public async Task Messages_of_one_second_stand_in_the_order_in_which_they_were_written_over_the_pages_of_the_list()
    {
        await using var outage = await OpenAsync();
        string[] ids = ["m_e", "m_b", "m_d", "m_a", "m_f", "m_c"];
        for (var i = 0; i < ids.Length; i++)
            _talk.Say(_fake, "ada", ids[i], $"Word {i}", Away, isOurs: i == 3);
        await outage.AwayAsync(TimeSpan.FromDays(2));
        await outage.CaughtUpAsync();

        Assert.Equal(ids, await outage.IdsAsync());
    }

    [Fact]
    public async Task An_installation_that_dies_while_it_looks_goes_on_where_it_was()
    {
        await using var outage = await OpenAsync();
        for (var i = 1; i <= 5; i++)
            _talk.Say(_fake, "ada", $"m_{i}", $"Question {i}", Away.AddMinutes(i + 10));
        _talk.Say(_fake, "bob", "m_6", "Me too", Away);
        _talk.Troubles["bob"] = _ => GraphFake.Error(429, 613, "(#613) Calls to this api have exceeded the rate limit.");
        await outage.AwayAsync(TimeSpan.FromDays(2));
        await outage.UntilToldAsync(5);
        var asked = outage.Asked("t_ada/messages");
        await outage.AwayAsync(TimeSpan.Zero);
        _talk.Troubles.Clear();
        await outage.CaughtUpAsync();

        Assert.Equal(["m_6", "m_1", "m_2", "m_3", "m_4", "m_5"], await outage.IdsAsync());
        Assert.Equal(asked, outage.Asked("t_ada/messages"));
    }

    [Fact]
    public async Task Where_the_platform_shows_the_newest_messages_only_staff_are_told_and_the_rest_comes()
    {
        await using var outage = await OpenAsync();
        for (var i = 1; i <= 5; i++)
            _talk.Say(_fake, "ada", $"m_{i}", $"Question {i}", Away.AddMinutes(i));
        _talk.Troubles["ada"] = call => call.Query.ContainsKey("after") ? GraphFake.Error(400, 100, "This message has been deleted", 33) : null;
        _talk.Say(_fake, "bob", "m_6", "Me too", Away);
        await outage.AwayAsync(TimeSpan.FromDays(2));
        await outage.CaughtUpAsync();
        await outage.UntilAsync(HealthState.Yellow);

        Assert.Equal(["m_6", "m_4", "m_5"], await outage.IdsAsync());
        Assert.Contains("more was written than Inbox can look for", (await outage.AccountAsync()).HealthReason, StringComparison.Ordinal);
        outage.Clock.Advance(TimeSpan.FromDays(1));
        await outage.UntilAsync(HealthState.Green);
    }

    [Theory, InlineData(4, "m_1 m_2 m_3 m_4 m_5 m_6"), InlineData(3, "m_2 m_3 m_4 m_5 m_6"), InlineData(2, "m_3 m_4 m_5 m_6"), InlineData(1, "m_5 m_6")]
    public async Task Beyond_the_pages_that_may_be_read_nothing_is_looked_for_and_staff_are_told(int pages, string found)
    {
        await using var outage = await OpenAsync();
        for (var i = 1; i <= 6; i++)
            _talk.Say(_fake, i == 1 ? "bob" : "ada", $"m_{i}", $"Question {i}", Away.AddMinutes(i));
        _talk.Troubles["ada"] = _ => GraphFake.Error(429, 613, "(#613) Calls to this api have exceeded the rate limit.");
        await outage.AwayAsync(TimeSpan.FromDays(2));
        await outage.UntilAsync(async () => (string?)(await outage.HeardAsync())?["Search"]?["Left"]?[0]?["At"] == "t_ada");
        await LeaveAsync(outage, pages);
        _talk.Troubles.Clear();
        await outage.CaughtUpAsync();

        Assert.Equal(found, string.Join(' ', await outage.IdsAsync()));
        Assert.Equal(pages < 4, (await outage.HeardAsync())!["Remark"] is not null);
        await outage.UntilAsync(pages < 4 ? HealthState.Yellow : HealthState.Green);
        if (pages < 4)
            Assert.Matches("^From 2026-03-02 09:00 to 2026-03-04 09:0. UTC, while nothing came in, more was written than Inbox can look for\\.", (await outage.AccountAsync()).HealthReason);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task What_breaks_takes_nothing_from_what_may_be_read_and_is_found_when_it_is_whole(bool isAnswered)
    {
        await using var outage = await OpenAsync();
        await BreakAsync(outage, isAnswered ? Unavailable : Vendor.Lost);
        await LeaveAsync(outage, 2);
        var asked = outage.Asked("t_bob/messages");
        await outage.UntilAsync(() => Task.FromResult(outage.Asked("t_bob/messages") > asked + 3));
        _talk.Troubles.Clear();
        await outage.CaughtUpAsync();

        Assert.Equal(["m_1", "m_2"], await outage.IdsAsync());
        await outage.UntilAsync(HealthState.Green);
    }

    [Theory, InlineData(true, "Service temporarily unavailable"), InlineData(false, "127.0.0.1 broke off its answer.")]
    public async Task What_is_broken_for_a_day_is_given_up_and_staff_are_told_of_which_time(bool isAnswered, string words)
    {
        await using var outage = await OpenAsync();
        await BreakAsync(outage, isAnswered ? Unavailable : Vendor.Lost);
        outage.Clock.Advance(TimeSpan.FromHours(23));
        var asked = outage.Asked("t_bob/messages");
        await outage.UntilAsync(() => Task.FromResult(outage.Asked("t_bob/messages") > asked));
        Assert.NotNull((await outage.HeardAsync())!["Search"]);
        outage.Clock.Advance(TimeSpan.FromHours(1));
        await outage.UntilAsync(HealthState.Yellow);

        var reason = (await outage.AccountAsync()).HealthReason;
        Assert.Contains("from 2026-03-02 09:00 to 2026-03-04 09:0", reason, StringComparison.Ordinal);
        Assert.Contains("only errors", reason, StringComparison.Ordinal);
        Assert.Contains(words, reason, StringComparison.Ordinal);
        Assert.Equal("m_1", Assert.Single(await outage.IdsAsync()));
    }

    /// <summary>Two days away, and then the messages with bob cannot be had.</summary>
    private async Task BreakAsync(Outage outage, Answer trouble)
    {
        _talk.Say(_fake, "ada", "m_1", "How much?", Away);
        _talk.Say(_fake, "bob", "m_2", "Me too", Away.AddMinutes(1));
        _talk.Troubles["bob"] = _ => trouble;
        await outage.AwayAsync(TimeSpan.FromDays(2));
        await outage.UntilAsync(async () => (await outage.ToldAsync()).Count == 1 && (string?)(await outage.HeardAsync())?["Search"]?["Left"]?[0]?["At"] == "t_bob");
    }

    /// <summary>The installation comes back from a pause and has so many pages left.</summary>
    private static async Task LeaveAsync(Outage outage, int pages)
    {
        var heard = (await outage.HeardAsync())!;
        await outage.StopAsync();
        heard["Search"]!["Asked"] = CatchUp.Most - pages;
        await outage.RememberAsync(heard);
        await outage.StartAsync();
    }

    private Task<Outage> OpenAsync() => Outage.OpenAsync("messenger", "pageId", Page, _talk.On(_fake));
}
