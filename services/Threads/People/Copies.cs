using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>
/// Raw bytes and files that hold a message's words besides those that it was made from: of its edits, of an echo, of a repeat under another key. Nobody is shown them; they
/// are noted so that an erasure reaches them.
/// </summary>
internal static class Copies
{
    /// <summary>Notes where the events stand that became no message of their own.</summary>
    /// <param name="transaction">The batch's.</param>
    /// <param name="events">Those events.</param>
    /// <param name="payloads">The bytes that events were read from, by the event's id.</param>
    /// <param name="cancel">Stops waiting.</param>
    public static async Task NoteAsync(DbTransaction transaction, IReadOnlyList<IChannelEvent> events, IReadOnlyDictionary<string, string?> payloads, CancellationToken cancel) =>
        await Rows.RunAsync(
            transaction, "insert into copies (account_id, about, payload_id, files) values (@account, @about, @payload, @files) on conflict do nothing",
            [.. Of(events, payloads).Where(c => c.PayloadId is not null || c.Files is not null)],
            c => [("account", c.AccountId), ("about", c.About), ("payload", c.PayloadId ?? ""), ("files", c.Files)], cancel);

    /// <summary>Notes what a stored message stands on, before that is replaced or the message goes.</summary>
    public static Task NoteAsync(DbTransaction transaction, string messageId, CancellationToken cancel) =>
        transaction.RunAsync(
            """
            insert into copies (account_id, about, payload_id, files)
            select account_id, external_id, coalesce(payload_id, ''), attachments
            from messages
            where id = @messageId and external_id is not null and (payload_id is not null or attachments is not null)
            on conflict do nothing
            """,
            new { messageId }, cancel);

    /// <summary>Empties all that is noted about messages.</summary>
    public static async Task EmptyAsync(DbTransaction transaction, Dialect dialect, IEnumerable<(string Account, string About)> messages, CancellationToken cancel)
    {
        foreach (var account in messages.GroupBy(m => m.Account, m => m.About))
        {
            var values = new { account = account.Key, abouts = account.ToArray() };
            await EmptyAsync(
                transaction, dialect,
                await transaction.ListAsync<Copy>(
                    $"select account_id as AccountId, about, payload_id as PayloadId, files from copies where account_id = @account and {dialect.In("about", "abouts")}", values, cancel), cancel);
            await transaction.RunAsync($"delete from copies where account_id = @account and {dialect.In("about", "abouts")}", values, cancel);
        }
    }

    /// <summary>Empties what a person changed in messages that never came: nothing but the bytes that it was read from names them.</summary>
    /// <returns>What those messages are known by.</returns>
    public static async Task<IReadOnlyList<(string Account, string About)>> EmptyEarlyAsync(DbTransaction transaction, Dialect dialect, string channel, IReadOnlyCollection<string> names, CancellationToken cancel)
    {
        var early = await transaction.ListAsync<(string Account, string About)>(
            $"""
            select distinct c.account_id, c.about
            from noted n
            join copies c on c.payload_id = n.payload_id
            join accounts a on a.id = c.account_id
            where {dialect.In("n.person", "names")} and a.channel = @channel
              and exists (select 1 from early e where e.account_id = c.account_id and e.external_id = c.about and e.body is not null)
              and not exists (select 1 from messages m where m.account_id = c.account_id and m.external_id = c.about and m.message_id is null)
              and not exists (select 1 from reply_parts r where r.account_id = c.account_id and r.external_id = c.about)
            """,
            new { channel, names = names.ToArray() }, cancel);
        await EmptyAsync(transaction, dialect, early, cancel);
        foreach (var (account, about) in early)
            await transaction.RunAsync("delete from early where account_id = @account and external_id = @about", new { account, about }, cancel);
        return early;
    }

    /// <summary>Empties what events stand on.</summary>
    public static Task EmptyAsync(
        DbTransaction transaction, Dialect dialect, IReadOnlyList<IChannelEvent> events, IReadOnlyDictionary<string, string?> payloads, CancellationToken cancel) =>
        EmptyAsync(transaction, dialect, Of(events, payloads), cancel);

    private static async Task EmptyAsync(DbTransaction transaction, Dialect dialect, List<Copy> copies, CancellationToken cancel)
    {
        await Erasure.OtherPayloadsAsync(transaction, dialect, [.. copies.Select(c => c.PayloadId).OfType<string>()], cancel);
        await Erasure.FilesAsync(transaction, dialect, [.. copies.SelectMany(c => Json.Read<List<AttachmentRef>>(c.Files) ?? []).Select(f => f.Id)], cancel);
    }

    /// <summary>Only messages say which bytes they were read from; of the others intake knew it.</summary>
    private static List<Copy> Of(IReadOnlyList<IChannelEvent> events, IReadOnlyDictionary<string, string?> payloads) =>
    [
        .. from e in events
           where About.Of(e).Count > 0
           let files = About.Files(e)
           select new Copy
           {
               AccountId = e.AccountId,
               About = About.Of(e)[0],
               PayloadId = e is MessageReceived m ? m.PayloadId : payloads.GetValueOrDefault(e.EventId),
               Files = files.Count > 0 ? Json.Write(files) : null,
           },
    ];

    private sealed record Copy
    {
        public required string AccountId { get; init; }
        public required string About { get; init; }
        public string? PayloadId { get; init; }
        public string? Files { get; init; }
    }
}
