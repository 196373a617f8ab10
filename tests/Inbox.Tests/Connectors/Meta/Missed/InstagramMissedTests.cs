using System.Text.Json.Nodes;

namespace Inbox.Tests.Connectors.Meta.Missed;

/// <summary>Comments and direct messages of a profile of which no delivery told, because nobody was there to take it.</summary>
public sealed class InstagramMissedTests
{
    private const string Profile = "17841405309211844", Fifty = "50";
    private static readonly DateTimeOffset Away = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);
    private static readonly string[] CommentFields = ["id", "text", "timestamp", "from", "username", "parent_id", "like_count", "hidden"];
    private readonly TalkFake _talk = new("instagram", Profile, "story", "is_unsupported");
    private readonly Dictionary<string, List<JsonObject>> _said = new() { ["101"] = [], ["102"] = [], ["103"] = [] };
    private readonly GraphFake _fake = GraphFake.Hearing("me", "feed", "messages");
    private Answer? _trouble;

    [Fact]
    public async Task Comments_and_messages_that_were_missed_for_two_days_stand_there_once_with_author_time_parent_and_post()
    {
        await using var outage = await OpenAsync();
        var before = outage.Clock.GetUtcNow();
        await outage.DeliverAsync(Delivery("101", "c_1", "ada", "Before", before));
        var first = Say("101", "c_1", "ada", "Before", before);
        Say("101", "c_2", "bob", "How much?", Away);
        Reply(first, "c_3", "bob", "Good question", Away.AddMinutes(1));
        Reply(first, "c_4", Profile, "Thank you", Away.AddMinutes(2));
        Say("102", "c_5", "ada", "And this?", Away.AddMinutes(3));
        _talk.Say(_fake, "eve", "d_1", "Are you open?", Away.AddMinutes(4));
        _talk.Say(_fake, "eve", "d_2", "Yes", Away.AddMinutes(5), isOurs: true);
        _talk.Say(_fake, "eve", "d_3", "Nice", Away.AddMinutes(6))["story"] = new JsonObject { ["reply_to"] = new JsonObject { ["id"] = "501", ["link"] = "https://cdn.example/501.jpg" } };
        await outage.AwayAsync(TimeSpan.FromDays(2));
        await outage.DeliverAsync(Delivery("101", "c_2", "bob", "How much?", Away)); // the platform tries this one once more
        await outage.CaughtUpAsync();
        await outage.DeliverAsync(_talk.Delivery("eve", "d_1", "Are you open?", Away.AddMinutes(4)));
        await outage.DeliverAsync(Delivery("102", "c_5", "ada", "And this?", Away.AddMinutes(3)));

        var told = await outage.ToldAsync();
        Assert.Equal(
            [
                ("c_1", "in", "Before", null, "ada", "101"), ("c_2", "in", "How much?", null, "bob", "101"), ("c_3", "in", "Good question", "c_1", "bob", "101"), ("c_4", "out", "Thank you", "c_1", "ada", "101"),
                ("c_5", "in", "And this?", null, "ada", "102"), ("d_1", "in", "Are you open?", null, "eve", null), ("d_2", "out", "Yes", null, "eve", null), ("d_3", "in", "Nice", null, "eve", null),
            ],
            told.Select(t => (t.Id, t.Direction, t.Text, t.Parent, t.Person, t.Visibility == "public" ? t.Content : null)));
        Assert.Equal([before, .. Enumerable.Range(0, 7).Select(i => Away.AddMinutes(i))], told.Select(t => t.Moment));
        Assert.Equal(["d_1", "d_2", "d_3"], told.Where(t => t.Visibility == "private").Select(t => t.Id));
        await outage.IsWellAsync();
    }

    [Fact]
    public async Task Comments_and_messages_of_one_second_stand_in_the_order_in_which_they_were_written()
    {
        await using var outage = await OpenAsync();
        string[] ids = ["905", "902", "906", "901", "904"];
        var first = Say("101", ids[0], "ada", "Word 0", Away);
        Reply(first, ids[1], "ada", "Word 1", Away);
        Reply(first, ids[2], "ada", "Word 2", Away);
        Say("101", ids[3], "ada", "Word 3", Away);
        Say("101", ids[4], "ada", "Word 4", Away);
        foreach (var id in ids)
            _talk.Say(_fake, "eve", $"d{id}", "And here", Away.AddMinutes(1));
        await outage.AwayAsync(TimeSpan.FromDays(2));
        await outage.CaughtUpAsync();

        Assert.Equal([.. ids, .. ids.Select(id => $"d{id}")], await outage.IdsAsync());
    }

    [Fact]
    public async Task An_installation_that_dies_while_it_looks_goes_on_where_it_was()
    {
        await using var outage = await OpenAsync();
        for (var i = 1; i <= 5; i++)
            Say("101", $"c_{i}", "ada", $"Question {i}", Away.AddMinutes(i));
        Say("102", "c_6", "ada", "And this?", Away.AddMinutes(6));
        _trouble = GraphFake.Error(429, 4, "(#4) Application request limit reached");
        await outage.AwayAsync(TimeSpan.FromDays(2));
        await outage.UntilToldAsync(5);
        var asked = outage.Asked("/101/comments");
        await outage.AwayAsync(TimeSpan.Zero);
        _trouble = null;
        await outage.CaughtUpAsync();

        Assert.Equal(["c_1", "c_2", "c_3", "c_4", "c_5", "c_6"], await outage.IdsAsync());
        Assert.Equal(asked, outage.Asked("/101/comments"));
    }

    private Task<Outage> OpenAsync()
    {
        var media = new GraphList(100, ["id", "permalink", "comments_count", "timestamp"], "since");
        var comments = new GraphList(50, [.. CommentFields, "replies", .. CommentFields.Select(f => $"replies.{f}")])
        {
            Inside = (comment, name, by) => name == "replies" && by["limit"] == Fifty ? comment["all_replies"]?.AsArray().Select(r => (JsonObject)r!) ?? [] : throw new FormatException(name),
        };
        // The list of what was published is another look's.
        _fake.On($"GET {Profile}/media", call => call.Query["fields"].Contains("caption", StringComparison.Ordinal) ? GraphFake.Ok(new JsonObject { ["data"] = new JsonArray() })
            : media.Page(call, _said.Select(m => new JsonObject { ["id"] = m.Key, ["permalink"] = $"https://www.instagram.com/p/{m.Key}/", ["comments_count"] = m.Value.Count })));
        foreach (var (id, said) in _said)
            _fake.On($"GET {id}/comments", call => _trouble is { } trouble && id == "102" ? trouble : comments.Page(call, said));
        return Outage.OpenAsync("instagram", "instagramId", Profile, _talk.On(_fake));
    }

    private JsonObject Say(string post, string id, string who, string text, DateTimeOffset at)
    {
        _said[post].Insert(0, Comment(id, who, text, at));
        return _said[post][0];
    }

    private static void Reply(JsonObject comment, string id, string who, string text, DateTimeOffset at)
    {
        var reply = Comment(id, who, text, at);
        reply["parent_id"] = comment["id"]!.DeepClone();
        if (comment["all_replies"] is null)
            comment["all_replies"] = new JsonArray();
        comment["all_replies"]!.AsArray().Insert(0, reply);
    }

    private static JsonObject Comment(string id, string who, string text, DateTimeOffset at) => new()
    {
        ["id"] = id, ["text"] = text, ["timestamp"] = GraphFake.Time(at), ["username"] = who, ["from"] = new JsonObject { ["id"] = who, ["username"] = who },
    };

    private static string Delivery(string post, string id, string who, string text, DateTimeOffset at) => new JsonObject
    {
        ["object"] = "instagram",
        ["entry"] = new JsonArray(new JsonObject
        {
            ["id"] = Profile, ["time"] = at.ToUnixTimeSeconds(),
            ["changes"] = new JsonArray(new JsonObject
            {
                ["field"] = "comments",
                ["value"] = new JsonObject { ["id"] = id, ["text"] = text, ["from"] = new JsonObject { ["id"] = who, ["username"] = who }, ["media"] = new JsonObject { ["id"] = post, ["media_product_type"] = "FEED" } },
            }),
        }),
    }.ToJsonString();
}
