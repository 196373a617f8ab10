using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>
/// Whether a message stands, and who sees it. Deletions and sightings come in any order and more than once: the latest sighting tells who sees it, and the
/// message is gone since the first deletion after that. So all deletions that a later sighting has not undone are kept.
/// </summary>
internal static class Standings
{
    private const string Delete = "delete", Seen = "seen";

    public static async Task ApplyAsync(DbTransaction transaction, MessageDeleted e, BatchChanges changes, CancellationToken cancel)
    {
        var (target, at) = (Clean.Text(e.TargetExternalId), e.DeletedAt.ToUnixTimeMilliseconds());
        var known = await KnownAsync(transaction, e.AccountId, target, cancel);
        await SaveAsync(transaction, e.AccountId, target, known with { Deletions = [.. known.Deletions.Append(at).Distinct().Where(d => !(d < known.SeenAt))] }, changes, cancel);
    }

    public static async Task ApplyAsync(DbTransaction transaction, string account, string externalId, Standing standing, BatchChanges changes, CancellationToken cancel)
    {
        var (target, at) = (Clean.Text(externalId), standing.At.ToUnixTimeMilliseconds());
        var known = await KnownAsync(transaction, account, target, cancel);
        if (IsLater(standing.State, at, known.State, known.SeenAt))
            known = known with { State = standing.State, SeenAt = at, Deletions = [.. known.Deletions.Where(d => d >= at)] };
        await SaveAsync(transaction, account, target, known, changes, cancel);
    }

    /// <summary>Applies what is known once more, for a message that has its id only now.</summary>
    public static async Task AgainAsync(DbTransaction transaction, string account, string target, BatchChanges changes, CancellationToken cancel)
    {
        if (await KnownAsync(transaction, account, target, cancel) is { } known && (known.SeenAt is not null || known.Deletions.Length > 0))
            await SaveAsync(transaction, account, target, known, changes, cancel);
    }

    /// <summary>Gives a new message what came before it; false when that was something else.</summary>
    public static bool Change(NewMessage row, Edits.EarlyRow early)
    {
        if (early.Kind == Delete)
            row.DeletedAt = early.At;
        else if (early.Kind == Seen)
            (row.Moderation, row.ModeratedAt) = (early.Body, early.At);
        return early.Kind is Delete or Seen;
    }

    private static bool IsLater(ModerationState state, long at, ModerationState? than, long? thanAt) => thanAt is null || at > thanAt || (at == thanAt && state > than);

    private static async Task<Known> KnownAsync(DbTransaction transaction, string account, string target, CancellationToken cancel)
    {
        var rows = await transaction.ListAsync<Edits.EarlyRow>(
            "select external_id as ExternalId, kind, at, body from early where account_id = @account and external_id = @target and kind in ('delete', 'seen')", new { account, target }, cancel);
        var (deleted, seen) = (rows.Find(r => r.Kind == Delete), rows.Find(r => r.Kind == Seen));
        return new(seen is null ? null : Names.ModerationOf(seen.Body!), seen?.At, deleted is null ? [] : Json.Read<long[]>(deleted.Body) ?? [deleted.At]);
    }

    private static async Task SaveAsync(DbTransaction transaction, string account, string target, Known known, BatchChanges changes, CancellationToken cancel)
    {
        long? deleted = known.Deletions.Length > 0 ? known.Deletions.Min() : null;
        if (deleted is { } since)
            await KeepAsync(transaction, account, target, Delete, since, Json.Write(known.Deletions), cancel);
        else
            await transaction.RunAsync("delete from early where account_id = @account and external_id = @target and kind = 'delete'", new { account, target }, cancel);
        if (known.SeenAt is { } at)
            await KeepAsync(transaction, account, target, Seen, at, Names.Of(known.State!.Value), cancel);
        var moderation = known.State is { } state ? Names.Of(state) : null;
        foreach (var m in await transaction.ListAsync<Edits.Target>(
            $"{Edits.Target.Select} where account_id = @account and external_id = @target and message_id is null", new { account, target }, cancel))
        {
            var changed = await transaction.RunAsync(
                """
                update messages
                set deleted_at = @deleted, moderation = @moderation, moderated_at = @SeenAt
                where id = @Id and (coalesce(deleted_at, -1) <> coalesce(@deleted, -1) or coalesce(moderation, '') <> coalesce(@moderation, ''))
                """,
                new { m.Id, deleted, moderation, known.SeenAt }, cancel);
            if (changed > 0)
                await Edits.SeenAsync(transaction, m, changes, cancel);
        }
    }

    private static Task<int> KeepAsync(DbTransaction transaction, string account, string target, string kind, long at, string body, CancellationToken cancel) =>
        transaction.RunAsync(
            """
            insert into early (account_id, external_id, kind, at, body)
            values (@account, @target, @kind, @at, @body)
            on conflict (account_id, external_id, kind) do update set at = excluded.at, body = excluded.body
            """,
            new { account, target, kind, at, body }, cancel);

    /// <summary>What is known of a message of that id.</summary>
    /// <param name="State">Who sees it, as of the latest sighting.</param>
    /// <param name="SeenAt">When that was.</param>
    /// <param name="Deletions">Deletions since then.</param>
    private sealed record Known(ModerationState? State, long? SeenAt, long[] Deletions);
}
