using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

public sealed class FoundThereTests
{
    [Fact]
    public async Task Words_that_stand_there_as_another_reply_are_not_this_one()
    {
        await using var desk = await Desk.OpenAsync("sqlite");
        var (account, first, second) = await TwoRepliesAsync(desk);
        await desk.ApplyAsync(Report(desk, account, first, "13", wasThere: false), Report(desk, account, second, "13", wasThere: true));

        var shown = await ShownAsync(desk);
        Assert.Equal(("sent", "13"), shown[first]);
        Assert.Equal(("failed", null), shown[second]);
        await desk.ApplyAsync(Report(desk, account, first, "13", wasThere: true));
        Assert.Equal(("sent", "13"), (await ShownAsync(desk))[first]);
    }

    [Theory]
    [InlineData("ok"), InlineData("m1")]
    public async Task An_id_that_names_another_message_is_not_this_replys(string answered)
    {
        await using var desk = await Desk.OpenAsync("sqlite");
        var (account, first, second) = await TwoRepliesAsync(desk);
        await desk.ApplyAsync(Report(desk, account, first, answered, wasThere: false), Report(desk, account, second, answered, wasThere: false));

        var shown = await ShownAsync(desk);
        Assert.Equal(("sent", answered == "ok" ? "ok" : first), shown[first]);
        Assert.Equal(("sent", second), shown[second]);
        await desk.ApplyAsync(new MessageEdited(Id.New(desk.Clock), account, "m1", new("Where is it now?", "Where is it now?"), desk.Clock.GetUtcNow()), new MessageDeleted(Id.New(desk.Clock), account, "ok", desk.Clock.GetUtcNow()));
        Assert.Equal(["Answer r1", "Answer r2", "Where is it now?"], (await desk.Database.ListAsync<string>("select text from messages where kind = 'message'", null, Desk.Stop)).Order(StringComparer.Ordinal));
    }

    private static async Task<(string Account, string First, string Second)> TwoRepliesAsync(Desk desk)
    {
        var chat = await desk.AddAccountAsync("chat");
        await desk.ApplyAsync(desk.Chat(chat, "m1", "ann"));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        var card = Assert.Single(await desk.CardsAsync());
        foreach (var client in (string[])["r1", "r2"])
            Assert.IsType<ReplyOutcome.Queued>(await desk.Get<PostReply>().RunAsync(new(card.Id, "anna", "Anna", client, $"Answer {client}", null, null, []), default));
        desk.Clock.Advance(TimeSpan.FromSeconds(11));
        var sends = await desk.Get<DueReplies>().TakeAsync(Desk.Stop);
        return (chat, sends.Single(s => s.Text == "Answer r1").ReplyId, sends.Single(s => s.Text == "Answer r2").ReplyId);
    }

    private static ReplyReported Report(Desk desk, string account, string reply, string id, bool wasThere) =>
        new(Id.New(desk.Clock), account, reply, 1, ReplyState.Sent, desk.Clock.GetUtcNow(), id, null) { WasThere = wasThere };

    private static async Task<Dictionary<string, (string State, string? ExternalId)>> ShownAsync(Desk desk) =>
        (await desk.Database.ListAsync<(string Id, string State, string? ExternalId)>("select id, state, external_id from messages where state is not null", null, default)).ToDictionary(r => r.Id, r => (r.State, r.ExternalId));
}
