using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

/// <summary>Replies that a platform takes only as several messages.</summary>
public sealed class ReplyPartsTests
{
    public static TheoryData<string> Databases => Desk.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task B51_the_echoes_of_all_parts_are_that_reply_in_any_order(string database)
    {
        foreach (var order in (int[][])[[0, 1, 2, 3, 4, 5, 6], [3, 4, 5, 6, 0, 1, 2], [5, 1, 3, 6, 0, 4, 2], [2, 6, 1, 5, 0, 4, 3], [0, 6, 3, 1, 4, 2, 5]])
        {
            await using var desk = await Desk.OpenAsync(database);
            var (chat, reply) = await AskedAsync(desk);
            IChannelEvent[] events =
            [
                .. Enumerable.Range(1, 3).Select(i => desk.Chat(chat, $"echo{i}", "ann", i == 1 ? "On its way." : "", direction: Direction.Out)),
                .. Enumerable.Range(1, 3).Select(i => Went(desk, chat, reply, i)),
                Report(desk, chat, reply, ReplyState.Sent, "echo1"),
            ];
            foreach (var i in order)
                await desk.ApplyAsync(events[i]);
            Assert.Equal(2, (await desk.CardAsync()).Messages);
            await desk.ApplyAsync(events);

            Assert.Equal(2, (await desk.CardAsync()).Messages);
            var ours = (await desk.MessagesAsync())[1];
            Assert.Equal(("sent", "echo1", "anna"), (ours.State, await desk.Database.OneAsync<string>("select external_id from messages where id = @Id", new { ours.Id }, Desk.Stop), Assert.Single((await desk.ViewAsync()).Asks).AnsweredBy));
            Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
        }
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_part_that_arrived_does_not_speak_for_those_that_did_not(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var (chat, reply) = await AskedAsync(desk);
        await desk.ApplyAsync(Went(desk, chat, reply, 1), Report(desk, chat, reply, ReplyState.Unconfirmed, null, "1 of 3 parts went out."));
        await desk.ApplyAsync(Went(desk, chat, reply, 1));
        await desk.ApplyAsync(desk.Chat(chat, "echo1", "ann", direction: Direction.Out));
        var half = (await desk.MessagesAsync())[1];
        await desk.ApplyAsync(Went(desk, chat, reply, 3), Went(desk, chat, reply, 2));
        var whole = (await desk.MessagesAsync())[1];

        Assert.Equal(("unconfirmed", "1 of 3 parts went out.", "sent", null), (half.State, half.Error, whole.State, whole.Error));
        Assert.Equal(2, (await desk.CardAsync()).Messages);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_part_that_the_platform_could_not_deliver_fails_its_reply_and_is_sent_again_alone(string database)
    {
        foreach (var failedFirst in new[] { true, false })
        {
            await using var desk = await Desk.OpenAsync(database);
            var (chat, reply) = await AskedAsync(desk);
            IChannelEvent[] events = [.. Enumerable.Range(1, 3).Select(i => Went(desk, chat, reply, i)), Report(desk, chat, reply, ReplyState.Sent, "echo1")];
            var failed = new DeliveryFailed(Id.New(desk.Clock), chat, "echo2", "The file could not be fetched.", desk.Clock.GetUtcNow());
            await desk.ApplyAsync(failedFirst ? [failed, .. events] : [.. events, failed]);
            var red = (await desk.MessagesAsync())[1];
            Assert.Equal(("failed", "The file could not be fetched."), (red.State, red.Error));
            Assert.Equal(States.Waiting, (await desk.CardAsync()).State);

            Assert.IsType<Outcome<Acted>.Done>(await desk.Get<RetryReply>().RunAsync((await desk.CardAsync()).Id, "anna", "r1", Desk.Stop));
            var again = Assert.Single(await desk.Get<DueReplies>().TakeAsync(Desk.Stop));
            Assert.Equal([new SentPart(1, 3, "echo1"), new SentPart(3, 3, "echo3")], again.Went);
            await desk.ApplyAsync(failed, Went(desk, chat, reply, 2, "echo4") with { Attempt = 2 }, Report(desk, chat, reply, ReplyState.Sent, "echo1") with { Attempt = 2 });

            Assert.Equal("sent", (await desk.MessagesAsync())[1].State);
            Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
        }
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task An_erased_person_is_named_by_no_part(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var (chat, reply) = await AskedAsync(desk);
        await desk.ApplyAsync(Went(desk, chat, reply, 1), new DeliveryFailed(Id.New(desk.Clock), chat, "echo1", "It broke.", desk.Clock.GetUtcNow()));
        await desk.Get<ErasePerson>().RunAsync((await desk.CardAsync()).Person.Id, "anna", Desk.Stop);
        await desk.ApplyAsync(Went(desk, chat, reply, 2));

        Assert.Empty(await desk.Database.ListAsync<string>("select external_id from reply_parts union all select external_id from early", null, Desk.Stop));
    }

    private static async Task<(string Account, MessageView Reply)> AskedAsync(Desk desk)
    {
        var chat = await desk.AddAccountAsync("chat");
        await desk.ApplyAsync(desk.Chat(chat, "1", "ann"));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        return (chat, await desk.ReplyAsync());
    }

    private static ReplyReported Went(Desk desk, string account, MessageView reply, int number, string? id = null) =>
        Report(desk, account, reply, ReplyState.Sending, null) with { Part = new(number, 3, id ?? $"echo{number}") };

    private static ReplyReported Report(Desk desk, string account, MessageView reply, ReplyState state, string? external, string? error = null) =>
        new(Id.New(desk.Clock), account, reply.Id, 1, state, desk.Clock.GetUtcNow(), external, error);
}
