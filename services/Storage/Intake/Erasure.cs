using System.Data.Common;
using System.Text;
using Inbox.Contracts;

namespace Inbox.Storage;

/// <summary>
/// Takes a person's bytes out of what Storage keeps, in the caller's transaction. The key of a payload stays: it is a hash that says nothing, and lets the
/// same bytes never come in again.
/// </summary>
public static class Erasure
{
    /// <summary>Empties raw bytes that hold what the person said; where something else in them is still unread, quarantine says why it is gone.</summary>
    public static async Task OwnPayloadsAsync(DbTransaction transaction, Dialect dialect, IReadOnlyCollection<string> ids, string reason, CancellationToken cancel)
    {
        await PayloadsAsync(transaction, dialect, ids, cancel);
        await transaction.RunAsync(
            $"update quarantine set reason = @reason where {dialect.In("payload_id", "ids")} and name is null and replayed_at is null", new { ids = ids.ToArray(), reason }, cancel);
    }

    /// <summary>Empties raw bytes, and the same where the platform pushed them to further accounts of its app: what they hold for those is known by the same bytes alone.</summary>
    public static async Task PayloadsAsync(DbTransaction transaction, Dialect dialect, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
            return;
        var elsewhere = await ReadAsync(transaction, dialect, await ElsewhereAsync(transaction, dialect, ids, cancel), cancel);
        var values = new { ids = ids.Concat(elsewhere).ToArray(), nothing = Array.Empty<byte>() };
        await transaction.RunAsync($"update payloads set content = @nothing where {dialect.In("id", "ids")}", values, cancel);
        await transaction.RunAsync($"delete from noted where {dialect.In("payload_id", "ids")}", values, cancel);
    }

    /// <summary>Empties raw bytes that are not a message's own; where something stands in them that nobody could read yet, they may be the only ones of somebody else's words, and stay. (A message's own go whole.)</summary>
    public static async Task OtherPayloadsAsync(DbTransaction transaction, Dialect dialect, IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        await PayloadsAsync(transaction, dialect, await ReadAsync(transaction, dialect, ids, cancel), cancel);

    /// <summary>The same bytes in other accounts. A key alone may be a number that each account counts by itself.</summary>
    private static async Task<List<string>> ElsewhereAsync(DbTransaction transaction, Dialect dialect, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var found = new List<string>();
        foreach (var account in await transaction.ListAsync<string>("select id from accounts", null, cancel))
            found.AddRange(await transaction.ListAsync<string>(
                $"""
                select o.id
                from payloads p
                cross join payloads o
                where {dialect.In("p.id", "ids")} and p.account_id <> @account and p.written_at is null
                  and o.account_id = @account and o.key = p.key and o.written_at is null and o.content = p.content
                """,
                new { ids = ids.ToArray(), account }, cancel));
        return found;
    }

    private static async Task<List<string>> ReadAsync(DbTransaction transaction, Dialect dialect, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var unread = await transaction.ListAsync<string>(
            $"select payload_id from quarantine where {dialect.In("payload_id", "ids")} and name is null and replayed_at is null", new { ids = ids.ToArray() }, cancel);
        return [.. ids.Except(unread)];
    }

    /// <summary>Removes files.</summary>
    public static Task FilesAsync(DbTransaction transaction, Dialect dialect, IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        transaction.RunAsync($"delete from attachments where {dialect.In("id", "ids")}", new { ids = ids.ToArray() }, cancel);

    /// <summary>Removes what people see where no platform keeps it for them.</summary>
    public static async Task TimelinesAsync(DbTransaction transaction, Dialect dialect, string channel, IReadOnlyCollection<string> contacts, CancellationToken cancel)
    {
        var values = new { channel, contacts = contacts.ToArray() };
        foreach (var table in new[] { "timelines", "timeline_readers" })
            await transaction.RunAsync($"delete from {table} where {dialect.In("contact", "contacts")} and account_id in (select id from accounts where channel = @channel)", values, cancel);
    }

    /// <summary>Empties raw bytes that name a person besides messages: what they read, what they reacted to.</summary>
    /// <param name="transaction">The caller's transaction.</param>
    /// <param name="dialect">The database's dialect.</param>
    /// <param name="channel">Where the person has these names; another channel's 7 is somebody else.</param>
    /// <param name="names">Ids that the person is known by there.</param>
    /// <param name="cancel">Stops waiting.</param>
    public static async Task NotedAsync(DbTransaction transaction, Dialect dialect, string channel, IReadOnlyCollection<string> names, CancellationToken cancel) =>
        await OtherPayloadsAsync(
            transaction, dialect,
            await transaction.ListAsync<string>(
                $"select n.payload_id from noted n join payloads p on p.id = n.payload_id join accounts a on a.id = p.account_id where a.channel = @channel and {dialect.In("n.person", "names")}",
                new { channel, names = names.ToArray() }, cancel), cancel);

    /// <summary>Removes what waits in intake or stands in quarantine, with its raw bytes: events that name the person, and bytes that nobody could read yet in which one of their names stands.</summary>
    /// <param name="transaction">The caller's transaction.</param>
    /// <param name="dialect">The database's dialect.</param>
    /// <param name="isTheirs">Whether an event is by or with the person.</param>
    /// <param name="names">What the person is known by, by channel.</param>
    /// <param name="reason">What quarantine says of what was unread beside it.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <returns>The events that went.</returns>
    public static async Task<IReadOnlyList<IChannelEvent>> WaitingAsync(DbTransaction transaction, Dialect dialect, Func<IChannelEvent, bool> isTheirs, ILookup<string, string> names, string reason, CancellationToken cancel)
    {
        var events = await transaction.ListAsync<Waiting>("select id, payload_id as PayloadId, name, body from intake", null, cancel);
        var apart = await transaction.ListAsync<Waiting>(
            """
            select q.id, q.payload_id as PayloadId, q.name, q.body, a.channel, case when q.name is null and q.replayed_at is null then p.content end as Content
            from quarantine q
            join accounts a on a.id = q.account_id
            left join payloads p on p.id = q.payload_id
            """,
            null, cancel);
        var (theirs, standing) = (events.FindAll(Is), apart.FindAll(Is));
        await transaction.RunAsync($"delete from intake where {dialect.In("id", "ids")}", new { ids = theirs.Select(w => w.Id).ToArray() }, cancel);
        await transaction.RunAsync($"delete from quarantine where {dialect.In("id", "ids")}", new { ids = standing.Select(w => w.Id).ToArray() }, cancel);
        await OwnPayloadsAsync(transaction, dialect, [.. theirs.Concat(standing).Select(w => w.PayloadId).OfType<string>()], reason, cancel);
        return [.. theirs.Concat(standing).Where(w => w.Name is not null).Select(w => EventText.Read(w.Name!, w.Body!))];

        bool Is(Waiting w) => w.Name is not null
            ? EventText.TryRead(w.Name, w.Body!) is { } e && isTheirs(e)
            : w.Content is { } content && names[w.Channel!].Any(n => WholeNames.Contain(Encoding.UTF8.GetString(content), n));
    }

    private sealed record Waiting
    {
        public required string Id { get; init; }
        public string? PayloadId { get; init; }
        public string? Name { get; init; }
        public string? Body { get; init; }
        public string? Channel { get; init; }
        public byte[]? Content { get; init; }
    }
}
