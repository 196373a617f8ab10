using Inbox.Insights;

namespace Inbox.Tests.Insights;

/// <summary>What posts lead to and whether anybody listens, each definition and each of its edges; see <see cref="Story"/>.</summary>
public sealed class ContentDefinitionTests
{
    private static readonly string[] Wanted = ["customer"];

    [Fact]
    public void A_post_is_counted_by_people_talks_and_relevant_talks_and_one_that_nobody_talked_about_is_a_row()
    {
        var rows = Rows(
            [Post("kitten", 1), Post("advice", 2), Post("silence", 3), Post("old", -10)],
            [
                ("kitten", Person(1, "p1d")), ("kitten", Person(2, "p1d!")), ("kitten", Person(3, "p1d u1.1d")),
                ("advice", Person(4, "p2d u2.1d p2.2d!") with { Who = "customer", Outcome = "sale" }),
                ("advice", Person(5, "p2d u2.1d p2.2d!") with { Who = "other" }), // a talk, not one that the team wants
                ("advice", Person(6, "p2d x2.5d") with { Who = "customer" }), // wanted, and no talk
                ("advice", Person(7, "u2d")), // never wrote
            ],
            new() { ["kitten"] = 40, ["advice"] = 7 });

        Assert.Equal(["advice", "kitten", "silence"], rows.Select(r => r.ContentId)); // the old one is not of the period
        Assert.Equal([(3, 2, 1), (3, 0, 0), (0, 0, 0)], rows.Select(r => (r.People, r.Talks, r.Relevant)));
        // Ranks by comments: kitten 1, advice 2, the two others 3. By relevant talks: advice 1, all others 2.
        Assert.Equal([1, -1, 1], rows.Select(r => r.KittenGap!.Value));
        // Two of advice's asks were answered in 24 h; the third was dismissed and does not count. Kitten: one of two; thanks ask nothing.
        Assert.Equal([new(2, 2), new(1, 2), new Proportion(0, 0)], rows.Select(r => r.Questions));
        Assert.Equal([new(null, 3), new("sale", 1)], rows[0].Outcomes);
    }

    [Fact]
    public void A_comment_that_is_answered_and_goes_on_in_private_is_one_talk_of_its_post()
    {
        var comment = Person(1, "p1d u1.1d");
        var inPrivate = Story.Talk("u1.1d p1.5d", person: "p1", id: "private");

        Assert.Equal(1, Assert.Single(Rows([Post("advice", 1)], [("advice", comment), ("advice", inPrivate)], [])).Talks);
        Assert.Equal(0, Assert.Single(Rows([Post("advice", 1)], [("advice", comment)], [])).Talks);
    }

    [Fact]
    public void Second_dates_of_a_post_are_those_of_people_whom_we_met_there()
    {
        Talk[] elsewhere = [Story.Talk("p20d", person: "p1", id: "later"), Story.Talk("p0h u1h", person: "p3", id: "before")];
        var row = Assert.Single(Rows([Post("advice", 1)], [("advice", Person(1, "p5d u5.1d")), ("advice", Person(2, "p5d u5.1d")), ("advice", Person(3, "p5d u5.1d"))], [], elsewhere));

        Assert.Equal(new Proportion(1, 2), row.SecondDates); // the third was met before
    }

    [Fact]
    public void A_post_without_a_date_is_of_the_day_of_the_first_word_about_it_and_only_published_ones_are_ranked()
    {
        var rows = Rows([Post("mine", 1), Post("theirs", 1) with { Own = false, PublishedAt = null }, Post("gone", 1) with { RemovedAt = Story.At(30) }, Post("unknown", 1) with { PublishedAt = null }],
            [("theirs", Person(1, "p2d")), ("gone", Person(2, "p2d")), ("bare", Person(3, "p3d"))], []);

        Assert.Equal(["bare", "gone", "mine", "theirs"], rows.Select(r => r.ContentId).Order());
        Assert.Equal(["mine"], rows.Where(r => r.KittenGap is not null).Select(r => r.ContentId));
        Assert.Equal(Story.Start.AddDays(3), rows.Single(r => r.ContentId == "bare").At);
    }

    // Posts of a channel, and with how many of them somebody wanted talked within seven days.
    [Theory]
    [InlineData(9, 9, ListeningVerdict.TooEarly)]
    [InlineData(10, 0, ListeningVerdict.Unclear)] // the interval reaches to 27.8 %
    [InlineData(21, 0, ListeningVerdict.Unclear)] // to 15.5 %
    [InlineData(22, 0, ListeningVerdict.Nobody)] // to 14.9 %
    [InlineData(36, 1, ListeningVerdict.Nobody)] // to 14.2 %
    [InlineData(36, 2, ListeningVerdict.Somebody)] // to 18.1 %
    public void Nobody_listens_where_even_the_upper_bound_is_low(int posts, int heard, ListeningVerdict verdict)
    {
        var published = Enumerable.Range(0, posts).Select(i => Post($"{i}", 10)).ToList();
        var talks = published.Take(heard).ToLookup(p => p.Key, p => Story.At(24 * 17)); // exactly seven days after

        var listening = Listening.Of(published, talks, Story.At(24 * 30));

        Assert.Equal((new Proportion(heard, posts), verdict), (listening.Share, listening.Verdict));
    }

    [Fact]
    public void Only_posts_that_are_a_week_old_and_of_the_last_eight_are_judged_and_the_silence_since_is_counted()
    {
        // It is day 60; eight weeks reach back to day 4, a week to day 53.
        Post[] posts = [Post("a", 3.9), Post("b", 4), Post("c", 20), Post("d", 53), Post("e", 53.1), Post("f", 59)];
        var talks = new[] { (posts[2], 27.1), (posts[3], 59.0), (posts[1], 5.0) }.ToLookup(t => t.Item1.Key, t => Story.At(24 * t.Item2)); // c's came too late to count for it

        var listening = Listening.Of(posts, talks, Story.At(24 * 60));

        Assert.Equal((new Proportion(2, 3), 0), (listening.Share, listening.PostsSince));
        Assert.Equal(6, Listening.Of(posts, Array.Empty<Post>().ToLookup(p => p.Key, _ => 0L), Story.At(24 * 60)).PostsSince);
        Assert.Equal(4, Listening.Of(posts, new[] { posts[1] }.ToLookup(p => p.Key, _ => Story.At(24 * 5)), Story.At(24 * 60)).PostsSince);
    }

    [Fact]
    public void What_an_account_was_asked_and_what_it_sent_are_counted_in_one_pass_and_spam_asks_nothing()
    {
        var views = PackView.Of([Person(1, "p0h u1h a2h p6.9d u7d"), Person(2, "p1h p30d"), Person(3, "p1h u2h") with { Nature = "spam" }, Story.Talk("p1h u20d", account: "b")]);
        var period = Story.Days(0, 14).Period;

        var counts = ChannelCount.Of(views, period, AnswerBy.Within(TimeSpan.FromDays(1)), Story.At(24 * 60));
        Assert.Equal(["a", "b"], counts.Keys);
        Assert.Equal([2, 1], counts["a"].Sent.OrderBy(s => s.At).Select(s => s.Count)); // the answer to spam is work of ours; what the automation said is not
        Assert.Equal(["2026-W10", "2026-W11"], counts["a"].Sent.OrderBy(s => s.At).Select(s => period.Week(s.At)));
        Assert.Equal((new Proportion(2, 3), new Proportion(0, 1)), (counts["a"].Questions, counts["b"].Questions));
        Assert.Empty(counts["b"].Sent);

        // What is different by now is in another pack.
        var without = ChannelCount.Of([.. views.Select(v => v with { Without = new HashSet<int> { 0 } })], period, AnswerBy.Within(TimeSpan.FromDays(1)), Story.At(24 * 60));
        Assert.Equal((1, new Proportion(0, 1), new Proportion(0, 0)), (without["a"].Sent.Sum(s => s.Count), without["a"].Questions, without["b"].Questions));
    }

    [Fact]
    public void One_to_one_is_what_we_said_to_one_person_among_that_and_what_we_published()
    {
        var (all, weeks) = OneToOne.Of([(Story.At(0), 2), (Story.At(24 * 6.9), 1), (Story.At(24 * 7), 4)], [Post("a", 1), Post("b", 8), Post("c", 20)], Story.Days(0, 14).Period);

        Assert.Equal(new Proportion(7, 9), all);
        Assert.Equal([new("2026-W10", new(3, 4)), new OneToOneWeek("2026-W11", new(4, 5))], weeks);
    }

    [Fact]
    public void A_comment_is_carried_to_private_once_however_often_it_was_tried_and_what_was_refused_is_counted_apart()
    {
        PrivateReply Reply(string comment, bool refused = false, bool answered = false, bool lost = false) => new() { AccountId = "a", Comment = comment, Failed = refused || lost, Refused = refused, Answered = answered };

        var (carried, refused, notSent) = PrivateReplies.Of([Reply("1", answered: true), Reply("1"), Reply("2"), Reply("3", refused: true), Reply("4", refused: true), Reply("4", answered: true), Reply("5", lost: true), Reply("6", lost: true), Reply("6", refused: true)])["a"];

        Assert.Equal((new Proportion(2, 3), 2, 1), (carried, refused, notSent));
    }

    private static IReadOnlyList<ContentRow> Rows(IEnumerable<Post> posts, IReadOnlyList<(string Post, Talk Talk)> talks, Dictionary<string, int> comments, params Talk[] elsewhere) =>
        ConversationsByContent.Of(
            new()
            {
                Posts = posts.ToDictionary(p => p.Key),
                Talks = talks.ToLookup(t => new PostKey("a", t.Post), t => t.Talk),
                TheirTalks = talks.Select(t => t.Talk).Concat(elsewhere),
                Comments = comments.ToDictionary(c => new PostKey("a", c.Key), c => c.Value),
                Wanted = Wanted,
                AnsweredWithin = TimeSpan.FromHours(24),
                Now = Story.At(24 * 100),
            },
            Story.Days(0, 14, "content"));

    private static Post Post(string id, double day) => new() { AccountId = "a", ExternalId = id, PublishedAt = Story.At(24 * day), Own = true };

    private static Talk Person(int n, string story) => Story.Talk(story, person: $"p{n}", id: $"c{n}");
}
