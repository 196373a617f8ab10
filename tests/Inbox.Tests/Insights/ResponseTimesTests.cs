using System.Globalization;
using Inbox.Insights;

namespace Inbox.Tests.Insights;

public sealed class ResponseTimesTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-03-27T22:30:00Z", CultureInfo.InvariantCulture);

    [Fact]
    public void Nobody_is_left_out()
    {
        // Five people write at the same time. Two are answered after 1 h and 2 h, one is dismissed after 3 h, one takes it back after 90 min, one still waits after 10 h.
        var row = Assert.Single(Of("none", Ask(answered: 1), Ask(answered: 2), Ask(dismissed: 3), Ask(withdrawn: 1.5), Ask()));

        Assert.Equal((5, 2, 1, 1, 1), (row.N, row.Answered, row.Dismissed, row.Withdrawn, row.Waiting));
        Assert.Equal(Hours(10), row.LongestWaitMs);
        // 4/5 after 1 h; then three are left, of whom one is answered: 4/5 · 2/3 = 0.533; the curve ends there, at 10 h.
        Assert.Equal(new Waited(Hours(10), IsLongerThan: true), row.Calendar!.Median);
    }

    [Fact]
    public void Answers_alone_would_say_less_than_an_hour_where_half_of_the_people_still_wait()
    {
        var row = Assert.Single(Of("none", Ask(answered: 0.1), Ask(answered: 0.2), Ask(answered: 0.3), Ask(), Ask(), Ask()));

        Assert.Equal((new(Hours(0.3), false), new Waited(Hours(10), true)), (row.Calendar!.Median, row.Calendar.P90));
    }

    [Fact]
    public void Fewer_than_five_are_a_list_and_no_percentile()
    {
        var row = Assert.Single(Of("none", Ask(answered: 1, conversation: "b"), Ask(answered: 1, asked: -1, conversation: "a"), Ask(conversation: "b")));

        Assert.Null(row.Calendar);
        Assert.Equal(["a", "b"], row.Conversations!);
    }

    [Fact]
    public void First_and_next_asks_stand_apart_and_an_answer_outside_hours_is_a_share_of_those_with_hours()
    {
        var asks = Enumerable.Range(1, 6).SelectMany(h => new[] { Ask(answered: h), Ask(answered: h * 2) with { First = false, InHours = h > 2, WorkingMs = 0 } }).ToArray();
        var row = Assert.Single(Of("none", asks));

        Assert.Equal((Hours(3), Hours(6)), (row.First!.Median.Ms, row.Next!.Median.Ms));
        Assert.Equal(new Proportion(2, 6), row.OutsideHours);
    }

    [Theory]
    [InlineData("hour", "23")] // 22:30 in UTC is 23:30 in Paris before the clocks change
    [InlineData("weekday", "5")]
    [InlineData("day", "2026-03-27")]
    [InlineData("week", "2026-W13")]
    [InlineData("month", "2026-03")]
    [InlineData("account", "a1")]
    [InlineData("staff", "anna")]
    [InlineData("owner", "bob")]
    [InlineData("channel", "email")]
    [InlineData("nature", "question")]
    [InlineData("team", "support")]
    [InlineData("none", null)]
    public void Asks_are_counted_by(string grouping, string? key) =>
        Assert.Equal(key, Assert.Single(Of(grouping, Ask(answered: 1) with { AnsweredBy = "anna", Owner = "bob", Nature = "question", Teams = ["support"] })).Key);

    [Fact]
    public void What_was_answered_in_the_platforms_own_app_is_not_what_nobody_answered_yet()
    {
        var rows = Of("staff", Ask(answered: 1) with { AnsweredBy = "anna" }, Ask(answered: 1), Ask(answered: 2), Ask());

        Assert.Equal([("elsewhere", 2, 0), (null, 1, 1), ("anna", 1, 0)], rows.Select(r => (r.Key, r.N, r.Waiting)));
    }

    [Fact]
    public void An_account_of_two_teams_counts_for_both_and_one_of_none_for_nobody()
    {
        var rows = Of("team", Ask() with { Teams = ["sales", "support"] }, Ask() with { Teams = ["support"] }, Ask());

        Assert.Equal([("support", 2), (null, 1), ("sales", 1)], rows.Select(r => (r.Key, r.N)));
    }

    [Fact]
    public void Working_time_stands_beside_the_calendar_and_those_who_wait_count_there_too()
    {
        // Answered after 1, 2 and 3 working hours, one outside hours (0), one dismissed after 4, one waits since 6; the seventh account has no hours at all.
        var row = Assert.Single(Of("none", Worked(1), Worked(2), Worked(3), Worked(0) with { InHours = false }, Ask(dismissed: 30) with { WaitedMs = Hours(4) }, Ask() with { WaitedMs = Hours(6) }, Ask(answered: 1)));

        // S(0) = 5/6, S(1) = 4/6, S(2) = 3/6: half of them waited two working hours at most. Then S(3) = 2/6, and the curve ends at 6 h.
        Assert.Equal(new(6, new(Hours(2), false), new(Hours(6), true)), row.Working!);
        Assert.Equal((7, new Proportion(1, 4)), (row.Calendar!.N, row.OutsideHours));
        Assert.Null(row.NextWorking);

        static ReceivedAsk Worked(double hours) => Ask(answered: hours + 12) with { WorkingMs = Hours(hours), InHours = true };
    }

    [Fact]
    public void The_share_in_target_judges_what_was_answered_or_should_have_been()
    {
        // Due after 2 h each, and it is 10 h now: answered at 1 h and exactly at 2 h, too late at 3 h, one waits; dismissed and taken back late are not judged, nor is one without a target or not due yet.
        var row = Assert.Single(Of(
            "none", Due(Ask(answered: 1)), Due(Ask(answered: 2)), Due(Ask(answered: 3) with { First = false }), Due(Ask()), Due(Ask(dismissed: 3)), Due(Ask(withdrawn: 3)), Ask(answered: 1), Ask() with { DueAt = At(11) }));

        Assert.Equal((new(2, 4), new(2, 3), new(0, 1)), (row.InTarget, row.FirstInTarget, row.NextInTarget));

        static ReceivedAsk Due(ReceivedAsk ask) => ask with { DueAt = At(2) };
    }

    [Fact]
    public void Tried_hours_are_judged_as_the_report_judges()
    {
        // Answered at once, after 1, 2 and 3 working hours, the first outside hours; one waits since 5; one was dismissed; due after 2 h each.
        (long?, long?, long?, bool?, long?)[] asks =
            [(At(0), null, 0, false, At(2)), (At(1), null, Hours(1), true, At(2)), (At(2), null, Hours(2), true, At(2)), (At(3), null, Hours(3), true, At(2)), (null, null, Hours(5), null, At(2)), (null, At(1), Hours(1), null, At(2))];
        var figures = HoursFigures.Of(asks, At(5));

        Assert.Equal((6, new Proportion(1, 4), new Proportion(3, 5)), (figures.Asks, figures.OutsideHours, figures.InTarget));
        Assert.Equal(new Percentiles(6, new(Hours(2), false), new(Hours(5), true)), figures.Working);
    }

    [Fact]
    public void Without_working_hours_there_is_no_working_time_and_not_zero() =>
        Assert.Null(Assert.Single(Of("none", [.. Enumerable.Range(1, 9).Select(h => Ask(answered: h))])).Working);

    [Fact]
    public void An_ask_in_the_first_week_of_January_may_belong_to_the_last_week_of_December()
    {
        var ask = Ask() with { AskedAt = DateTimeOffset.Parse("2027-01-02T12:00:00Z", CultureInfo.InvariantCulture).ToUnixTimeMilliseconds() };
        Assert.Equal("2026-W53", Assert.Single(Of("week", ask)).Key);
    }

    private static IReadOnlyList<TimeToAnswer> Of(string grouping, params ReceivedAsk[] asks) =>
        ResponseTimes.Of(asks, new(new(Start.AddYears(-1), Start.AddYears(1), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")), [], grouping), At(10));

    private static ReceivedAsk Ask(double? answered = null, double? dismissed = null, double? withdrawn = null, double asked = 0, string conversation = "c") => new()
    {
        Id = "ask", ConversationId = conversation, AccountId = "a1", Channel = "email", First = true,
        AskedAt = At(asked), AnsweredAt = At(answered), DismissedAt = At(dismissed), WithdrawnAt = At(withdrawn),
    };

    private static long At(double hours) => Start.AddHours(hours).ToUnixTimeMilliseconds();

    private static long? At(double? hours) => hours is { } h ? At(h) : null;

    private static long Hours(double hours) => (long)(hours * 3_600_000);
}
