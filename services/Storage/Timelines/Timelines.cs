using System.Data.Common;

namespace Inbox.Storage;

/// <summary>What people see where no platform keeps it for them. Entries are only added, each once, and a person's are read in one order by whoever asks.</summary>
public sealed class Timelines(Database database)
{
    private const string Select = """
        select account_id as AccountId, contact, place, id, kind, direction, text, name, address, mail_id as MailId, files, at
        from timelines
        """;

    /// <summary>Adds an entry at the end; the one that stands already when its id is known.</summary>
    public Task<TimelineEntry> AddAsync(TimelineEntry entry, CancellationToken cancel) => database.WriteAsync(transaction => AddAsync(transaction, entry, cancel), cancel);

    /// <summary>Adds what came in with raw bytes, while these are kept; null once they were emptied, so that nothing stands here again that was erased.</summary>
    /// <param name="entry">What to add.</param>
    /// <param name="key">What the raw bytes are known by in its account.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<TimelineEntry?> AddAsync(TimelineEntry entry, string key, CancellationToken cancel) =>
        database.WriteAsync(
            // A write, so that an erasure is waited for: it empties the bytes first, and the timeline afterwards.
            async transaction => await transaction.RunAsync(
                "update payloads set key = key where account_id = @AccountId and key = @key and written_at is null and length(content) > 0", new { entry.AccountId, key }, cancel) == 0
                ? null
                : await AddAsync(transaction, entry, cancel),
            cancel);

    private async Task<TimelineEntry> AddAsync(DbTransaction transaction, TimelineEntry entry, CancellationToken cancel)
    {
        // Two that are added at once must not be seen in another order than that of their places.
        await database.Dialect.HoldAsync(transaction, $"timeline/{entry.AccountId}/{entry.Contact}", cancel);
        if (await transaction.OneAsync<TimelineEntry>($"{Select} where id = @Id and account_id = @AccountId and contact = @Contact", entry, cancel) is { } known)
            return known;
        var last = await transaction.OneAsync<long>("select coalesce(max(place), 0) from timelines where account_id = @AccountId and contact = @Contact", entry, cancel);
        var added = entry with { Place = last + 1 };
        await transaction.RunAsync(
            """
            insert into timelines (account_id, contact, place, id, kind, direction, text, name, address, mail_id, files, at)
            values (@AccountId, @Contact, @Place, @Id, @Kind, @Direction, @Text, @Name, @Address, @MailId, @Files, @At)
            """,
            added, cancel);
        return added;
    }

    /// <summary>What stands behind a place, in its order.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> AfterAsync(string accountId, string contact, long place, int limit, CancellationToken cancel) =>
        await database.ListAsync<TimelineEntry>(
            $"{Select} where account_id = @accountId and contact = @contact and place > @place order by place limit @limit", new { accountId, contact, place, limit }, cancel);

    /// <summary>The latest entries, in their order.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> LatestAsync(string accountId, string contact, int limit, CancellationToken cancel)
    {
        var latest = await database.ListAsync<TimelineEntry>(
            $"{Select} where account_id = @accountId and contact = @contact order by place desc limit @limit", new { accountId, contact, limit }, cancel);
        latest.Reverse();
        return latest;
    }

    /// <summary>Notes that the person's page has what stands up to a place. Said again, or of an earlier place, it changes nothing.</summary>
    public async Task FetchedAsync(string accountId, string contact, long place, CancellationToken cancel)
    {
        if (await HasFetchedAsync(accountId, contact, place, cancel))
            return;
        await database.WriteAsync(
            (DbTransaction transaction) => transaction.RunAsync(
                """
                insert into timeline_readers (account_id, contact, place)
                values (@accountId, @contact, @place)
                on conflict (account_id, contact) do update set place = excluded.place where excluded.place > timeline_readers.place
                """,
                new { accountId, contact, place }, cancel),
            cancel);
    }

    /// <summary>Whether the person's page has what stands at a place.</summary>
    public async Task<bool> HasFetchedAsync(string accountId, string contact, long place, CancellationToken cancel) =>
        await database.OneAsync<long>("select count(*) from timeline_readers where account_id = @accountId and contact = @contact and place >= @place", new { accountId, contact, place }, cancel) > 0;

    /// <summary>The address that the person left last; null when they left none.</summary>
    public Task<string?> AddressAsync(string accountId, string contact, CancellationToken cancel) =>
        database.OneAsync<string>(
            "select address from timelines where account_id = @accountId and contact = @contact and kind = 'address' order by place desc limit 1", new { accountId, contact }, cancel);

    /// <summary>The entry that our side added under an id.</summary>
    public Task<TimelineEntry?> FindOursAsync(string id, CancellationToken cancel) =>
        database.OneAsync<TimelineEntry>($"{Select} where id = @id and direction = 'out'", new { id }, cancel);

    /// <summary>Whether a file stands in a timeline; only then may its person have it.</summary>
    public async Task<bool> HasFileAsync(string accountId, string contact, string fileId, CancellationToken cancel) =>
        (await database.ListAsync<TimelineEntry>($"{Select} where account_id = @accountId and contact = @contact and files is not null", new { accountId, contact }, cancel))
            .Exists(e => e.Attached.Any(f => f.Id == fileId));

    /// <summary>Notes that an entry also goes out to an address; before it does, so that its answer is known whenever it comes.</summary>
    public Task MailedAsync(TimelineEntry entry, string address, string? mailId, CancellationToken cancel) =>
        database.WriteAsync(
            (DbTransaction transaction) => transaction.RunAsync(
                "update timelines set address = @address, mail_id = coalesce(@mailId, mail_id) where account_id = @AccountId and contact = @Contact and place = @Place",
                new { entry.AccountId, entry.Contact, entry.Place, address, mailId }, cancel),
            cancel);

    /// <summary>The Message-ID under which something of a timeline last went out; null when nothing did.</summary>
    public Task<string?> LastMailAsync(string accountId, string contact, CancellationToken cancel) =>
        database.OneAsync<string>(
            "select mail_id from timelines where account_id = @accountId and contact = @contact and mail_id is not null order by place desc limit 1", new { accountId, contact }, cancel);
}
