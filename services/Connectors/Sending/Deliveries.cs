using System.Text.Json;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Connectors;

/// <summary>Which attempts to send were claimed, by whom, and how they ended. The primary key (reply, attempt) lets exactly one process win.</summary>
internal sealed class Deliveries(Database database, Intake intake, TimeProvider clock)
{
    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Claims an attempt and reports it as sending, in one transaction. False when somebody has it already.</summary>
    public async Task<bool> ClaimAsync(SendReply reply, string owner, CancellationToken cancel)
    {
        var report = Report(reply, ReplyState.Sending, null, null);
        var won = await database.WriteAsync(
            async transaction =>
            {
                var rows = await transaction.RunAsync(
                    """
                    insert into deliveries (reply_id, attempt, account_id, state, owner, handed_over, claimed_at, command)
                    values (@ReplyId, @Attempt, @AccountId, 'sending', @owner, false, @at, @command)
                    on conflict (reply_id, attempt) do nothing
                    """,
                    new { reply.ReplyId, reply.Attempt, reply.AccountId, owner, at = Now, command = JsonSerializer.Serialize(reply) }, cancel);
                if (rows > 0)
                    await intake.AddAsync(transaction, [report], cancel);
                return rows > 0;
            },
            cancel);
        if (won)
            intake.Announce([report]);
        return won;
    }

    /// <summary>Notes that the platform may have the reply from now on.</summary>
    public Task HandOverAsync(SendReply reply, CancellationToken cancel) =>
        database.WriteAsync(
            transaction => transaction.RunAsync("update deliveries set handed_over = true where reply_id = @ReplyId and attempt = @Attempt", reply, cancel), cancel);

    /// <summary>Ends an attempt and reports how, in one transaction. An attempt ends once.</summary>
    public async Task EndAsync(SendReply reply, ReplyState state, string? externalId, string? error, CancellationToken cancel)
    {
        var report = Report(reply, state, externalId, error);
        var ended = await database.WriteAsync(
            async transaction =>
            {
                var rows = await transaction.RunAsync(
                    """
                    update deliveries
                    set state = @state, external_id = @externalId, error = @error, ended_at = @at
                    where reply_id = @ReplyId and attempt = @Attempt and ended_at is null
                    """,
                    new { reply.ReplyId, reply.Attempt, state = state.ToString().ToLowerInvariant(), externalId, error, at = Now }, cancel);
                if (rows > 0)
                    await intake.AddAsync(transaction, [report], cancel);
                return rows > 0;
            },
            cancel);
        if (ended)
            intake.Announce([report]);
    }

    /// <summary>Attempts whose process is gone: its lease ran out.</summary>
    public async Task<IReadOnlyList<(SendReply Reply, bool HandedOver)>> OrphansAsync(CancellationToken cancel)
    {
        var rows = await database.ListAsync<Orphan>(
            """
            select d.command, d.handed_over as HandedOver
            from deliveries d
            left join leases l on l.name = d.owner
            where d.ended_at is null and coalesce(l.until, 0) < @now
            """,
            new { now = Now }, cancel);
        return [.. rows.Select(r => (JsonSerializer.Deserialize<SendReply>(r.Command)!, r.HandedOver))];
    }

    /// <summary>Takes over an attempt that its process left before anything was handed over. One winner.</summary>
    public async Task<bool> TakeOverAsync(SendReply reply, string owner, CancellationToken cancel) =>
        await database.WriteAsync(
            transaction => transaction.RunAsync(
                """
                update deliveries
                set owner = @owner, claimed_at = @now
                where reply_id = @ReplyId and attempt = @Attempt and ended_at is null and handed_over = false and owner <> @owner
                  and not exists (select 1 from leases l where l.name = deliveries.owner and l.until >= @now)
                """,
                new { reply.ReplyId, reply.Attempt, owner, now = Now }, cancel),
            cancel) > 0;

    private ReplyReported Report(SendReply reply, ReplyState state, string? externalId, string? error) =>
        new(Id.New(clock), reply.AccountId, reply.ReplyId, reply.Attempt, state, clock.GetUtcNow(), externalId, error);

    private sealed record Orphan
    {
        public required string Command { get; init; }
        public bool HandedOver { get; init; }
    }
}
