using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>What connectors report of replies. Within an attempt a state only goes forward, so reports may repeat and overtake each other.</summary>
internal static class Reports
{
    public static async Task ApplyAsync(DbTransaction transaction, Dialect dialect, TimeProvider clock, ReplyReported report, BatchChanges changes, CancellationToken cancel)
    {
        var reply = await transaction.OneAsync<ReplyRow>($"{ReplyRow.Select} where id = @ReplyId and account_id = @AccountId", new { report.ReplyId, report.AccountId }, cancel);
        if (reply is null)
            return;
        // Of an erased person nothing is written down again: ids may be made of their number, and a server's words name the address.
        if (reply.Recipient is null)
        {
            await new ErasedEchoes(transaction, dialect, clock, changes, cancel).ForgetAsync(reply, report);
            report = report with { Part = null, ExternalId = null, Error = null, Recipient = null };
        }
        if (report.Part is { } part)
        {
            await ReplyParts.TakeAsync(transaction, dialect, clock, reply, part, changes, cancel);
            reply = (await transaction.OneAsync<ReplyRow>($"{ReplyRow.Select} where id = @Id", new { reply.Id }, cancel))!;
        }
        if (report.Attempt < reply.Attempt)
            return;
        report = await ReadAsync(transaction, report, cancel);
        // All of it went out, whatever the last thing was that the connector could see of it.
        var isWhole = report.State is ReplyState.Sending or ReplyState.Unconfirmed && ReplyParts.AreAll(await ReplyParts.WentAsync(transaction, reply.Id, cancel)) == true;
        var state = reply.BouncedAt is not null ? ReplyState.Failed : isWhole ? ReplyState.Sent : report.State;
        if (report.Attempt == reply.Attempt && Rank(Names.Of(state)) <= Rank(reply.State) && (report.ExternalId is null || reply.ExternalId is not null))
            return;
        var reason = isWhole ? null : Clean.Line(report.Error);
        var forward = report.Attempt > reply.Attempt || Rank(Names.Of(state)) > Rank(reply.State);
        await transaction.RunAsync(
            """
            update messages
            set state = @state, error = @error, attempt = @Attempt, due_at = null, dispatched_at = coalesce(dispatched_at, @at), external_id = coalesce(@external, external_id),
              refused = case when @forward and bounced_at is null then @refused else refused end
            where id = @ReplyId
            """,
            new
            {
                report.ReplyId,
                report.Attempt,
                state = forward ? Names.Of(state) : reply.State,
                error = forward && reply.BouncedAt is null ? reason : reply.Error,
                at = report.At.ToUnixTimeMilliseconds(),
                external = Clean.Line(report.ExternalId),
                forward,
                refused = state == ReplyState.Failed && report.Refused,
            },
            cancel);
        reply = await PrivateTalk.SettleAsync(transaction, dialect, clock, reply, report.Recipient, changes, cancel);
        changes.Reply(reply, forward ? state : Enum.Parse<ReplyState>(reply.State!, ignoreCase: true), forward ? reason : reply.Error);
        if (report.ExternalId is { } id)
        {
            await Echoes.AbsorbStoredAsync(transaction, dialect, clock, reply, Clean.Text(id), changes, cancel);
            await Edits.EarlyAsync(transaction, dialect, reply.AccountId, Clean.Text(id), changes, cancel);
        }
    }

    /// <summary>
    /// An id names one message. What was found there and is another reply of ours already is not this one, which did not go out. Who gives every reply the same id, or a message's own, does not
    /// name this reply at all: it keeps ours.
    /// </summary>
    private static async Task<ReplyReported> ReadAsync(DbTransaction transaction, ReplyReported report, CancellationToken cancel)
    {
        if (Clean.Text(report.ExternalId ?? "") is not { Length: > 0 } external)
            return report;
        var others = await transaction.ListAsync<string?>(
            "select staff_id from messages where account_id = @AccountId and external_id = @external and message_id is null and id <> @ReplyId and (direction = 'in' or state is not null)",
            new { report.AccountId, external, report.ReplyId }, cancel);
        return others.Count == 0 ? report
            : report.WasThere ? report with { State = ReplyState.Failed, ExternalId = null, Refused = true, Error = "The same words stand there already, as another reply of yours. This one was not sent again." }
            : report with { ExternalId = report.ReplyId };
    }

    private static int Rank(string? state) => state switch
    {
        "queued" => 0,
        "sending" => 1,
        "unconfirmed" => 2,
        "failed" => 3,
        _ => 4,
    };
}
