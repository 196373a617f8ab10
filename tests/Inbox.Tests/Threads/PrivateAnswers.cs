using Inbox.Contracts;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

/// <summary>Ann has commented on a page, whose direct messages are the same account's or another channel's that calls her otherwise.</summary>
internal sealed class PrivateAnswers : IAsyncDisposable
{
    private static readonly ReplyRules Direct = new(100, TextCount.Bytes) { Window = TimeSpan.FromHours(24), Longer = new("address", "long", TimeSpan.FromDays(7)), Files = 0 };
    private static readonly ReplyRules ToComment = Direct with { Window = TimeSpan.FromDays(7), Longer = null, Once = true };

    public static ChannelDescription[] Channels { get; } =
    [
        new("wall", [], TimeSpan.FromHours(72), "application/json", 500, AnswersPrivately: true) { Directly = Direct, ToComment = ToComment, Page = new("page", "pageId") },
        new("talk", [], TimeSpan.FromHours(72), "application/json", 100) { Directly = Direct, ToComment = ToComment, Page = new("page", "pageId") },
        new("profile", [], TimeSpan.FromHours(72), "application/json", 500, AnswersPrivately: true) { Directly = Direct, ToComment = ToComment },
    ];

    private PrivateAnswers(Desk desk, bool apart) => (Desk, Apart) = (desk, apart);

    public Desk Desk { get; }
    public bool Apart { get; }
    public string Open { get; private set; } = "";
    public string Private { get; private set; } = "";

    /// <summary>What direct messages call her.</summary>
    public string Peer => Apart ? "ann-in-private" : "ann";

    /// <param name="database">Which one.</param>
    /// <param name="apart">Whether direct messages are another channel's.</param>
    public static async Task<PrivateAnswers> OpenAsync(string database, bool apart)
    {
        var scene = new PrivateAnswers(await Desk.OpenAsync(database), apart);
        await scene.Desk.AddAccountAsync("talk", page: "other page");
        scene.Open = await scene.Desk.AddAccountAsync(apart ? "wall" : "profile", page: "4711");
        scene.Private = apart ? await scene.Desk.AddAccountAsync("talk", page: "4711") : scene.Open;
        return scene;
    }

    public MessageReceived Comment(string id, string? text = null, string? post = null, string? author = null) =>
        Desk.Comment(Open, id, author ?? "ann", post ?? "post1", text: text ?? "Is it in stock?", channel: Apart ? "wall" : "profile", title: "Our new bread");

    public MessageReceived Message(string id, string text = "Thank you, and the price?", Direction direction = Direction.In) =>
        Desk.Chat(Private, id, Peer, text, direction: direction, channel: Apart ? "talk" : "profile");

    public ReplyReported Report(MessageView reply, ReplyState state = ReplyState.Sent, string? id = "echo") =>
        new(Id.New(Desk.Clock), Private, reply.Id, 1, state, Desk.Clock.GetUtcNow(), state == ReplyState.Sent ? id : null, state == ReplyState.Failed ? "No." : null)
        {
            Recipient = state == ReplyState.Sent ? new(Peer) : null,
        };

    public async Task<Card> CommentedAsync() => (await Desk.CardsAsync()).First(c => c.Visibility == "public");

    public async Task<ReplyOutcome> PostAsync(string conversation, string text = "I have sent you the list.", bool? isPrivate = true, string clientId = "r1") =>
        await Desk.Get<PostReply>().RunAsync(new(conversation, "anna", "Anna", clientId, text, null, isPrivate, []), default);

    public async Task<MessageView> AnsweredAsync(string clientId = "r1") => Assert.IsType<ReplyOutcome.Queued>(await PostAsync((await CommentedAsync()).Id, clientId: clientId)).Message;

    public ValueTask DisposeAsync() => Desk.DisposeAsync();
}
