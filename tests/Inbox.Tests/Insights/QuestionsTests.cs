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

    private static ReceivedAsk Ask(double asked, double? answered = null, double? dismissed = null, double? withdrawn = null) => new()
    {
        Id = "ask", ConversationId = "c", AccountId = "a1", Channel = "email",
        AskedAt = (long)(asked * Hour), AnsweredAt = (long?)(answered * Hour), DismissedAt = (long?)(dismissed * Hour), WithdrawnAt = (long?)(withdrawn * Hour),
    };
}
