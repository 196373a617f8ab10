using Inbox.Contracts;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

public sealed class TemplateReplyTests
{
    private static readonly FilledTemplate Template = new("order_left", "en", new Dictionary<string, string> { ["body.1"] = "Ada" });

    public static TheoryData<string> Databases => Desk.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task A_template_goes_out_when_the_window_is_closed_and_again_as_the_same(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var account = await desk.AddAccountAsync("templated");
        await desk.ApplyAsync(desk.Chat(account, "1", "ann") with { Channel = "templated" });
        desk.Clock.Advance(TimeSpan.FromHours(25));
        Assert.IsType<ReplyOutcome.Invalid>(await PostAsync(desk, "c1", null));

        Assert.IsType<ReplyOutcome.Queued>(await PostAsync(desk, "c2", Template));
        desk.Clock.Advance(TimeSpan.FromSeconds(11));
        var send = Assert.Single(await desk.Get<DueReplies>().TakeAsync(Desk.Stop));
        Assert.Null(send.Deadline);
        Assert.Equal(("order_left", "en", "Ada", "Hello Ada"), (send.Template!.Name, send.Template.Language, send.Template.Values["body.1"], send.Text));
        await desk.ApplyAsync(new ReplyReported(Id.New(desk.Clock), account, send.ReplyId, 1, ReplyState.Failed, desk.Clock.GetUtcNow(), null, "No."));
        await desk.Get<RetryReply>().RunAsync((await desk.CardAsync()).Id, "anna", "c2", Desk.Stop);
        Assert.Equal("Ada", Assert.Single(await desk.Get<DueReplies>().TakeAsync(Desk.Stop)).Template!.Values["body.1"]);
    }

    [Fact]
    public async Task A_channel_without_templates_takes_none()
    {
        await using var desk = await Desk.OpenAsync();
        var account = await desk.AddAccountAsync("chat");
        await desk.ApplyAsync(desk.Chat(account, "1", "ann"));

        Assert.Contains("no templates", Assert.IsType<ReplyOutcome.Invalid>(await PostAsync(desk, "c1", Template)).Reason, StringComparison.Ordinal);
    }

    private static async Task<ReplyOutcome> PostAsync(Desk desk, string clientId, FilledTemplate? template) =>
        await desk.Get<PostReply>().RunAsync(new((await desk.CardAsync()).Id, "anna", "Anna", clientId, "Hello Ada", null, null, []) { Template = template }, Desk.Stop);
}
