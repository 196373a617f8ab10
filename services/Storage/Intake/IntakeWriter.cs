using System.Data.Common;
using System.Runtime.InteropServices;
using Inbox.Contracts;

namespace Inbox.Storage;

/// <summary>The statements that make a delivery durable.</summary>
internal sealed class IntakeWriter(TimeProvider clock)
{
    private const string Payload = """
        insert into payloads (id, account_id, key, media_type, received_at, written_at, content)
        select @id, @account, @key, @type, @at, @written, @content
        where not exists (select 1 from payloads where account_id = @account and key = @key and written_at is null)
        on conflict do nothing
        returning 1
        """;

    private const string Event = """
        insert into intake (id, payload_id, account_id, name, body, created_at, attempts)
        values (@id, @payload, @account, @name, @body, @at, 0)
        """;

    private const string File = """
        insert into attachments (id, account_id, name, media_type, size, content, created_at, source, try_at)
        values (@id, @account, @name, @type, @size, @content, @at, @source, @try)
        """;

    private const string Cursor = """
        insert into cursors (account_id, name, value)
        values (@account, @name, @value)
        on conflict (account_id, name) do update set value = excluded.value
        """;

    private const string Quarantined = """
        insert into quarantine (id, account_id, payload_id, reason, created_at)
        values (@id, @account, @payload, @reason, @at)
        """;

    private const string Wanted = """
        insert into wanted (account_id, name, wanted_at)
        values (@account, @name, @at)
        on conflict do nothing
        """;

    private const string Noted = "insert into noted (person, payload_id) values (@person, @payload) on conflict do nothing";

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>What is written together; for each piece the events that are new: none of bytes that were stored before.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<IChannelEvent>>> WriteAsync(DbTransaction transaction, IReadOnlyList<Piece> pieces, CancellationToken cancel)
    {
        foreach (var piece in pieces)
            if (piece.Cursor is { } cursor)
                await MoveAsync(transaction, cursor.AccountId ?? piece.Deliveries[0].AccountId, cursor, cancel);
        var all = pieces.SelectMany(p => p.Deliveries).ToList();
        var stored = await Rows.RunAsync(
            transaction, Payload, all,
            d => [("id", d.PayloadId), ("account", d.AccountId), ("key", d.Key), ("type", d.MediaType), ("at", Now), ("written", d.WrittenAt), ("content", Bytes(d.Content))], cancel);
        var fresh = all.Where((_, i) => stored[i] is not null).ToHashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var d in all.Where(fresh.Contains))
        {
            await AddFilesAsync(transaction, d.AccountId, d.Files, cancel);
            foreach (var name in d.Wanted)
                await transaction.RunAsync(Wanted, new { account = d.AccountId, name, at = Now }, cancel);
            if (d.Unreadable is { } reason)
                await transaction.RunAsync(Quarantined, new { id = Id.New(clock), account = d.AccountId, payload = d.PayloadId, reason, at = Now }, cancel);
        }
        await Rows.RunAsync(
            transaction, Noted, [.. all.Where(fresh.Contains).SelectMany(d => d.Noted.Select(person => (person, d.PayloadId)))], n => [("person", n.person), ("payload", n.PayloadId)], cancel);
        await AddEventsAsync(transaction, [.. pieces.SelectMany(p => p.Events).Where(e => fresh.Contains(e.Delivery!))], cancel);
        return [.. pieces.Select(p => p.Deliveries.Where(fresh.Contains).SelectMany(d => d.Events).ToList())];
    }

    public Task AddFilesAsync(DbTransaction transaction, string account, IReadOnlyList<NewFile> files, CancellationToken cancel) =>
        Rows.RunAsync(
            transaction, File, files,
            f => [("id", f.Id), ("account", account), ("name", f.Name), ("type", f.Type), ("size", (long)f.Content.Length), ("content", Bytes(f.Content)), ("at", Now), ("source", f.Source), ("try", f.Source is null ? null : Now)], cancel);

    public Task AddEventsAsync(DbTransaction transaction, IReadOnlyList<WrittenEvent> events, CancellationToken cancel) =>
        Rows.RunAsync(
            transaction, Event, events,
            e => [("id", e.Event.EventId), ("payload", e.PayloadId), ("account", e.Event.AccountId), ("name", ChannelEvents.NameOf(e.Event)), ("body", e.Body), ("at", Now)], cancel);

    public static async Task MoveAsync(DbTransaction transaction, string account, CursorMove move, CancellationToken cancel)
    {
        if (move.Lease is { } lease && !await Leases.HoldsAsync(transaction, lease, cancel))
            throw new LeaseLostException(lease.Name);
        await transaction.RunAsync(Cursor, new { account, name = move.Name, value = move.Value }, cancel);
    }

    /// <summary>The array itself where it is one: a mail is copied often enough on its way.</summary>
    private static byte[] Bytes(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var whole) && whole.Offset == 0 && whole.Count == whole.Array!.Length ? whole.Array : content.ToArray();
}
