using System.Text;
using Inbox.Connectors;
using Inbox.Connectors.Meta.Instagram;
using Inbox.Contracts;
using Inbox.Tests.Connectors.Meta.Messenger;
using Inbox.Tests.Threads;
using Inbox.Threads;
using Origin = Inbox.Connectors.Origin;

namespace Inbox.Tests.Connectors.Meta.Instagram;

/// <summary>Answers in the open: they stand under the first comment, whomever they answer, so an answer to an answer names its author.</summary>
public sealed class InstagramAnswerTests : IAsyncLifetime
{
    private const string Profile = "17841400008460056";
    private readonly InstagramComments _comments = new();
    private MetaScene _scene = null!;
    private Desk _desk = null!;

    private IChannel Channel => InstagramChannel.On(_scene.Graph);

    public async ValueTask InitializeAsync()
    {
        _scene = await MetaScene.OpenAsync("instagram", "instagramId", Profile, _ => SendApi.Start(Profile, "me/messages", text => text.Length <= 1000));
        _comments.On(_scene.Fake, "9001").On(_scene.Fake, "9002", under: "9001");
        _desk = await Desk.OpenAsync(settings: GraphFake.Settings("instagramId", Profile), channels: [InstagramChannel.Describes]);
        await SaidAsync("""{"id":"9001","from":{"id":"2001","username":"ann"},"text":"In red?","media":{"id":"7001"}}""");
        await SaidAsync("""{"id":"9002","parent_id":"9001","from":{"id":"2002","username":"bob.b"},"text":"@ann and in blue?","media":{"id":"7001"}}""");
    }

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        await _scene.DisposeAsync();
    }

    [Theory]
    [InlineData("ann", "Yes, in red.", "Yes, in red.")]
    [InlineData("bob.b", "Yes, in blue, too.", "@bob.b Yes, in blue, too.")]
    [InlineData("bob.b", "In blue, too, @Bob.B.", "In blue, too, @Bob.B.")]
    [InlineData("bob.b", "As @bob.bee says: yes.", "@bob.b As @bob.bee says: yes.")]
    public async Task An_answer_to_an_answer_names_whom_it_is_for(string person, string text, string stands)
    {
        Assert.IsType<SendOutcome.Sent>(await AnswerAsync(person, text));

        Assert.Equal(("9001", stands), Assert.Single(_comments.Answers));
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task It_comes_back_under_the_first_comment_and_is_that_reply_all_the_same(bool echoFirst)
    {
        var reply = await PostedAsync("bob.b", "Yes, in blue, too.", "r1");
        var sent = Assert.IsType<SendOutcome.Sent>(await SendAsync(reply));
        var (under, text) = Assert.Single(_comments.Answers);
        var report = new ReplyReported(Id.New(_desk.Clock), _desk.Account, reply.ReplyId, reply.Attempt, ReplyState.Sent, _desk.Clock.GetUtcNow(), sent.ExternalId, null);
        if (!echoFirst)
            await _desk.ApplyAsync(report);
        await SaidAsync($$$"""{"id":"{{{sent.ExternalId}}}","parent_id":"{{{under}}}","from":{"id":"{{{Profile}}}","username":"shop"},"text":"{{{text}}}","media":{"id":"7001"}}""");
        if (echoFirst)
            await _desk.ApplyAsync(report);

        Assert.Equal([("ann", 1, true), ("bob.b", 2, false)], (await _desk.CardsAsync()).Select(c => (c.Person.Name!, c.Messages, c.WaitingSince is not null)).Order());
        Assert.Empty(await _desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Fact]
    public async Task The_name_counts_and_the_composer_leaves_room_for_it()
    {
        Assert.Equal(InstagramComments.Longest - "@".Length - 30 - " ".Length, InstagramChannel.Describes.InTheOpen.TextLimit);

        Assert.IsType<SendOutcome.Sent>(await AnswerAsync("bob.b", new string('x', 268)));
        var reply = await PostedAsync("bob.b", "Longer.", "r2") with { Text = new string('x', 294) };
        Assert.Contains("with the name of whom it answers this has 301", Assert.IsType<SendOutcome.Refused>(await SendAsync(reply)).Reason, StringComparison.Ordinal);
        Assert.Single(_comments.Answers);
    }

    private async Task SaidAsync(string comment)
    {
        var payload = Encoding.UTF8.GetBytes($$$"""{"object":"instagram","entry":[{"id":"{{{Profile}}}","time":1772441880,"changes":[{"field":"comments","value":{{{comment}}}}]}]}""");
        await _desk.ApplyAsync([.. Channel.Read(new(_desk.Account, "payload", payload, _desk.Clock.GetUtcNow(), Origin.Incoming, new HashSet<string> { Profile }, () => Id.New(_desk.Clock))).Events]);
    }

    private async Task<SendOutcome> AnswerAsync(string person, string text) => await SendAsync(await PostedAsync(person, text, "r1"));

    /// <summary>The reply as it reaches the channel.</summary>
    private async Task<SendReply> PostedAsync(string person, string text, string clientId)
    {
        var talk = (await _desk.CardsAsync()).Single(c => c.Person.Name == person);
        var posted = await _desk.Get<PostReply>().RunAsync(new(talk.Id, "anna", "Anna", clientId, text, null, false, []), Desk.Stop);
        var id = Assert.IsType<ReplyOutcome.Queued>(posted).Message.Id;
        _desk.Clock.Advance(TimeSpan.FromMinutes(10));
        return (await _desk.Get<DueReplies>().TakeAsync(Desk.Stop)).Single(r => r.ReplyId == id);
    }

    private Task<SendOutcome> SendAsync(SendReply reply) => Channel.SendAsync(new(_scene.Account(), reply, [], _ => Task.CompletedTask), Desk.Stop);
}
