using Inbox.Contracts;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

public sealed class TakenBackTests
{
    [Theory]
    [InlineData("ann", "ann"), InlineData("group7", "group7")]
    public async Task Who_takes_back_what_they_wrote_is_answered_where_they_wrote_it(string thread, string expected)
    {
        await using var desk = await Desk.OpenAsync("sqlite");
        var chat = await desk.AddAccountAsync("chat");
        await desk.ApplyAsync(desk.Chat(chat, "m1", "ann") with { ThreadKey = thread });
        var heard = desk.Clock.GetUtcNow();
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await SentAsync(desk, "r1", chat);
        await desk.ApplyAsync(new MessageDeleted(Id.New(desk.Clock), chat, "m1", desk.Clock.GetUtcNow()));

        var send = await SendAsync(desk, "r2");
        Assert.Equal((expected, "ann", false), (send.ThreadKey, send.Recipient.ExternalId, send.AnswersComment));
        Assert.Equal((heard, null), (send.HeardAt, send.Quoted));

        var third = await SendAsync(desk, "r3");
        Assert.Equal(expected, third.ThreadKey);
    }

    [Theory]
    [InlineData("ann"), InlineData("connection/ann")]
    public async Task Whom_we_wrote_to_first_in_the_vendors_app_can_be_answered(string thread)
    {
        await using var desk = await Desk.OpenAsync("sqlite");
        var chat = await desk.AddAccountAsync("chat");
        await desk.ApplyAsync(desk.Chat(chat, "e1", "ann", "Your parcel is here.", direction: Direction.Out) with { ThreadKey = thread, Contact = new("ann", "Ann", null, "+33655555555") });

        var send = await SendAsync(desk, "r1");
        Assert.Equal((thread, new Party("ann", "Ann", null, "+33655555555")), (send.ThreadKey, send.Recipient));
        Assert.Equal((null, null), (send.HeardAt, send.Quoted));
    }

    [Fact]
    public async Task Who_was_erased_is_nobody_to_write_to()
    {
        await using var desk = await Desk.OpenAsync("sqlite");
        var chat = await desk.AddAccountAsync("chat");
        await desk.ApplyAsync(desk.Chat(chat, "e1", "ann", "Your parcel is here.", direction: Direction.Out));
        var card = Assert.Single(await desk.CardsAsync());
        Assert.IsType<Outcome<Erased>.Done>(await desk.Get<ErasePerson>().RunAsync(card.Person.Id, "anna", Desk.Stop));

        var refused = Assert.IsType<ReplyOutcome.Invalid>(await desk.Get<PostReply>().RunAsync(new(card.Id, "anna", "Anna", "r1", "Hello?", null, null, []), Desk.Stop));
        Assert.Contains("nobody to answer", refused.Reason, StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Whoever_takes_back_what_they_wrote_after_a_private_answer_is_written_to_by_the_name_of_the_direct_messages(bool apart)
    {
        await using var scene = await PrivateAnswers.OpenAsync("sqlite", apart);
        var desk = scene.Desk;
        await desk.ApplyAsync(scene.Comment("c1"));
        await desk.ApplyAsync(scene.Report(await scene.AnsweredAsync()));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.ApplyAsync(scene.Message("m1"));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.ApplyAsync(new MessageDeleted(Id.New(desk.Clock), scene.Private, "m1", desk.Clock.GetUtcNow()));

        Assert.IsType<ReplyOutcome.Queued>(await scene.PostAsync((await desk.CardsAsync()).Single(c => c.Visibility == "private").Id, "You took that back?", clientId: "r2"));
        desk.Clock.Advance(TimeSpan.FromSeconds(11));
        var send = Assert.Single(await desk.Get<DueReplies>().TakeAsync(Desk.Stop), s => s.Text == "You took that back?");
        Assert.Equal((scene.Peer, scene.Peer, false), (send.Recipient.ExternalId, send.ThreadKey, send.AnswersComment));
    }

    private static async Task SentAsync(Desk desk, string clientId, string account)
    {
        var send = await SendAsync(desk, clientId);
        await desk.ApplyAsync(new ReplyReported(Id.New(desk.Clock), account, send.ReplyId, 1, ReplyState.Sent, desk.Clock.GetUtcNow(), $"id-{clientId}", null));
    }

    private static async Task<SendReply> SendAsync(Desk desk, string clientId)
    {
        var card = Assert.Single(await desk.CardsAsync());
        Assert.IsType<ReplyOutcome.Queued>(await desk.Get<PostReply>().RunAsync(new(card.Id, "anna", "Anna", clientId, $"Answer {clientId}", null, null, []), default));
        desk.Clock.Advance(TimeSpan.FromSeconds(11));
        return Assert.Single(await desk.Get<DueReplies>().TakeAsync(Desk.Stop), s => s.Text == $"Answer {clientId}");
    }
}
