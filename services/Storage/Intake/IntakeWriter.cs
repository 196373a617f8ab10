using System.Data.Common;
using Inbox.Contracts;

namespace Inbox.Storage;

/// <summary>The statements that make a delivery durable.</summary>
internal sealed class IntakeWriter(TimeProvider clock)
{
    private const string Payload = """
        insert into payloads (id, account_id, key, media_type, received_at, content)
        values (@id, @account, @key, @type, @at, @content)
        on conflict (account_id, key) do nothing
        """;

    private const string Event = """
        insert into intake (id, payload_id, account_id, name, body, created_at, attempts)
        values (@id, @payload, @account, @name, @body, @at, 0)
        """;

    private const string File = """
        insert into attachments (id, account_id, name, media_type, size, content, created_at)
        values (@id, @account, @name, @type, @size, @content, @at)
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

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Deliveries and the cursor that they move.</summary>
    public async Task<IReadOnlyList<IChannelEvent>> WriteAsync(DbTransaction transaction, IReadOnlyList<Delivery> deliveries, CursorMove? cursor, CancellationToken cancel)
    {
        if (cursor is not null)
            await MoveAsync(transaction, deliveries[0].AccountId, cursor, cancel);
        if (deliveries.Count == 1)
            return await WriteAsync(transaction, deliveries[0], cancel);
        var fresh = new List<IChannelEvent>(deliveries.Count);
        foreach (var delivery in deliveries)
            fresh.AddRange(await WriteAsync(transaction, delivery, cancel));
        return fresh;
    }

    /// <summary>The events, or none when these bytes were stored before.</summary>
    private async Task<IReadOnlyList<IChannelEvent>> WriteAsync(DbTransaction transaction, Delivery d, CancellationToken cancel)
    {
        var isNew = await transaction.RunAsync(
            Payload, new { id = d.PayloadId, account = d.AccountId, key = d.Key, type = d.MediaType, at = Now, content = d.Content.ToArray() }, cancel) > 0;
        if (!isNew)
            return [];
        await AddFilesAsync(transaction, d.AccountId, d.Files, cancel);
        if (d.Unreadable is { } reason)
            await transaction.RunAsync(Quarantined, new { id = Id.New(clock), account = d.AccountId, payload = d.PayloadId, reason, at = Now }, cancel);
        await AddEventsAsync(transaction, d.PayloadId, d.Events, cancel);
        return d.Events;
    }

    public async Task AddFilesAsync(DbTransaction transaction, string account, IReadOnlyList<NewFile> files, CancellationToken cancel)
    {
        foreach (var f in files)
            await transaction.RunAsync(
                File, new { id = f.Id, account, name = f.Name, type = f.Type, size = (long)f.Content.Length, content = f.Content.ToArray(), at = Now }, cancel);
    }

    public async Task AddEventsAsync(DbTransaction transaction, string? payload, IReadOnlyList<IChannelEvent> events, CancellationToken cancel)
    {
        foreach (var e in events)
            await transaction.RunAsync(
                Event, new { id = e.EventId, payload, account = e.AccountId, name = ChannelEvents.NameOf(e), body = EventText.Write(e), at = Now }, cancel);
    }

    public static async Task MoveAsync(DbTransaction transaction, string account, CursorMove move, CancellationToken cancel)
    {
        if (move.Lease is { } lease && !await Leases.HoldsAsync(transaction, lease, cancel))
            throw new LeaseLostException(lease.Name);
        await transaction.RunAsync(Cursor, new { account, name = move.Name, value = move.Value }, cancel);
    }
}
