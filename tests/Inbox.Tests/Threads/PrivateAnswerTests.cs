using Inbox.Contracts;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

public sealed class PrivateAnswerTests
{
    public static TheoryData<string, bool> Both => new() { { "sqlite", false }, { "sqlite", true }, { "postgres", false }, { "postgres", true } };

    [Theory, MemberData(nameof(Both))]
    public async Task A_private_answer_opens_the_direct_messages_as_the_comments_continuation(string database, bool apart)
    {
        await using var scene = await PrivateAnswers.OpenAsync(database, apart);
        var desk = scene.Desk;
        await desk.ApplyAsync(scene.Comment("c1"));
        desk.Clock.Advance(TimeSpan.FromMinutes(5));
        var reply = await scene.AnsweredAsync();

        var comment = await scene.CommentedAsync();
        var view = await desk.ViewAsync(comment.Id);
        var direct = await desk.ViewAsync(reply.ConversationId);
        Assert.Equal((States.Open, TimeSpan.FromMinutes(5), "anna"), (comment.State, view.Asks[0].AnsweredAt - view.Asks[0].AskedAt, view.Asks[0].AnsweredBy));
        Assert.NotEqual(comment.Id, reply.ConversationId);
        Assert.Equal((scene.Private, "private", comment.Person.Id), (direct.Card.AccountId, direct.Card.Visibility, direct.Card.Person.Id));
        Assert.Equal((comment.Id, "continues"), (Assert.Single(direct.Continues).Id, direct.Continues[0].Relation));
        Assert.Equal((direct.Card.Id, "continuedBy"), (Assert.Single(view.ContinuedBy).Id, view.ContinuedBy[0].Relation));

        var send = Assert.Single(await SendsAsync(desk));
        Assert.Equal((scene.Private, "c1", Visibility.Private, "ann"), (send.AccountId, send.ParentExternalId, send.Visibility, send.Recipient.ExternalId));

        await desk.ApplyAsync(scene.Report(reply), scene.Message("echo", "I have sent you the list.", Direction.Out));
        await desk.ApplyAsync(scene.Message("m1"));
        Assert.Equal("c1 | echo,m1", await desk.GroupsAsync());
        var cards = await desk.CardsAsync();
        Assert.Equal((2, 1), (cards.Count, cards.Select(c => c.Person.Id).Distinct().Count()));
        Assert.Equal(States.Waiting, cards.Single(c => c.Visibility == "private").State);
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task B51_report_echo_and_answer_in_any_order_end_in_the_same_talk(string database, bool apart)
    {
        string? groups = null, state = null;
        for (var order = 0; order < (database == "sqlite" ? 24 : 6); order++)
        {
            await using var scene = await PrivateAnswers.OpenAsync(database, apart);
            var desk = scene.Desk;
            await desk.ApplyAsync(scene.Comment("c1"));
            desk.Clock.Advance(TimeSpan.FromMinutes(5));
            var reply = await scene.AnsweredAsync();
            desk.Clock.Advance(TimeSpan.FromMinutes(1));
            IChannelEvent[] events =
            [
                scene.Report(reply), scene.Report(reply, ReplyState.Sending), scene.Message("echo", "I have sent you the list.", Direction.Out),
                scene.Message("m1") with { Author = new(scene.Peer, "Ann Lee"), Contact = new(scene.Peer, "Ann Lee"), SentAt = desk.Clock.GetUtcNow().AddMinutes(1), ReceivedAt = desk.Clock.GetUtcNow().AddMinutes(1) },
            ];
            var shuffled = events.Concat(events).ToArray();
            new Random(order).Shuffle(shuffled);
            foreach (var chunk in shuffled.Chunk(order % 3 + 1))
                await desk.ApplyAsync(chunk);

            Assert.True((groups ??= await desk.GroupsAsync()) == await desk.GroupsAsync(), $"order {order}: {groups} / {await desk.GroupsAsync()}");
            Assert.Equal("c1 | echo,m1", groups);
            var cards = await desk.CardsAsync();
            Assert.Single(cards.Select(c => (c.Person.Id, c.Person.Name)).Distinct());
            Assert.Equal(state ??= await StateAsync(desk), await StateAsync(desk));
            Assert.Single((await desk.ViewAsync(cards.Single(c => c.Visibility == "private").Id)).Continues);
            Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
        }
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_comment_is_answered_in_private_once_and_then_the_person_must_write_back(string database, bool apart)
    {
        await using var scene = await PrivateAnswers.OpenAsync(database, apart);
        var desk = scene.Desk;
        await desk.ApplyAsync(scene.Comment("c1"));
        var reply = await scene.AnsweredAsync();
        await desk.ApplyAsync(scene.Report(reply));
        var comment = await scene.CommentedAsync();

        Assert.Equal(ClosedWays.Unanswered, await ClosedAsync(desk, comment.Id));
        Assert.Equal(ClosedWays.Unanswered, await ClosedAsync(desk, reply.ConversationId));
        Assert.Contains("Wait until this person writes back", Assert.IsType<ReplyOutcome.Invalid>(await scene.PostAsync(comment.Id, clientId: "r2")).Reason, StringComparison.Ordinal);
        Assert.IsType<ReplyOutcome.Invalid>(await scene.PostAsync(reply.ConversationId, clientId: "r3"));

        await desk.ApplyAsync(scene.Message("m1"));
        Assert.Null(await ClosedAsync(desk, comment.Id));
        var next = Assert.IsType<ReplyOutcome.Queued>(await scene.PostAsync(comment.Id, clientId: "r4")).Message;
        Assert.Equal(reply.ConversationId, next.ConversationId);
        desk.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(ClosedWays.Window, await ClosedAsync(desk, reply.ConversationId));
        Assert.IsType<ReplyOutcome.Invalid>(await scene.PostAsync(reply.ConversationId, clientId: "r5"));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_failed_private_answer_leaves_the_comment_waiting_and_may_be_given_again(string database, bool apart)
    {
        await using var scene = await PrivateAnswers.OpenAsync(database, apart);
        var desk = scene.Desk;
        await desk.ApplyAsync(scene.Comment("c1"));
        var reply = await scene.AnsweredAsync();
        await desk.ApplyAsync(scene.Report(reply, ReplyState.Failed));

        Assert.Equal(States.Waiting, (await scene.CommentedAsync()).State);
        Assert.Null(await ClosedAsync(desk, (await scene.CommentedAsync()).Id));
        var again = await desk.Get<RetryReply>().RunAsync((await scene.CommentedAsync()).Id, "anna", "r1", Desk.Stop);
        Assert.IsType<Outcome<Acted>.Done>(again);
        Assert.Equal(States.Open, (await scene.CommentedAsync()).State);
        await desk.ApplyAsync(scene.Report(reply) with { Attempt = 2 });
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_private_answer_is_sent_again_only_while_the_comment_takes_one_wherever_that_is_asked(string database, bool apart)
    {
        await using var scene = await PrivateAnswers.OpenAsync(database, apart);
        var desk = scene.Desk;
        await desk.ApplyAsync(scene.Comment("c1"));
        var reply = await scene.AnsweredAsync();
        await desk.ApplyAsync(scene.Report(reply, ReplyState.Unconfirmed));
        // It does not stand in its own way: nobody knows whether it went out, and a person decides.
        Assert.IsType<Outcome<Acted>.Done>(await desk.Get<RetryReply>().RunAsync(reply.ConversationId, "anna", "r1", Desk.Stop));
        await desk.ApplyAsync(scene.Report(reply, ReplyState.Failed) with { Attempt = 2 });

        desk.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));
        foreach (var from in new[] { reply.ConversationId, (await scene.CommentedAsync()).Id })
            Assert.Equal(ClosedWays.Explain(ClosedWays.Old), Assert.IsType<Outcome<Acted>.Conflict>(await desk.Get<RetryReply>().RunAsync(from, "anna", "r1", Desk.Stop)).Reason);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Splitting_merging_and_undoing_leave_a_comment_answered_by_its_private_answer(string database, bool apart)
    {
        await using var scene = await PrivateAnswers.OpenAsync(database, apart);
        var desk = scene.Desk;
        await desk.ApplyAsync(scene.Comment("c1"));
        desk.Clock.Advance(TimeSpan.FromMinutes(5));
        var reply = await scene.AnsweredAsync();
        await desk.ApplyAsync(scene.Report(reply));
        await desk.ApplyAsync(scene.Message("m1"));
        await desk.ApplyAsync(scene.Comment("c2", "And the blue one?"));
        var comment = (await scene.CommentedAsync()).Id;
        var before = (await desk.ViewAsync(comment)).Asks[0];

        var second = (await desk.MessagesAsync(comment)).Single(m => m.ExternalId == "c2").Id;
        var split = Assert.IsType<Outcome<Split>.Done>(await desk.Get<SplitConversation>().RunAsync(comment, "anna", [second], Desk.Stop)).Value;
        await SameAsync();
        Assert.Equal(States.Waiting, (await desk.ViewAsync(split.ConversationId)).Card.State);
        Assert.Empty((await desk.ViewAsync(split.ConversationId)).ContinuedBy);

        // The answer itself taken out of the talk still answers the comment.
        var taken = Assert.IsType<Outcome<Split>.Done>(await desk.Get<SplitConversation>().RunAsync(reply.ConversationId, "anna", [reply.Id], Desk.Stop)).Value;
        await SameAsync();
        Assert.Equal(taken.ConversationId, Assert.Single((await desk.ViewAsync(comment)).ContinuedBy).Id);
        Assert.IsType<Outcome<Acted>.Done>(await desk.Get<Undo>().RunAsync(taken.UndoId, Desk.Stop));
        Assert.IsType<Outcome<Acted>.Done>(await desk.Get<Undo>().RunAsync(split.UndoId, Desk.Stop));

        await SameAsync();
        Assert.Equal(reply.ConversationId, Assert.Single((await desk.ViewAsync(comment)).ContinuedBy).Id);

        async Task SameAsync()
        {
            var ask = (await desk.ViewAsync(comment)).Asks[0];
            Assert.Equal((before.AskedAt, before.AnsweredAt, "anna"), (ask.AskedAt, ask.AnsweredAt, ask.AnsweredBy));
            Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
        }
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Erasing_the_person_forgets_the_comment_and_the_talk_and_what_comes_later_opens_nothing(string database, bool apart)
    {
        await using var scene = await PrivateAnswers.OpenAsync(database, apart);
        var desk = scene.Desk;
        await desk.ApplyAsync(scene.Comment("c1"));
        var reply = await scene.AnsweredAsync();
        await desk.ApplyAsync(scene.Report(reply));
        await desk.ApplyAsync(scene.Message("m1"));
        Assert.IsType<Outcome<Erased>.Done>(await desk.Get<ErasePerson>().RunAsync((await scene.CommentedAsync()).Person.Id, "anna", Desk.Stop));

        foreach (var id in new[] { (await scene.CommentedAsync()).Id, reply.ConversationId })
            Assert.All(await desk.MessagesAsync(id), m => Assert.Equal("", m.Text));
        await desk.ApplyAsync(scene.Message("echo", "I have sent you the list.", Direction.Out), scene.Comment("c1"), scene.Message("m1"));
        Assert.DoesNotContain(await desk.CardsAsync(), c => c.State == States.Waiting);
        Assert.IsNotType<Outcome<Acted>.Done>(await desk.Get<RetryReply>().RunAsync(reply.ConversationId, "anna", "r1", Desk.Stop));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_private_answer_that_is_taken_back_leaves_the_comment_as_it_was(string database, bool apart)
    {
        await using var scene = await PrivateAnswers.OpenAsync(database, apart);
        var desk = scene.Desk;
        await desk.ApplyAsync(scene.Comment("c1"));
        await scene.AnsweredAsync();
        Assert.IsType<Outcome<Acted>.Done>(await desk.Get<UndoReply>().RunAsync((await scene.CommentedAsync()).Id, "anna", "r1", Desk.Stop));

        Assert.Equal((States.Waiting, 1), ((await scene.CommentedAsync()).State, (await desk.CardsAsync()).Count));
        Assert.Empty((await desk.ViewAsync((await scene.CommentedAsync()).Id)).ContinuedBy);
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Within_seven_days_and_never_for_a_comment_that_was_taken_back(string database, bool apart)
    {
        await using var scene = await PrivateAnswers.OpenAsync(database, apart);
        var desk = scene.Desk;
        await desk.ApplyAsync(scene.Comment("c1"));
        var id = (await scene.CommentedAsync()).Id;
        desk.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));
        Assert.Equal(ClosedWays.Old, await ClosedAsync(desk, id));
        Assert.IsType<ReplyOutcome.Invalid>(await scene.PostAsync(id));
        Assert.IsType<ReplyOutcome.Queued>(await scene.PostAsync(id, "In the open it is taken.", isPrivate: false));

        await desk.ApplyAsync(new MessageDeleted(Id.New(desk.Clock), scene.Open, "c1", desk.Clock.GetUtcNow()));
        Assert.Equal(ClosedWays.Gone, await ClosedAsync(desk, id));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_later_comment_is_answered_in_private_where_the_two_talk_already(string database, bool apart)
    {
        await using var scene = await PrivateAnswers.OpenAsync(database, apart);
        var desk = scene.Desk;
        await desk.ApplyAsync(scene.Comment("c1"));
        var reply = await scene.AnsweredAsync();
        await desk.ApplyAsync(scene.Report(reply));
        await desk.ApplyAsync(scene.Message("m1"));
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        await desk.ApplyAsync(scene.Comment("c2", "And on Sunday?", "post2"));
        var second = (await desk.CardsAsync()).Single(c => c.Content?.Url?.EndsWith("post2", StringComparison.Ordinal) == true);
        var talk = Assert.IsType<ReplyOutcome.Queued>(await scene.PostAsync(second.Id, clientId: "r2")).Message;

        Assert.Equal(reply.ConversationId, talk.ConversationId);
        Assert.All(await desk.CardsAsync(), c => Assert.Equal(States.Open, c.State));
        Assert.Equal(2, (await desk.ViewAsync(talk.ConversationId)).Continues.Count);
        desk.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal("m1", (await SendsAsync(desk)).Single(s => s.ReplyId == talk.Id).ParentExternalId);
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Fact]
    public async Task What_is_too_long_has_files_or_is_private_where_nothing_is_is_refused_before_it_is_stored()
    {
        await using var scene = await PrivateAnswers.OpenAsync("sqlite", apart: true);
        var desk = scene.Desk;
        await desk.ApplyAsync(scene.Comment("c1"));
        var id = (await scene.CommentedAsync()).Id;
        Assert.Contains("104 bytes", Assert.IsType<ReplyOutcome.Invalid>(await scene.PostAsync(id, new string('é', 52))).Reason, StringComparison.Ordinal);
        Assert.IsType<ReplyOutcome.Queued>(await scene.PostAsync(id, new string('é', 52), isPrivate: false));

        await desk.ApplyAsync(desk.Comment(await desk.AddAccountAsync("page"), "p1", "bob", "post9"));
        var open = (await desk.CardsAsync()).Single(c => c.Person.Name == "bob");
        Assert.Contains("everybody would read it", Assert.IsType<ReplyOutcome.Invalid>(await scene.PostAsync(open.Id, clientId: "r2")).Reason, StringComparison.Ordinal);
        Assert.Equal("public", Assert.Single((await desk.ViewAsync(open.Id)).Ways).Visibility);
    }

    private static async Task<string?> ClosedAsync(Desk desk, string id) => (await desk.ViewAsync(id)).Ways.Single(w => w.Visibility == "private").Closed;

    private static async Task<IReadOnlyList<SendReply>> SendsAsync(Desk desk)
    {
        desk.Clock.Advance(TimeSpan.FromSeconds(11));
        return await desk.Get<DueReplies>().TakeAsync(Desk.Stop);
    }

    /// <summary>Cards and asks without the ids and names that differ from channel to channel.</summary>
    private static async Task<string> StateAsync(Desk desk) => string.Join('\n', (await desk.CardsAsync()).OrderBy(c => c.Visibility)
        .Select(c => $"{c.Visibility} {c.State} {c.Messages} {c.Preview} {c.WaitingSince:O} {c.Person.Name}"));
}
