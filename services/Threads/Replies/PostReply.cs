using Inbox.Contracts;
using Microsoft.Extensions.Options;

namespace Inbox.Threads;

/// <summary>What a staff member sends.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="StaffId">Who writes.</param>
/// <param name="StaffName">Their name, as customers may see it.</param>
/// <param name="ClientId">The browser's id of the reply: the same twice is one reply.</param>
/// <param name="Text">Plain text.</param>
/// <param name="SeenVersion">The version of the conversation that was on the screen; null skips the check.</param>
/// <param name="Private">Public or private; null for what the person used.</param>
/// <param name="Attachments">Ids of files that the same staff member uploaded.</param>
public sealed record NewReply(
    string ConversationId, string StaffId, string? StaffName, string ClientId, string Text, long? SeenVersion, bool? Private, IReadOnlyList<string> Attachments)
{
    /// <summary>An approved text that it is sent as.</summary>
    public FilledTemplate? Template { get; init; }

    /// <summary>What of the text was put in from saved replies.</summary>
    public IReadOnlyList<InsertedText> Inserted { get; init; } = [];
}

/// <summary>How posting a reply ended.</summary>
public abstract record ReplyOutcome
{
    private ReplyOutcome()
    {
    }

    /// <summary>It is stored and goes out when the time to undo it is over.</summary>
    public sealed record Queued(MessageView Message) : ReplyOutcome;

    /// <summary>Something came that the writer has not seen; nothing was stored.</summary>
    public sealed record Missed(IReadOnlyList<MessageView> Messages, long Version) : ReplyOutcome;

    /// <summary>No such conversation.</summary>
    public sealed record NotFound : ReplyOutcome;

    /// <summary>It cannot be sent as it is; says what to change.</summary>
    public sealed record Invalid(string Reason) : ReplyOutcome
    {
        /// <summary>Why nothing at all is taken now, one of <see cref="ClosedWays"/>; null when it is what was written that must be changed.</summary>
        public string? Closed { get; init; }

        /// <summary>Until when it was taken, where that was a matter of time.</summary>
        public DateTimeOffset? Until { get; init; }
    }
}

/// <summary>Stores a reply and stops the clock. The row is the outbox: <see cref="ReplyDispatcher"/> sends it when it is due.</summary>
public sealed class PostReply
{
    private readonly Acting _acting;
    private readonly Messages _messages;
    private readonly ReplyWays _ways;
    private readonly IOptions<ThreadsOptions> _options;

    internal PostReply(Acting acting, Messages messages, ReplyWays ways, IOptions<ThreadsOptions> options) => (_acting, _messages, _ways, _options) = (acting, messages, ways, options);

    public async Task<ReplyOutcome> RunAsync(NewReply reply, CancellationToken cancel)
    {
        reply = reply with { Text = Clean.Text(reply.Text) };
        ReplyWay? shut = null;
        var outcome = await _acting.OnAsync(reply.ConversationId, scene => StoreAsync(scene, reply, way => shut = way), cancel);
        return outcome switch
        {
            Outcome<Stored>.Done done when await _messages.FindAsync([done.Value.Id!], cancel) is [var message, ..] => new ReplyOutcome.Queued(message),
            Outcome<Stored>.Invalid invalid => new ReplyOutcome.Invalid(invalid.Reason) { Closed = shut?.Closed, Until = shut?.Until },
            Outcome<Stored>.Conflict conflict when Json.Read<Stored>(conflict.Reason) is { } stored =>
                new ReplyOutcome.Missed(await _messages.FindAsync(stored.Missed!, cancel), stored.Version),
            _ => new ReplyOutcome.NotFound(),
        };
    }

    private async Task<Outcome<Stored>> StoreAsync(Scene scene, NewReply reply, Action<ReplyWay> shut)
    {
        var ways = await _ways.OfAsync(scene.Ask, scene.Head);
        if (await ReplyRow.FindAsync(scene, reply.StaffId, reply.ClientId) is { } same)
            return same.Kind == "message" && (same.Answers == scene.Head.Id || same.ConversationId == scene.Head.Id || ways.Any(w => w.ConversationId == same.ConversationId))
                ? new Outcome<Stored>.Done(new(same.Id))
                : new Outcome<Stored>.Invalid("This clientId was given to something else before. Make a new one for each reply.");
        if (ReplyProblem.Of(reply, scene.Head.Visibility, ways, out var way) is { } problem)
        {
            if (way is { Closed: { } closed } && problem == ClosedWays.Explain(closed))
                shut(way);
            return new Outcome<Stored>.Invalid(problem);
        }
        if (await MissedAsync(scene, reply) is { Count: > 0 } missed)
            return new Outcome<Stored>.Conflict(Json.Write(new Stored(null, missed, scene.Head.Version)));
        if (await ReplyPlans.ForAsync(scene, way) is not { } plan)
            return new Outcome<Stored>.Invalid("There is nobody to answer: no message here names who wrote it, or the one who wrote is not accepted as a participant yet.");
        if (await Storage.Attachments.ClaimAsync(scene.Transaction, reply.StaffId, way.AccountId, reply.Attachments, scene.Cancel) is not { } files)
            return new Outcome<Stored>.Invalid("A file of this reply is not there or was uploaded by somebody else. Upload it again.");
        if (ReplyProblem.Of(files, way) is { } unfit)
            return new Outcome<Stored>.Invalid(unfit);
        var home = way.AnswersComment ? await PrivateTalk.OpenAsync(scene, way, plan) : new(way.ConversationId, way.Version);
        var message = Message(scene, reply, plan, files) with { AccountId = way.AccountId, ConversationId = home.Id, Version = home.Version + 1, AnswersComment = way.CommentId };
        await NewMessage.SaveAsync(scene.Transaction, scene.Dialect, [message], scene.Cancel);
        if (SavedParts.Of(message.Reply, reply.Inserted) is { Parts.Count: > 0 } saved)
            await scene.RunAsync(
                "update messages set saved_ids = @ids, saved_parts = @parts where id = @Id",
                new { message.Id, ids = string.Join(' ', saved.Ids.Order(StringComparer.Ordinal)), parts = SavedParts.Write(saved.Parts) });
        // Of other words is what was begun meanwhile, or in another tab.
        if ((await scene.OneAsync<string>("select text from drafts where conversation_id = @Id and staff_id = @StaffId", new { scene.Head.Id, reply.StaffId }))?.Trim() == reply.Text.Trim())
            await scene.RunAsync("delete from drafts where conversation_id = @Id and staff_id = @StaffId", new { scene.Head.Id, reply.StaffId });
        scene.Changes(home.Id);
        if (way.CommentId is { } comment && await scene.OneAsync<string>("select conversation_id from messages where id = @comment", new { comment }) is { } open)
            scene.Changes(open);
        scene.ChangesMessage(message.Id, home.Id);
        scene.ChangesReply(reply.ClientId, ReplyState.Queued, null);
        return new Outcome<Stored>.Done(new(message.Id));
    }

    /// <summary>Messages that came after what the writer saw, their own left out.</summary>
    private static async Task<List<string>> MissedAsync(Scene scene, NewReply reply) =>
        reply.SeenVersion is not { } seen || seen >= scene.Head.Version
            ? []
            : await scene.ListAsync<string>(
                """
                select id
                from messages
                where conversation_id = @Id and version > @seen and kind = 'message' and (staff_id is null or staff_id <> @StaffId)
                order by at, id
                """,
                new { scene.Head.Id, seen, reply.StaffId });

    private NewMessage Message(Scene scene, NewReply reply, ReplyPlan plan, IReadOnlyList<AttachmentRef> files) => new()
    {
        Id = scene.NewId(),
        AccountId = scene.Head.AccountId,
        ConversationId = scene.Head.Id,
        Direction = "out",
        Visibility = plan.Visibility == Visibility.Public ? "public" : "private",
        At = scene.Now,
        ArrivedAt = scene.Now,
        ReceivedAt = scene.Now,
        IdentityId = plan.IdentityId,
        StaffId = reply.StaffId,
        AuthorName = reply.StaffName,
        State = "queued",
        Attempt = 1,
        DueAt = scene.Now + _options.Value.UndoSeconds * 1000L,
        ClientId = reply.ClientId,
        Recipient = Json.Write(plan with { Template = reply.Template }),
        Version = scene.Head.Version + 1,
        Attachments = files.Count == 0 ? null : Json.Write(files),
        Text = reply.Text,
        Reply = reply.Text,
        Preview = Clean.Preview(reply.Text),
    };

    private sealed record Stored(string? Id, IReadOnlyList<string>? Missed = null, long Version = 0);
}
