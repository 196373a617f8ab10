using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Moves what belongs to conversations when two become one, or one becomes two.</summary>
internal static class ConversationMove
{
    /// <summary>What staff say of a conversation; one that says nothing takes it over from the one that becomes part of it.</summary>
    public static IReadOnlyList<string> Said { get; } = ["assignee", "who", "why", "nature", "outcome", "also", "topic", "amount", "sentiment", "language"];

    /// <summary>
    /// Makes one conversation part of another: what was done, for undoing it, and the version that both have then. It is larger than either was, so that whoever
    /// had one of the two on the screen is told of the other before they answer.
    /// </summary>
    public static async Task<(ActData Done, long Version)> MergeAsync(DbTransaction transaction, TimeProvider clock, string? staffId, string from, string to, CancellationToken cancel)
    {
        var heads = await transaction.ListAsync<ConversationHead>($"{ConversationHead.Select} where id in (@from, @to)", new { from, to }, cancel);
        var (lose, keep) = (heads.Find(h => h.Id == from)!, heads.Find(h => h.Id == to)!);
        var version = Math.Max(lose.Version, keep.Version) + 1;
        var values = new { from, to, version, before = version - 1 };
        var messages = await transaction.ListAsync<string>("select id from messages where conversation_id = @from order by id", values, cancel);
        var acts = await transaction.ListAsync<string>("select id from acts where conversation_id = @from order by id", values, cancel);
        var tags = await transaction.ListAsync<string>(
            "select tag from tags where conversation_id = @from and tag not in (select tag from tags where conversation_id = @to) order by tag", values, cancel);
        await transaction.RunAsync("update messages set conversation_id = @to, version = @version where conversation_id = @from", values, cancel);
        await transaction.RunAsync("update asks set conversation_id = @to where conversation_id = @from", values, cancel);
        await transaction.RunAsync("update acts set conversation_id = @to where conversation_id = @from", values, cancel);
        await transaction.RunAsync(
            """
            insert into participants (conversation_id, address, name, role, verified)
            select @to, address, name, role, verified from participants where conversation_id = @from
            on conflict (conversation_id, address) do update set verified = participants.verified or excluded.verified
            """,
            values, cancel);
        await transaction.RunAsync("insert into tags (conversation_id, tag) select @to, tag from tags where conversation_id = @from on conflict do nothing", values, cancel);
        await transaction.RunAsync("delete from related where relation = 'suggested' and (conversation_id = @from and other_id = @to or conversation_id = @to and other_id = @from)", values, cancel);
        await transaction.RunAsync("update conversations set merged_into = @to, state = 'closed', version = @version where id = @from", values, cancel);
        await transaction.RunAsync($"update conversations set version = @before, {string.Join(", ", Said.Select(f => $"{f} = coalesce({f}, @{f})"))} where id = @to",
            new
            {
                to, values.before, assignee = lose.Assignee, who = lose.Who, why = lose.Why, nature = lose.Nature, outcome = lose.Outcome, also = lose.Also, topic = lose.Topic, amount = lose.Amount,
                sentiment = lose.Sentiment, language = lose.Language,
            }, cancel);
        return (
            new()
            {
                Other = from,
                Moved = messages,
                MovedActs = acts,
                Tags = tags,
                Given = [.. Said.Where(f => keep.Says(f) is null && lose.Says(f) is not null)],
                Opened = await OpenAsync(transaction, clock, staffId, lose, keep, cancel),
                Drafts = await DraftMove.TogetherAsync(transaction, clock, from, to, cancel),
            },
            version);
    }

    /// <summary>Of two of which one was put away, what they are now is not: nobody who waits disappears. The act that says so, or null.</summary>
    private static async Task<string?> OpenAsync(DbTransaction transaction, TimeProvider clock, string? staffId, ConversationHead lose, ConversationHead keep, CancellationToken cancel)
    {
        if (Away(lose) == Away(keep))
            return null;
        var id = Id.New(clock);
        await transaction.RunAsync(
            "insert into acts (id, conversation_id, kind, staff_id, at) values (@id, @to, @kind, @staffId, @now)",
            new { id, to = keep.Id, kind = ActKinds.Reopen, staffId, now = clock.Now() }, cancel);
        return id;

        static string? Away(ConversationHead c) => c.State is States.Closed or States.Snoozed ? c.State : null;
    }

    /// <summary>An empty conversation beside the one that a command holds.</summary>
    public static Task MakeAsync(Scene scene, string id, string personId) =>
        scene.RunAsync(
            """
            insert into conversations (id, account_id, channel, context, person_id, created_at, version, state, position, preview, visibility, messages, assignee)
            values (@id, @AccountId, @Channel, @id, @personId, @Now, 0, 'open', 0, '', @Visibility, 0, @Assignee)
            """,
            new { id, scene.Head.AccountId, scene.Head.Channel, personId, scene.Now, scene.Head.Visibility, scene.Head.Assignee });

    /// <summary>Moves some messages from the conversation that a command holds to another one, with their asks; who takes part is read anew on both sides.</summary>
    public static async Task MoveMessagesAsync(Scene scene, IReadOnlyList<string> messages, string to, long version)
    {
        var ids = messages.ToArray();
        await scene.RunAsync($"update messages set conversation_id = @to, version = @version where {scene.Dialect.In("id", "ids")}", new { to, version, ids });
        await scene.RunAsync($"update asks set conversation_id = @to where {scene.Dialect.In("id", "ids")}", new { to, ids });
        foreach (var conversation in new[] { scene.Head.Id, to })
            await ParticipantsAsync(scene, conversation);
    }

    /// <summary>Reads anew from its mails who takes part in a conversation.</summary>
    public static async Task ParticipantsAsync(Scene scene, string conversation)
    {
        var settings = await scene.OneAsync<string>("select settings from accounts where id = @AccountId", new { scene.Head.AccountId });
        var ours = Json.Read<Dictionary<string, string>>(settings)?.GetValueOrDefault("address")?.Trim().ToLowerInvariant();
        var mails = await scene.ListAsync<MessageRow>($"{MessageRow.Select} where m.conversation_id = @conversation and m.mail is not null and (m.automatic is null or m.automatic = 'list')", new { conversation });
        var accepted = (await scene.ListAsync<string>("select address from participants where conversation_id = @Id and verified", new { scene.Head.Id })).ToHashSet();
        await scene.RunAsync("delete from participants where conversation_id = @conversation", new { conversation });
        await MailWriter.SaveParticipantsAsync(
            scene.Transaction,
            [.. mails.SelectMany(m => MailWriter.Participants(
                conversation, m.Direction == "out" ? null : new(m.AuthorExternalId, m.AuthorName, m.AuthorHandle, m.AuthorAddress), m.Heads!.To, m.Heads.Cc, m.Unverified, ours))
                .Select(p => p with { Verified = p.Verified || accepted.Contains(p.Address) })],
            scene.Cancel);
    }
}
