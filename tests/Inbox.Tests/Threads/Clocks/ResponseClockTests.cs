using Inbox.Threads;
using Inbox.WorkingHours;

namespace Inbox.Tests.Threads.Clocks;

public sealed class ResponseClockTests
{
    [Fact]
    public void A_turn_of_several_messages_is_one_ask_from_its_first() => Assert.Equal("0!>3", new Facts().In(0).In(1).In(2).Out(3).Asks);

    [Fact]
    public void The_first_ask_of_an_episode_is_the_first_response_and_later_ones_are_next_responses() =>
        Assert.Equal("0!>1 2>3 4>", new Facts().In(0).Out(1).In(2).Out(3).In(4).Asks);

    [Fact]
    public void Another_answer_after_the_answer_changes_nothing() => Assert.Equal("0!>1", new Facts().In(0).Out(1).Out(2, staff: "bob").Asks);

    [Fact]
    public void A_conversation_that_staff_open_has_no_clock_until_the_person_writes()
    {
        Assert.Equal("", new Facts().Out(0).Asks);
        Assert.Equal("1!>2", new Facts().Out(0).In(1).Out(2).Asks);
    }

    [Theory]
    [InlineData(72, 71, "0!>1 72>")]
    [InlineData(72, 73, "0!>1 74!>")]
    [InlineData(168, 167, "0!>1 168>")]
    [InlineData(168, 169, "0!>1 170!>")]
    public void A_quiet_gap_ends_an_episode(double gap, double quiet, string asks) => Assert.Equal(asks, new Facts(gap).In(0).Out(1).In(1 + quiet).Asks);

    [Fact]
    public void A_gap_does_not_end_an_episode_while_an_ask_is_open() => Assert.Equal("0!>200 201>", new Facts().In(0).In(100).Out(200).In(201).Asks);

    [Fact]
    public void A_gap_ends_an_episode_once_the_ask_was_dismissed() => Assert.Equal("0!>d1 100!>", new Facts().In(0).Act(1, ActKinds.Dismiss, 0).In(100).Asks);

    [Fact]
    public void Thanks_end_the_turn_and_are_no_ask()
    {
        Assert.Equal("0!>1 3>", new Facts().In(0).Out(1).In(2, Calls.Thanks).In(3).Asks);
        Assert.Equal("0!>4 2>4", new Facts().In(0).In(1, Calls.Thanks).In(2).Out(4).Asks);
    }

    [Fact]
    public void Emoji_names_and_machines_ask_nothing_and_answer_nothing()
    {
        Assert.Equal("", new Facts().In(0, Calls.Nothing).In(1, Calls.Mention).In(2, automatic: "auto-reply").Asks);
        Assert.Equal("0!>", new Facts().In(0).Out(1, automatic: "auto-reply").Out(2, state: null, kind: "note").Asks);
    }

    [Fact]
    public void A_sticker_of_ours_answers_nothing_and_keeps_no_episode_alive()
    {
        Assert.Equal("0!>2", new Facts().In(0).Out(1, calls: Calls.Nothing).Out(2).Asks);
        Assert.Equal("0!>1 100!>", new Facts().In(0).Out(1).Out(60, calls: Calls.Nothing).In(100).Asks);
    }

    [Fact]
    public void A_failed_send_lets_the_clock_run_on_from_the_ask() => Assert.Equal("0!>", new Facts().In(0).Out(1, "failed").Asks);

    [Fact]
    public void After_a_failed_send_the_next_answer_counts() => Assert.Equal("0!>5", new Facts().In(0).Out(1, "failed").Out(5, "queued").Asks);

    [Fact]
    public void A_withdrawn_ask_ends_when_its_last_message_is_deleted()
    {
        Assert.Equal("0!>w2", new Facts().In(0, deleted: 2).Asks);
        Assert.Equal("1!>", new Facts().In(0, deleted: 2).In(1).Asks);
        Assert.Equal("0!>1", new Facts().In(0, deleted: 2).Out(1).Asks);
        Assert.Equal("0!>w2", new Facts().In(0, deleted: 2).Out(3).Asks);
    }

    [Fact]
    public void A_dismissal_ends_the_ask_and_taking_it_back_opens_it_again()
    {
        Assert.Equal("0!>d1", new Facts().In(0).Act(1, ActKinds.Dismiss, 0).Out(2).Asks);
        Assert.Equal("0!>3", new Facts().In(0).Act(1, ActKinds.Dismiss, 0).Act(2, ActKinds.Undismiss, 0).Out(3).Asks);
        Assert.Equal("0!>1", new Facts().In(0).Out(1).Act(2, ActKinds.Dismiss, 0).Asks);
    }

    [Fact]
    public void What_comes_after_a_dismissal_a_closing_or_a_withdrawal_asks_anew()
    {
        Assert.Equal("0!>d1 2>3", new Facts().In(0).Act(1, ActKinds.Dismiss, 0).In(2).Out(3).Asks);
        Assert.Equal("0!>d2 3>", new Facts().In(0).In(1).Act(2, ActKinds.Close, 0).In(3).Asks);
        Assert.Equal("0!>w1 2>", new Facts().In(0, deleted: 1).In(2).Asks);
    }

    [Fact]
    public void A_message_that_comes_late_was_not_dismissed_with_those_that_staff_had_seen()
    {
        Assert.Equal("0!>d3 1>", new Facts().In(0).In(1, arrived: 5).Act(3, ActKinds.Dismiss, 0).Asks);
        Assert.Equal("0!> 1>d3", new Facts().In(0, arrived: 5).In(1).Act(3, ActKinds.Dismiss, 1).Asks);
        Assert.Equal("0!>2", new Facts().In(0).In(1).Act(3, ActKinds.Dismiss, 0).Out(2).Asks);
    }

    [Fact]
    public void Who_held_the_conversation_while_it_waited_owns_the_ask_and_who_wrote_has_the_credit()
    {
        var ask = Assert.Single(ResponseClock.Asks(
            new Facts().In(0).Act(1, ActKinds.Assign, staff: "bob").Out(2, staff: "anna").Act(3, ActKinds.Assign, staff: "joe").Done));
        Assert.Equal(("bob", "anna"), (ask.Owner, ask.AnsweredBy));
    }

    [Fact]
    public void Working_time_is_null_without_hours_and_zero_and_flagged_outside_of_them()
    {
        var always = Schedule.Of([new("UTC", [new([1, 2, 3, 4, 5], "09:00", "17:00")], [], "2020-01-01")]);
        var plain = Assert.Single(ResponseClock.Asks(new Facts().In(0).Out(1).Done));
        var inside = Assert.Single(ResponseClock.Asks(new Facts(schedule: always).In(0).Out(1).Done));
        var outside = Assert.Single(ResponseClock.Asks(new Facts(schedule: always).In(0).Out(9).Done));
        var open = Assert.Single(ResponseClock.Asks(new Facts(schedule: always).In(0).Done));
        Assert.Equal((null, null), (plain.WorkingMs, plain.InHours));
        Assert.Equal((3_600_000L, true), (inside.WorkingMs, inside.InHours));
        Assert.Equal((0L, false), (outside.WorkingMs, outside.InHours));
        Assert.Equal((null, null), (open.WorkingMs, open.InHours));
    }

    [Fact]
    public void The_order_in_which_facts_lie_changes_nothing()
    {
        var facts = new Facts().In(0).Out(1, "failed").In(2, Calls.Thanks).In(3).Act(4, ActKinds.Assign, staff: "bob").Out(5).In(100).Out(101).Done;
        var random = new Random(1);
        for (var i = 0; i < 20; i++)
        {
            var (messages, acts) = (facts.Messages.ToArray(), facts.Acts.ToArray());
            random.Shuffle(messages);
            random.Shuffle(acts);
            Assert.Equal(ResponseClock.Asks(facts), ResponseClock.Asks(facts with { Messages = messages, Acts = acts }));
        }
    }
}
