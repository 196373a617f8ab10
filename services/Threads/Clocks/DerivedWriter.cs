using System.Data.Common;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Writes what was derived: the card in one statement, and only those asks that are different.</summary>
internal static class DerivedWriter
{
    private const string Insert = """
        insert into conversations (id, account_id, channel, context, continues, created_at, version, person_id, state, position, waiting_since, closed_at, snoozed_until,
          episode_end, subject, preview, visibility, content_id, content_url, content_title, first_message_at, last_message_at, messages, priority, near_at, target_at)
        values (@Id, @Account, @Channel, @Context, @Continues, @Now, 1, coalesce(@PersonId, @Person), @State, @Position, @WaitingSince, @ClosedAt, @SnoozedUntil,
          @EpisodeEnd, @Subject, @Preview, @Visibility, @ContentId, @ContentUrl, @ContentTitle, @FirstMessageAt, @LastMessageAt, @Messages, @Priority, @NearAt, @TargetAt)
        """;

    private const string Update = """
        update conversations
        set version = version + 1, person_id = coalesce(@PersonId, person_id), state = @State, position = @Position, waiting_since = @WaitingSince,
          closed_at = @ClosedAt, snoozed_until = @SnoozedUntil, episode_end = @EpisodeEnd, subject = @Subject, preview = @Preview, visibility = @Visibility,
          content_id = @ContentId, content_url = @ContentUrl, content_title = @ContentTitle, first_message_at = @FirstMessageAt,
          last_message_at = @LastMessageAt, messages = @Messages, priority = @Priority, near_at = @NearAt, target_at = @TargetAt
        where id = @Id
        returning version
        """;

    private const string Ask = """
        insert into asks (id, conversation_id, account_id, asked_at, answered_at, dismissed_at, withdrawn_at, first, answered_by, answer_id, owner, working_ms, in_hours, due_at)
        values (@Id, @ConversationId, @AccountId, @AskedAt, @AnsweredAt, @DismissedAt, @WithdrawnAt, @First, @AnsweredBy, @AnswerId, @Owner, @WorkingMs, @InHours, @DueAt)
        on conflict (id) do update
        set conversation_id = excluded.conversation_id, asked_at = excluded.asked_at, answered_at = excluded.answered_at, dismissed_at = excluded.dismissed_at,
          withdrawn_at = excluded.withdrawn_at, first = excluded.first, answered_by = excluded.answered_by, answer_id = excluded.answer_id,
          owner = excluded.owner, working_ms = excluded.working_ms, in_hours = excluded.in_hours, due_at = excluded.due_at
        """;

    /// <summary>New conversations, in their first version.</summary>
    public static async Task InsertAsync(DbTransaction transaction, IReadOnlyList<(Talk Talk, Derived Card)> made, long now, CancellationToken cancel)
    {
        await Rows.RunAsync(
            transaction, Insert, made,
            m =>
            [
                ("Account", m.Talk.AccountId), ("Channel", m.Talk.Channel), ("Context", m.Talk.Context), ("Continues", m.Talk.Continues), ("Now", now),
                ("Person", m.Talk.PersonId), .. CardValues(m.Card),
            ],
            cancel);
        await SaveAsksAsync(transaction, [.. made.SelectMany(m => m.Card.Asks)], [], cancel);
    }

    /// <summary>Conversations that stand, in their next version; which that is.</summary>
    public static async Task<IReadOnlyList<long>> UpdateAsync(DbTransaction transaction, IReadOnlyList<Derived> derived, IReadOnlyList<AskRow> stored, CancellationToken cancel)
    {
        var versions = await Rows.RunAsync(transaction, Update, derived, CardValues, cancel);
        await SaveAsksAsync(transaction, [.. derived.SelectMany(d => d.Asks)], stored, cancel);
        return [.. versions.Select(v => v!.Value)];
    }

    private static async Task SaveAsksAsync(DbTransaction transaction, IReadOnlyList<AskRow> asks, IReadOnlyList<AskRow> stored, CancellationToken cancel)
    {
        var old = stored.ToDictionary(a => a.Id);
        var kept = asks.Select(a => a.Id).ToHashSet();
        await Rows.RunAsync(transaction, "delete from asks where id = @Id and conversation_id = @Conversation", [.. stored.Where(a => !kept.Contains(a.Id))],
            a => [("Id", a.Id), ("Conversation", a.ConversationId)], cancel);
        await Rows.RunAsync(
            transaction, Ask, [.. asks.Where(a => old.GetValueOrDefault(a.Id) != a)],
            a =>
            [
                ("Id", a.Id), ("ConversationId", a.ConversationId), ("AccountId", a.AccountId), ("AskedAt", a.AskedAt), ("AnsweredAt", a.AnsweredAt),
                ("DismissedAt", a.DismissedAt), ("WithdrawnAt", a.WithdrawnAt), ("First", a.First), ("AnsweredBy", a.AnsweredBy), ("AnswerId", a.AnswerId),
                ("Owner", a.Owner), ("WorkingMs", a.WorkingMs), ("InHours", a.InHours), ("DueAt", a.DueAt),
            ],
            cancel);
    }

    public static (string Name, object? Value)[] CardValues(Derived d) =>
    [
        ("Id", d.Id), ("PersonId", d.PersonId), ("State", d.State), ("Position", d.Position), ("WaitingSince", d.WaitingSince), ("ClosedAt", d.ClosedAt),
        ("SnoozedUntil", d.SnoozedUntil), ("EpisodeEnd", d.EpisodeEnd), ("Subject", d.Subject), ("Preview", d.Preview), ("Visibility", d.Visibility),
        ("ContentId", d.ContentId), ("ContentUrl", d.ContentUrl), ("ContentTitle", d.ContentTitle), ("FirstMessageAt", d.FirstMessageAt),
        ("LastMessageAt", d.LastMessageAt), ("Messages", d.Messages), ("Priority", d.Priority), ("NearAt", d.NearAt), ("TargetAt", d.TargetAt),
    ];
}
