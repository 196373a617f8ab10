using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Inbox.Storage;

namespace Inbox.Gateway;

/// <summary>
/// What was done by whom, from where and when. Rows are only ever added; each carries the hash of the one before, so that a row changed or removed
/// behind our back shows. Facts, never contents.
/// </summary>
public sealed class AuditTrail(Database database, TimeProvider clock)
{
    internal Task NoteAsync(AuditEntry entry, CancellationToken cancel) =>
        database.WriteAsync(
            async transaction =>
            {
                await database.Dialect.HoldAsync(transaction, "audit", cancel);
                var last = await transaction.OneAsync<AuditRow>($"select {AuditRow.Columns} from audit order by seq desc limit 1", null, cancel);
                var row = new AuditRow
                {
                    Seq = (last?.Seq ?? 0) + 1,
                    At = clock.GetUtcNow().ToUnixTimeMilliseconds(),
                    Actor = entry.Actor?.Id,
                    ActorName = entry.Actor?.Name,
                    Address = entry.Address,
                    Action = entry.Action,
                    Subject = Short(entry.Subject),
                    Detail = Short(entry.Detail),
                    Hash = "",
                };
                await transaction.RunAsync(
                    """
                    insert into audit (seq, at, actor, actor_name, address, action, subject, detail, hash)
                    values (@Seq, @At, @Actor, @ActorName, @Address, @Action, @Subject, @Detail, @Hash)
                    """,
                    row with { Hash = Link(last?.Hash, row) }, cancel);
            },
            cancel);

    /// <summary>The newest entries before <paramref name="before"/>.</summary>
    internal Task<List<AuditRow>> ListAsync(long before, int limit, CancellationToken cancel) =>
        database.ListAsync<AuditRow>(
            $"select {AuditRow.Columns} from audit where seq < @before order by seq desc limit @limit", new { before, limit }, cancel);

    /// <summary>The number of the first entry that does not fit the chain, or null when all do.</summary>
    public async Task<long?> FirstBrokenAsync(CancellationToken cancel)
    {
        (long after, string? hash) = (0, null);
        while (await database.ListAsync<AuditRow>(
            $"select {AuditRow.Columns} from audit where seq > @after order by seq limit 1000", new { after }, cancel) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
            {
                if (row.Seq != after + 1 || row.Hash != Link(hash, row))
                    return after + 1;
                (after, hash) = (row.Seq, row.Hash);
            }
        }
        return null;
    }

    /// <summary>Each field with its length in front, so that no two rows read alike.</summary>
    private static string Link(string? previous, AuditRow row)
    {
        var text = new StringBuilder();
        foreach (var field in (string?[])[
            previous, row.Seq.ToString(CultureInfo.InvariantCulture), row.At.ToString(CultureInfo.InvariantCulture), row.Actor, row.ActorName, row.Address,
            row.Action, row.Subject, row.Detail])
            text.Append(CultureInfo.InvariantCulture, $"{field?.Length ?? -1}:{field};");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>One line, without control characters, so that no entry looks like two.</summary>
    private static string? Short(string? text) =>
        text is null ? null : new string([.. text.Take(500).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c)]);
}
