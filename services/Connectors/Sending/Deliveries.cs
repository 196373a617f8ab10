using System.Data.Common;
using System.Text.Json;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Connectors;

/// <summary>
/// Which attempts to send were claimed, by whom, and how they ended. The primary key (reply, attempt) lets exactly one process win, and every later step names its
/// owner: a process that was stopped for a while, and whose attempt somebody else took over, can neither hand it over nor end it any more.
/// </summary>
internal sealed class Deliveries(Database database, Intake intake, TimeProvider clock)
{
    private const string OwnerIsGone = "not exists (select 1 from leases l where l.name = deliveries.owner and l.until >= @now)";

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Claims an attempt and reports it as sending, in one transaction. False when somebody has it already.</summary>
    public Task<bool> ClaimAsync(SendReply reply, string owner, CancellationToken cancel) =>
        ReportingAsync(
            Report(reply, ReplyState.Sending, null, null),
            """
            insert into deliveries (reply_id, attempt, account_id, state, owner, handed_over, claimed_at, command)
            values (@ReplyId, @Attempt, @AccountId, 'sending', @owner, false, @now, @command)
            on conflict (reply_id, attempt) do nothing
            """,
            new { reply.ReplyId, reply.Attempt, reply.AccountId, owner, now = Now, command = JsonSerializer.Serialize(reply) }, cancel);

    /// <summary>Notes that the platform may have the reply from now on. <see cref="AttemptLostException"/> when it is not this owner's any more.</summary>
    public Task HandOverAsync(SendReply reply, string owner, CancellationToken cancel) => MarkAsync(reply, owner, handedOver: true, cancel);

    /// <summary>Notes that the platform certainly does not have it after all.</summary>
    public Task TakeBackAsync(SendReply reply, string owner, CancellationToken cancel) => MarkAsync(reply, owner, handedOver: false, cancel);

    /// <summary>Notes that the last of the parts that went out did, and reports it, in one transaction: whoever goes on sends the others. What is reported is true whoever the attempt belongs to by now.</summary>
    /// <returns>Whether the attempt is still its owner's.</returns>
    public async Task<bool> GoAsync(SendReply reply, string owner, CancellationToken cancel)
    {
        var report = Report(reply, ReplyState.Sending, null, null) with { Part = reply.Went[^1] };
        var rows = await database.WriteAsync(
            async (DbTransaction transaction) =>
            {
                await intake.AddAsync(transaction, [report], cancel);
                return await transaction.RunAsync(
                    "update deliveries set command = @command where reply_id = @ReplyId and attempt = @Attempt and owner = @owner and ended_at is null",
                    new { reply.ReplyId, reply.Attempt, owner, command = JsonSerializer.Serialize(reply) }, cancel);
            },
            cancel);
        intake.Announce([report]);
        return rows > 0;
    }

    /// <summary>Ends an attempt and reports how, in one transaction. An attempt ends once, by its owner, and keeps nothing of what was written or answered: an erased person must not be named here.</summary>
    public Task EndAsync(SendReply reply, string owner, ReplyState state, string? externalId, string? error, CancellationToken cancel, Party? recipient = null, bool isRefused = false, bool wasThere = false) =>
        ReportingAsync(
            Report(reply, state, externalId, error) with { Recipient = recipient, Refused = isRefused, WasThere = wasThere },
            """
            update deliveries
            set state = @state, ended_at = @now, command = ''
            where reply_id = @ReplyId and attempt = @Attempt and owner = @owner and ended_at is null
            """,
            new { reply.ReplyId, reply.Attempt, owner, state = state.ToString().ToLowerInvariant(), now = Now }, cancel);

    /// <summary>Attempts that did not end and whose process is gone, or is this one: which of its own are still under way, it knows itself.</summary>
    public async Task<IReadOnlyList<(SendReply Reply, bool HandedOver)>> OrphansAsync(string owner, CancellationToken cancel)
    {
        var rows = await database.ListAsync<Orphan>(
            $"select command, handed_over as HandedOver from deliveries where ended_at is null and (owner = @owner or {OwnerIsGone})", new { owner, now = Now }, cancel);
        return [.. rows.Select(r => (JsonSerializer.Deserialize<SendReply>(r.Command)!, r.HandedOver))];
    }

    /// <summary>Takes over an attempt that its process left before anything was handed over. One winner.</summary>
    public async Task<bool> TakeOverAsync(SendReply reply, string owner, CancellationToken cancel) =>
        await database.WriteAsync(
            transaction => transaction.RunAsync(
                $"""
                update deliveries
                set owner = @owner, claimed_at = @now
                where reply_id = @ReplyId and attempt = @Attempt and ended_at is null and handed_over = false and (owner = @owner or {OwnerIsGone})
                """,
                new { reply.ReplyId, reply.Attempt, owner, now = Now }, cancel),
            cancel) > 0;

    /// <summary>Ends as unconfirmed what a process that is gone had handed over: nobody can know whether it arrived.</summary>
    public Task AbandonAsync(SendReply reply, string owner, string error, CancellationToken cancel) =>
        ReportingAsync(
            Report(reply, ReplyState.Unconfirmed, null, error),
            $"""
            update deliveries
            set state = 'unconfirmed', ended_at = @now, command = ''
            where reply_id = @ReplyId and attempt = @Attempt and ended_at is null and handed_over = true and (owner = @owner or {OwnerIsGone})
            """,
            new { reply.ReplyId, reply.Attempt, owner, now = Now }, cancel);

    private async Task MarkAsync(SendReply reply, string owner, bool handedOver, CancellationToken cancel)
    {
        var rows = await database.WriteAsync(
            transaction => transaction.RunAsync(
                "update deliveries set handed_over = @handedOver where reply_id = @ReplyId and attempt = @Attempt and owner = @owner and ended_at is null",
                new { reply.ReplyId, reply.Attempt, owner, handedOver }, cancel),
            cancel);
        if (rows == 0)
            throw new AttemptLostException();
    }

    /// <summary>Changes a row and adds the report on it in one transaction; neither when there is no such row to change.</summary>
    private async Task<bool> ReportingAsync(ReplyReported report, string sql, object values, CancellationToken cancel)
    {
        var changed = await database.WriteAsync(
            async (DbTransaction transaction) =>
            {
                var rows = await transaction.RunAsync(sql, values, cancel);
                if (rows > 0)
                    await intake.AddAsync(transaction, [report], cancel);
                return rows > 0;
            },
            cancel);
        if (changed)
            intake.Announce([report]);
        return changed;
    }

    private ReplyReported Report(SendReply reply, ReplyState state, string? externalId, string? error) =>
        new(Id.New(clock), reply.AccountId, reply.ReplyId, reply.Attempt, state, clock.GetUtcNow(), externalId, error);

    private sealed record Orphan
    {
        public required string Command { get; init; }
        public bool HandedOver { get; init; }
    }
}

/// <summary>Another process has taken this attempt over; this one stops before anything goes out.</summary>
internal sealed class AttemptLostException() : Exception("Another process has taken this attempt over.");
