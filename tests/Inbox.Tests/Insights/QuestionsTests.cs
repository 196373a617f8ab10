using Inbox.Insights;

namespace Inbox.Tests.Insights;

public sealed class QuestionsTests
{
    private const long Hour = 3_600_000, Now = 100 * Hour;
    private static readonly ReportScope Always = new(new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(30), TimeZoneInfo.Utc), []);

    [Fact]
    public void An_ask_counts_once_it_is_as_old_as_the_time_allowed_and_only_while_it_stands()
    {
        var row = Assert.Single(Questions.Of(
        [
            Ask(10, answered: 34), // exactly 24 h: in time
            Ask(10, answered: 34.001),
            Ask(10), // waits since 90 h
            Ask(76), // exactly 24 h old: counts
            Ask(76.001, answered: 77), // too young, although it is answered
            Ask(10, dismissed: 11),
            Ask(10, withdrawn: 11),
        ], Always, TimeSpan.FromHours(24), Now));

        Assert.Equal((7, new Proportion(1, 4), new Proportion(1, 7), 1), (row.N, row.Answered, row.Dismissed, row.TooYoung));
        Assert.Equal(0.25, row.Answered.Share);
    }

    [Fact]
    public void Nothing_that_could_be_counted_is_no_share_and_not_zero() =>
        Assert.Null(Assert.Single(Questions.Of([Ask(99)], Always, TimeSpan.FromHours(24), Now)).Answered.Share);

    [Fact]
    public void A_bot_in_time_is_a_line_of_its_own_and_no_answer()
    {
        var count = new QuestionCount(Now);
        foreach (var (ask, bot) in new (ReceivedAsk, double)[]
        {
            (Ask(10), 34), // exactly 24 h
            (Ask(10), 34.001),
            (Ask(10), 10), // the same moment is not after it
            (Ask(10, answered: 12), 11), // a human answered in time
            (Ask(10, answered: 40), 11),
            (Ask(10, dismissed: 11), 10.5),
            (Ask(80), 81), // too young
        })
            count.Add(PackedAsk.Of(ask), [PackedSaid.Of(new(ask.AskedAt, IsIn: true)), PackedSaid.Of(new((long)(bot * Hour), IsIn: false, IsHuman: false))], ask.AskedAt + 24 * Hour);
        count.Add(PackedAsk.Of(Ask(10)), [PackedSaid.Of(new(11 * Hour, IsIn: false)), PackedSaid.Of(new(11 * Hour, IsIn: false, IsOnlySent: true, IsHuman: false)), PackedSaid.Of(new(11 * Hour, IsIn: true))], 34 * Hour);

        var row = count.Row(null);
        Assert.Equal((new Proportion(1, 6), new Proportion(2, 6)), (row.Answered, row.ByBot));
    }

    [Fact]
    public void Another_reader_in_time_is_a_line_of_its_own_and_no_answer_of_ours()
    {
        var row = Assert.Single(Questions.Of(
            [
                Public(Ask(10), 34), // exactly 24 h
                Public(Ask(10), 34.001),
                Public(Ask(10), 10), // the same moment is not after it
                Public(Ask(10), 50, 11, 40), // the first one counts
                Public(Ask(10, answered: 12), 11), // we answered in time
                Public(Ask(10, answered: 40), 11),
                Public(Ask(10, dismissed: 11), 10.5),
                Public(Ask(10, withdrawn: 11), 10.5),
                Public(Ask(80), 81), // too young
                Ask(10),
            ],
            Always, TimeSpan.FromHours(24), Now));

        Assert.Equal((new Proportion(1, 7), new Proportion(3, 7), new Proportion(0, 7)), (row.Answered, row.ByPublic, row.ByBot));
    }

    private static ReceivedAsk Public(ReceivedAsk ask, params double[] at) => at.Aggregate(ask, (a, hour) => a.AnsweredInPublic((long)(hour * Hour)));

    private static ReceivedAsk Ask(double asked, double? answered = null, double? dismissed = null, double? withdrawn = null) => new()
    {
        Id = "ask", ConversationId = "c", AccountId = "a1", Channel = "email",
        AskedAt = (long)(asked * Hour), AnsweredAt = (long?)(answered * Hour), DismissedAt = (long?)(dismissed * Hour), WithdrawnAt = (long?)(withdrawn * Hour),
    };
}
