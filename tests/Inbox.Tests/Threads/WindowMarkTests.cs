using Inbox.Contracts;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

/// <summary>Where only some of an account's conversations have a window: those whose thread keys hold the channel's mark.</summary>
public sealed class WindowMarkTests
{
    private static readonly ChannelDescription[] Marked = [new("marked", [], TimeSpan.FromHours(72), "application/json") { Directly = new(100) { Window = TimeSpan.FromHours(24), WindowMark = "/" } }];

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Only_conversations_with_the_mark_close(string database)
    {
        await using var desk = await Desk.OpenAsync(database, channels: Marked);
        var asked = desk.Clock.GetUtcNow();
        await desk.ApplyAsync(Message(desk, "1", "ann", "owner/ann"), Message(desk, "2", "ann", "ann"));
        var conversations = (await desk.CardsAsync()).Select(c => c.Id).ToList();
        Assert.Equal([asked + TimeSpan.FromHours(24), null], (await WaysAsync(desk, conversations)).Select(w => w.Until).OrderByDescending(u => u));

        desk.Clock.Advance(TimeSpan.FromHours(25));
        var ways = await WaysAsync(desk, conversations);
        Assert.Equal([null, ClosedWays.Window], ways.Select(w => w.Closed).Order());
        var refused = Assert.IsType<ReplyOutcome.Invalid>(await PostAsync(desk, ways.Single(w => w.Closed is not null).ConversationId, "r1"));
        Assert.Equal((ClosedWays.Window, asked + TimeSpan.FromHours(24)), (refused.Closed!, refused.Until!.Value));
        Assert.IsType<ReplyOutcome.Queued>(await PostAsync(desk, ways.Single(w => w.Closed is null).ConversationId, "r2"));
        desk.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Null(Assert.Single(await desk.Get<DueReplies>().TakeAsync(Desk.Stop)).Deadline);
    }

    [Theory]
    [InlineData("owner/ann", "ann", false)]
    [InlineData("ann", "owner/ann", true)]
    public async Task Of_two_that_were_merged_the_one_counts_where_the_person_last_wrote(string first, string last, bool closes)
    {
        await using var desk = await Desk.OpenAsync(channels: Marked);
        await desk.ApplyAsync(Message(desk, "1", "ann", first));
        desk.Clock.Advance(TimeSpan.FromHours(1));
        await desk.ApplyAsync(Message(desk, "2", "ann", last));
        var conversations = (await desk.CardsAsync()).Select(c => c.Id).ToList();
        Assert.IsType<Outcome<Acted>.Done>(await desk.Get<MergeConversations>().RunAsync(conversations[0], "anna", conversations[1], Desk.Stop));

        desk.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(closes ? ClosedWays.Window : null, Assert.Single((await desk.ViewAsync()).Ways).Closed);
    }

    private static MessageReceived Message(Desk desk, string id, string peer, string thread) => desk.Chat(desk.Account, id, peer, channel: "marked") with { ThreadKey = thread };

    private static async Task<IReadOnlyList<ReplyWay>> WaysAsync(Desk desk, IEnumerable<string> conversations)
    {
        var ways = new List<ReplyWay>();
        foreach (var id in conversations)
            ways.AddRange((await desk.ViewAsync(id)).Ways);
        return ways;
    }

    private static Task<ReplyOutcome> PostAsync(Desk desk, string conversation, string clientId) =>
        desk.Get<PostReply>().RunAsync(new(conversation, "anna", "Anna", clientId, "Yes.", null, null, []), Desk.Stop);
}
