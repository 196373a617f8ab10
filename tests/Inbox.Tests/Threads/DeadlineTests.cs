using Inbox.Contracts;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

/// <summary>A reply leaves with the moment until which its platform takes it, as that stands when it leaves.</summary>
public sealed class DeadlineTests
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_reply_leaves_with_the_moment_when_its_window_closes_and_whoever_writes_again_moves_it(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var account = await desk.AddAccountAsync("templated");
        var asked = desk.Clock.GetUtcNow();
        await desk.ApplyAsync(desk.Chat(account, "1", "ann", channel: "templated"));
        desk.Clock.Advance(Window - TimeSpan.FromSeconds(5));
        await desk.ReplyAsync();
        desk.Clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(new(asked + Window, ClosedWays.Explain(ClosedWays.Window)), Assert.Single(await TakeAsync(desk)).Deadline);
        var again = desk.Clock.GetUtcNow();
        await desk.ApplyAsync(desk.Chat(account, "2", "ann", channel: "templated"));
        desk.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(again + Window, Assert.Single(await TakeAsync(desk)).Deadline!.Until);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_private_answer_that_waited_is_told_that_the_comment_is_too_old_by_now(bool apart)
    {
        await using var scene = await PrivateAnswers.OpenAsync("sqlite", apart);
        var asked = scene.Desk.Clock.GetUtcNow();
        await scene.Desk.ApplyAsync(scene.Comment("c1"));
        await scene.AnsweredAsync();
        scene.Desk.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new(asked + TimeSpan.FromDays(7), ClosedWays.Explain(ClosedWays.Old)), Assert.Single(await TakeAsync(scene.Desk)).Deadline);

        scene.Desk.Clock.Advance(TimeSpan.FromDays(7));
        var late = Assert.Single(await TakeAsync(scene.Desk)).Deadline!;
        Assert.Equal((true, ClosedWays.Explain(ClosedWays.Old)), (late.Until < scene.Desk.Clock.GetUtcNow(), late.Reason));
    }

    [Fact]
    public async Task Where_the_platform_has_no_window_a_reply_may_wait_for_ever()
    {
        await using var desk = await Desk.OpenAsync();
        await desk.ApplyAsync(desk.Chat(await desk.AddAccountAsync("chat"), "1", "ann"));
        await desk.ReplyAsync();
        desk.Clock.Advance(TimeSpan.FromDays(400));

        Assert.Null(Assert.Single(await TakeAsync(desk)).Deadline);
    }

    private static Task<IReadOnlyList<SendReply>> TakeAsync(Desk desk) => desk.Get<DueReplies>().TakeAsync(Desk.Stop);
}
