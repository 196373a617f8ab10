using Inbox.Insights;

namespace Inbox.Tests.Insights;

/// <summary>People and their second dates, each definition and each of its edges in a line; see <see cref="Story"/>.</summary>
public sealed class PeopleDefinitionTests
{
    private static readonly TimeSpan Thirty = TimeSpan.FromDays(30);

    [Fact]
    public void Whoever_wrote_on_two_channels_is_one_person_who_wrote_and_two_that_channels_count()
    {
        Talk[] talks =
        [
            Story.Talk("p0h u1h", person: "anna", id: "1"), Story.Talk("p2h", person: "anna", id: "2", channel: "chat"), Story.Talk("p0h", person: "bob", id: "3"),
            Story.Talk("u1h", person: "carl", id: "4"), // never wrote
            Story.Talk("p9d", person: "dora", id: "5"), // wrote after the period
        ];

        var row = Assert.Single(PeopleReport.Of(talks, Story.Days(0, 7)));
        Assert.Equal((2, 2, 1, 0), (row.N, row.Wrote, row.WereAnswered, row.CameBack));
        Assert.Equal([("email", 2, 1), ("chat", 1, 0)], PeopleReport.Of(talks, Story.Days(0, 7, "channel")).Select(r => (r.Key!, r.N, r.WereAnswered)));
    }

    // Did the person come back in the days 10 to 20? Two conversations are parted by a bar; G is 72 h.
    [Theory]
    [InlineData("p1d u1.1d p11d", true)]
    [InlineData("p9d u9.1d p11d", false)] // the same episode goes on
    [InlineData("p1d p11d", false)] // they have waited all the time: it never ended
    [InlineData("p1d u1.1d | p11d", true)] // on another channel
    [InlineData("p9d u9.1d | p11d", false)] // another channel, and no gap
    [InlineData("p11d u11.1d", false)] // for the first time
    [InlineData("p1d u1.1d p5d u5.1d p11d", true)]
    [InlineData("p1d u1.1d u11d", false)] // we wrote, they did not
    [InlineData("p10.1d u10.2d u15d", false)] // nor here, though they wrote in these days
    [InlineData("p1d u1.1d u9d p11d", true)] // an episode that we began, and they answered now
    [InlineData("u1d p11d", false)] // they write for the first time
    public void Coming_back_is_a_new_episode(string story, bool came) =>
        Assert.Equal(came ? 1 : 0, PeopleReport.Of(Talks(story), Story.Days(10, 20)).Sum(r => r.CameBack));

    // The first episode ends in the first week; G is 3 days, N 30. Days are since the beginning; it is day 100.
    [Theory]
    [InlineData("p1d u1.1d", "nothing")]
    [InlineData("p1d u1.1d p10d", "spontaneous")]
    [InlineData("p1d u1d p34d", "spontaneous")] // exactly 30 days after the gap
    [InlineData("p1d u1d p34.1d", "nothing")] // too late
    [InlineData("p1d u1d p4d u4d", "nothing")] // exactly G is no gap: the first episode goes on
    [InlineData("p1d u1.1d u10d p11d", "prompted")]
    [InlineData("p1d u1.1d a10d p11d", "prompted")] // a campaign is a prompt too
    [InlineData("p1d u1.1d u2d p10d", "spontaneous")] // what we said within the episode prompts nobody
    [InlineData("p1d u1.1d u10d", "nothing")] // we wrote, they did not
    [InlineData("p1d u1.1d | p10d", "spontaneous")] // a change of channel counts
    [InlineData("p1d u1.1d | p2d u2.1d p12d", "spontaneous")]
    [InlineData("p1d u1.1d | p3d u3.1d", "nothing")] // another channel within the gap is the same episode
    [InlineData("u0d | p5d u5.1d", "nothing")] // what we said before is no episode of theirs
    public void A_second_date_is_a_new_episode_after_the_gap(string story, string what)
    {
        var row = Assert.Single(Dates(Talks(story)));

        Assert.Equal(what, row.Spontaneous.K > 0 ? "spontaneous" : row.Prompted.K > 0 ? "prompted" : "nothing");
        Assert.Equal((1, what == "nothing" ? 0 : 1), (row.N, row.Returned.K));
    }

    [Theory]
    [InlineData("p1d")] // they still wait: the episode has not ended
    [InlineData("p1d u1.1d p3d u9d")] // it ended in the second week
    [InlineData("u1d")] // never wrote
    public void Not_in_the_cohort(string story) => Assert.Empty(Dates(Talks(story)));

    [Fact]
    public void The_same_trouble_again_is_a_repeat_problem_and_no_second_date()
    {
        Talk Return(string story, string? outcome = null, string? nature = null, string? subject = "Parcel") => Story.Talk(story) with { Outcome = outcome, Nature = nature, Subject = subject };

        Assert.Equal((0, 1), Counted(Return("p1d u1d p11d", nature: "complaint"))); // gap until day 4, back within 7 days of it
        Assert.Equal((1, 0), Counted(Return("p1d u1d p11.1d", nature: "complaint"))); // later than that
        Assert.Equal((0, 1), Counted(Return("p1d x1d p10d"))); // asked, dismissed, asks again
        Assert.Equal((0, 1), Counted(Return("p1d u1d p10d", outcome: "nouse")));
        Assert.Equal((1, 0), Counted(Return("p1d u1d p10d"))); // answered, and nobody said that it was not solved
        Assert.Equal((1, 0), Counted(Return("p1d x1d p10d", outcome: "solved")));
        Assert.Equal((1, 0), Counted(Return("p1d x1d p10d", subject: null))); // a direct message has no topic
        Assert.Equal((0, 1), Counted(Return("p1d x1d"), Story.Talk("p10d", id: "d") with { Subject = "RE: parcel" }));
        Assert.Equal((1, 0), Counted(Return("p1d x1d"), Story.Talk("p10d", id: "d") with { Subject = "Invoice" }));

        static (int, int) Counted(params Talk[] talks) => Assert.Single(Dates(talks)) is var row ? (row.Returned.K, row.RepeatProblems.K) : default;
    }

    [Fact]
    public void Answered_and_unanswered_first_episodes_stand_apart_with_their_difference()
    {
        // Of four who were answered three come back; of five who were dismissed one.
        var row = Assert.Single(Dates(
        [
            Person(1, "p1d u1d p20d"), Person(2, "p1d u1d p20d"), Person(3, "p1d u1d p20d"), Person(4, "p1d u1d"),
            Person(5, "p1d x1d p20d"), Person(6, "p1d x1d"), Person(7, "p1d x1d"), Person(8, "p1d x1d"), Person(9, "p1d w1d"),
            Person(10, "p1d! p20d"), // asked nothing: in neither
        ]));

        Assert.Equal((10, new Proportion(5, 10), new Proportion(3, 4), new Proportion(1, 5)), (row.N, row.Returned, row.Answered, row.Unanswered));
        Assert.Equal(0.75 - 0.2, row.Difference!.Value, 10);
    }

    [Fact]
    public void Those_who_have_not_had_the_time_are_counted_for_as_long_as_they_had()
    {
        // It is day 24. The gaps end on day 4; two come back on days 14 and 19 (10 and 15 days after); three have been watched for 20 days.
        Talk[] talks = [Person(1, "p1d u1d p14d"), Person(2, "p1d u1d p19d"), Person(3, "p1d u1d"), Person(4, "p1d u1d"), Person(5, "p1d u1d")];

        var young = Assert.Single(Dates(talks, day: 24));
        Assert.Equal((0, 5, null), (young.N, young.Immature, young.Returned.Share));
        Assert.Equal(new(5, 0.4, IsAtLeast: true), young.Expected! with { Share = Math.Round(young.Expected!.Share, 10) }); // 1 − 4/5 · 3/4
        var mature = Assert.Single(Dates(talks, day: 34)); // exactly N after the gap
        Assert.Equal((5, 0, new Proportion(2, 5), false), (mature.N, mature.Immature, mature.Returned, mature.Expected!.IsAtLeast));
    }

    private static IReadOnlyList<SecondDateRow> Dates(IReadOnlyCollection<Talk> talks, double day = 100) => SecondDates.Of(talks, Story.Days(0, 7), Thirty, Story.At(24 * day));

    private static Talk Person(int n, string story) => Story.Talk(story, person: $"p{n}", id: $"c{n}");

    private static Talk[] Talks(string stories) => [.. stories.Split('|').Select((s, i) => Story.Talk(s, id: $"c{i}", channel: $"channel{i}"))];
}
