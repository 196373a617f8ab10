using Inbox.Contracts;

namespace Inbox.Threads;

/// <summary>Finds in which ways a conversation can be answered now. The page shows the same that a reply is held against.</summary>
internal sealed class ReplyWays(Families families, TimeProvider clock)
{
    private const int MostComments = 20;

    /// <param name="ask">Where it is asked.</param>
    /// <param name="head">The conversation.</param>
    /// <param name="again">A reply that is to be sent again: it does not stand in its own way.</param>
    public async Task<IReadOnlyList<ReplyWay>> OfAsync(Asking ask, ConversationHead head, string? again = null)
    {
        if (await Families.MemberAsync(ask, head.AccountId) is not { } account)
            return [];
        if (head.Visibility != "public")
            return await CommentOfAsync(ask, head.Id) is { } comment && await Families.MemberAsync(ask, comment.AccountId) is { } open
                ? [InTheOpen(comment, open), await DirectlyAsync(ask, head, account) with { CommentId = comment.State == States.Waiting ? await LastCommentAsync(ask, comment.Id) : null }]
                : [await DirectlyAsync(ask, head, account)];
        return families.Find(head.Channel)?.AnswersPrivately == true ? [InTheOpen(head, account), await PrivatelyAsync(ask, head, account, again)] : [InTheOpen(head, account)];
    }

    /// <summary>The way that a stored reply goes, as it is by now. A private answer is judged from the comment that it answers, wherever it stands.</summary>
    public async Task<ReplyWay?> AgainAsync(Asking ask, string reply)
    {
        var head = (await ask.ListAsync<ConversationHead>(
            $"""
            {ConversationHead.Select}
            where id = (
              select coalesce(a.conversation_id, m.conversation_id)
              from messages m left join messages a on a.id = m.answers_comment
              where m.id = @reply)
            """,
            new { reply }))[0];
        var visibility = (await ask.ListAsync<string>("select visibility from messages where id = @reply", new { reply }))[0];
        return (await OfAsync(ask, head, reply)).FirstOrDefault(w => w.Visibility == visibility);
    }

    /// <summary>Until when the platform takes a reply that is about to go out; null for ever. Whoever wrote again meanwhile has made it longer.</summary>
    public async Task<ReplyDeadline?> DeadlineAsync(Asking ask, SendReply reply)
    {
        if (reply.Visibility != Visibility.Private || reply.Template is not null || families.Find(reply.Channel) is not { } channel || (channel.Directly.Window ?? channel.ToComment?.Window) is null)
            return null;
        return await AgainAsync(ask, reply.ReplyId) switch
        {
            { Closed: ClosedWays.Window or ClosedWays.Old } way => new(way.Until ?? reply.CreatedAt, ClosedWays.Explain(way.Closed)),
            { Closed: null, Until: { } until } way => new(until, ClosedWays.Explain(way.AnswersComment ? ClosedWays.Old : ClosedWays.Window)),
            _ => null,
        };
    }

    /// <summary>The conversation with this person in private that stands, the open one first; null when there is none.</summary>
    public static async Task<ConversationHead?> DirectOfAsync(Asking ask, ConversationHead open, string directAccount)
    {
        var found = await ask.ListAsync<ConversationHead>(
            $"""
            {ConversationHead.Select}
            where account_id = @directAccount and merged_into is null and (person_id = @PersonId and context like 'peer:|%' or id in (
              select m.conversation_id from messages a join messages m on m.answers_comment = a.id and m.answers_comment is not null where a.conversation_id = @Id))
            """,
            new { directAccount, open.PersonId, open.Id });
        return found.FindAll(h => h.Visibility == "private" && h.Id != open.Id).MaxBy(h => (h.State != States.Closed, h.Id));
    }

    private ReplyWay InTheOpen(ConversationHead head, Member account) => Way(head, account, "public", Rules(account).InTheOpen);

    private async Task<ReplyWay> DirectlyAsync(Asking ask, ConversationHead head, Member account)
    {
        var rules = Rules(account).Directly;
        var way = Way(head, account, "private", rules);
        if (way.Closed is not null || rules.WindowOf(account.Settings) is not { } window)
            return way;
        var last = (await ask.ListAsync<Times>(
            """
            select max(case when direction = 'in' and automatic is null and coalesce(thread_key, '') like @windowed then at end) as Heard,
              max(case when direction = 'in' and automatic is null then at end) as Answered, count(answers_comment) as Carried
            from messages
            where conversation_id = @Id and kind = 'message' and visibility = 'private'
            """,
            new { head.Id, windowed = $"%{rules.WindowMark}%" }))[0];
        // It goes where they last wrote: merged conversations can be of both kinds.
        if (last.Answered > (last.Heard ?? 0))
            return way;
        // Nobody knows what was said before the account was connected: the platform decides then.
        if (last.Heard is not { } heard)
            return last.Carried > 0 ? way with { Closed = ClosedWays.Unanswered } : way;
        var until = Time.Of(heard) + window;
        return way with { Until = until, Closed = clock.GetUtcNow() > until ? ClosedWays.Window : null };
    }

    /// <summary>In the direct messages with this person where these are open, else by the private answer that a comment may have.</summary>
    private async Task<ReplyWay> PrivatelyAsync(Asking ask, ConversationHead head, Member account, string? again)
    {
        var direct = await families.DirectAsync(ask, account);
        var talk = await DirectOfAsync(ask, head, direct.Id);
        var standing = await CommentsAsync(ask, head.Id);
        var talking = talk is null ? null : await DirectlyAsync(ask, talk, direct) with { CommentId = standing.FirstOrDefault()?.Id };
        if (talking is { Closed: null })
            return talking;
        var rules = Rules(account).ToComment ?? Rules(account).Directly;
        var way = Way(head, account, "private", rules) with { AccountId = direct.Id, Channel = direct.Channel, AnswersComment = true };
        if (way.Closed is not null)
            return way;
        var given = rules.Once ? await GivenAsync(ask, head, again) : [];
        var fresh = standing.FindAll(c => !given.Contains(c.Id));
        if (fresh.Find(c => rules.Window is not { } window || clock.GetUtcNow() <= Time.Of(c.At) + window) is { } comment)
            return way with { CommentId = comment.Id, Until = rules.Window is { } open ? Time.Of(comment.At) + open : null };
        return talking?.Closed == ClosedWays.Window ? talking with { CommentId = null } : way with { Closed = standing.Count == 0 ? ClosedWays.Gone : fresh.Count == 0 ? ClosedWays.Unanswered : ClosedWays.Old };
    }

    private static async Task<string?> LastCommentAsync(Asking ask, string id) => (await CommentsAsync(ask, id)).FirstOrDefault()?.Id;

    /// <summary>What the person said in the open and did not take back, the latest first.</summary>
    private static Task<List<Comment>> CommentsAsync(Asking ask, string id) => ask.ListAsync<Comment>(
        """
        select id, at from messages
        where conversation_id = @id and kind = 'message' and direction = 'in' and visibility = 'public' and automatic is null and deleted_at is null
        order by at desc, id desc
        limit @MostComments
        """,
        new { id, MostComments });

    /// <summary>Which comments had their private answer; one that failed does not count.</summary>
    private static async Task<HashSet<string>> GivenAsync(Asking ask, ConversationHead head, string? again) =>
        [.. (await ask.ListAsync<Given>(
            """
            select m.answers_comment as Comment, m.recipient from messages a
            join messages m on m.answers_comment = a.id and m.answers_comment is not null
            where a.conversation_id = @Id and m.state <> 'failed' and m.id is distinct from @again
            """,
            new { head.Id, again })).Where(g => Json.Read<ReplyPlan>(g.Recipient)?.AnswersId == g.Comment).Select(g => g.Comment)];

    /// <summary>The conversation in the open that this one goes on from.</summary>
    private static async Task<ConversationHead?> CommentOfAsync(Asking ask, string id) =>
        (await ask.ListAsync<ConversationHead>(
            $"""
            {ConversationHead.Select}
            where id = (
              select a.conversation_id from messages m join messages a on a.id = m.answers_comment
              where m.conversation_id = @id and m.answers_comment is not null and a.conversation_id <> @id
              order by a.at desc, a.id desc
              limit 1)
            """,
            new { id })).FirstOrDefault();

    private ChannelDescription Rules(Member account) => families.Find(account.Channel) ?? new(account.Channel, [], TimeSpan.Zero, "");

    private ReplyWay Way(ConversationHead head, Member account, string visibility, ReplyRules rules) => new()
    {
        Visibility = visibility, ConversationId = head.Id, Version = head.Version, AccountId = account.Id, Channel = account.Channel,
        Rules = rules.TextLimit is not null && account.TextLimit is { } told ? rules with { TextLimit = told } : rules,
        Closed = account.IsRemoved ? ClosedWays.Removed : families.Find(account.Channel)?.AnswersNeed is { } key && string.IsNullOrWhiteSpace(account.Settings.GetValueOrDefault(key)) ? ClosedWays.Nowhere : null,
    };

    private sealed record Comment
    {
        public required string Id { get; init; }
        public long At { get; init; }
    }

    private sealed record Times
    {
        public long? Heard { get; init; }
        public long? Answered { get; init; }
        public long Carried { get; init; }
    }

    private sealed record Given
    {
        public required string Comment { get; init; }
        public string? Recipient { get; init; }
    }
}
