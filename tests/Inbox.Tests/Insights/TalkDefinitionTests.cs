using Inbox.Insights;

namespace Inbox.Tests.Insights;

/// <summary>Depth, reciprocity and episodes, each definition and each of its edges in a line; see <see cref="Story"/>.</summary>
public sealed class TalkDefinitionTests
{
    [Theory]
    [InlineData("p0h", 0)] // a monologue
    [InlineData("p0h p1h p2h", 0)] // one turn, however many messages
    [InlineData("p0h a1h", 0)] // an automation is nobody
    [InlineData("u0h", 0)]
    [InlineData("p0h u1h", 1)] // answered
    [InlineData("p0h u1h u2h", 1)]
    [InlineData("p0h u1h a2h p3h", 2)] // a conversation
    [InlineData("p0h u1h p2h!", 2)] // thanks are a turn, though they ask nothing
    [InlineData("u0h p1h u2h", 2)]
    [InlineData("p0h u1h p2h u3h p4h", 4)] // a real exchange
    [InlineData("p0h u1h p30d", 2)] // a gap ends an episode and not the conversation
    public void Depth_is_how_often_the_side_changes(string story, int depth) => Assert.Equal(depth, Turn.Depth(Turns(story)));

    [Theory]
    [InlineData("p0h:30 u1h:10 p2h:10", 0.4)] // 2·10 ÷ (40 + 10)
    [InlineData("p0h:25 u1h:50 p2h:25", 1.0)]
    [InlineData("p0h:900 u1h:100 p2h:100", 0.5)] // a long turn counts 200: 2·100 ÷ (300 + 100)
    [InlineData("p0h:150 p1h:150 u2h:100 p3h:0", 2.0 / 3)] // the cap holds for the turn, not the message: 2·100 ÷ (200 + 100)
    [InlineData("p0h:50 u1h:0 p2h:50", 0.0)] // a picture alone is an answer without words
    public void Reciprocity_is_how_evenly_both_sides_speak(string story, double even) => Assert.Equal(even, Reciprocity.Of(Turns(story))!.Value, 10);

    [Fact]
    public void Where_nobody_said_a_word_there_is_no_reciprocity_and_not_zero() => Assert.Null(Reciprocity.Of(Turns("p0h:0 u1h:0 p2h:0")));

    [Theory]
    [InlineData(null, 0)]
    [InlineData("Where is my parcel?", 4)]
    [InlineData("C'est-à-dire… 12 €, d'accord !", 3)] // what stands alone without a letter or digit is no word
    [InlineData("👍 🎉", 0)]
    [InlineData("你好吗", 3)]
    [InlineData("ありがとう Inbox", 6)]
    public void Words_are_counted_in_every_script(string? text, int words) => Assert.Equal(words, WordCount.Of(text));

    [Theory]
    [InlineData("Hello Ann, thank you for writing to us. It is blue.", "11+28", 5)] // "Hello Ann," and "It is blue." are the writer's own
    [InlineData("Thank you for writing to us.", "0+28", 0)] // nothing else: a turn without words of one's own
    [InlineData("Thank you for writing to us.", null, 6)] // typed by hand
    [InlineData("Thanks! It is blue. Bye Anna", "0+7 20+8", 3)] // two saved replies around three words
    [InlineData("", "0+28", 0)] // erased since
    public void Words_of_saved_replies_are_not_the_writers_own(string text, string? saved, int words) => Assert.Equal(words, WordCount.Of(text, saved));

    [Fact]
    public void A_saved_reply_makes_nobody_speak_more_evenly() =>
        Assert.Equal(0.5, Reciprocity.Of(Turn.Of([new(1, true, Words: 9), new(2, false, Words: WordCount.Of("Thank you for writing to us. It is blue.", "0+28")), new(3, true, Words: 0)]))!.Value, 10); // 2·3 ÷ (9 + 3), not 2·9 ÷ 18

    // G is 72 h. The hours of each episode: from its first to its last human message.
    [Theory]
    [InlineData("p0h u1h p73h u74h", "0-74")] // 72 h of quiet are no more than G
    [InlineData("p0h u1h p73.5h u74h", "0-1 73.5-74")]
    [InlineData("p0h p80h u81h", "0-81")] // somebody waits: no gap ends that
    [InlineData("p0h u100h", "0-100")] // the answer itself finds the ask open
    [InlineData("p0h u100h p180h", "0-100 180-180")]
    [InlineData("p0h x1h p80h", "0-0 80-80")] // dismissed: nobody waits any more
    [InlineData("p0h w1h p80h", "0-0 80-80")]
    [InlineData("p0h x79h p80h", "0-0 80-80")]
    [InlineData("p0h x81h p80h", "0-80")] // dismissed only after the next message
    [InlineData("p0h! p80h", "0-0 80-80")] // thanks wait for nothing
    [InlineData("p0h u1h a50h p90h", "0-1 90-90")] // an automation keeps nothing alive
    public void An_episode_ends_with_a_gap_unless_somebody_waits(string story, string episodes) =>
        Assert.Equal(episodes, string.Join(' ', Episode.Of(Story.Talk(story)).Select(e => FormattableString.Invariant($"{Hours(e.Start)}-{Hours(e.End)}"))));

    [Fact]
    public void The_report_of_depth_says_how_many_went_how_far()
    {
        var row = Assert.Single(TalkDepth.Of(
        [
            Story.Talk("p0h"), Story.Talk("p0h u1h"), Story.Talk("p0h:30 u1h:10 p2h:10"), Story.Talk("p0h:10 u1h:20 p2h:10 u3h:0 p4h:0"), Story.Talk("a0h"), // 0.4 and 1.0; the last says nothing by a human
            Story.Talk("p1h u2h p9d"), // after the period: as it stood at its end, answered
            Story.Talk("p8d u9d p10d"), // not in the period at all
        ], Story.Days(0, 7)));

        Assert.Equal((5, 1, 2, 1, 1), (row.N, row.Monologues, row.Answered, row.Conversations, row.Exchanges));
        Assert.Equal((new Proportion(2, 5), 0.7, 2), (row.Talks, row.Reciprocity, row.ReciprocityN));
        Assert.Equal([new(0, 1), new(1, 2), new(2, 1), new(4, 1)], row.Depths);
    }

    private static IReadOnlyList<Turn> Turns(string story) => Story.Talk(story).TurnsUntil(long.MaxValue);

    private static double Hours(long at) => (at - Story.At(0)) / 3_600_000.0;
}
