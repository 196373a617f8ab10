using System.Data.Common;
using Dapper;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>
/// Finds conversations by words, the one with the latest matching message first. Hits are read newest first until the page is full, and of those that the
/// filter passes over no more than <see cref="MostHits"/> a page: it then comes short, with the place to go on from.
/// </summary>
internal static class CardSearch
{
    private const int FirstHits = 1_000, MostHits = 5_000;

    public static async Task<Page<CardRow>> FindAsync(
        Database database, IReadOnlyList<SearchWord> words, CardFilter filter, Place place, int limit, CancellationToken cancel, int mostHits = MostHits)
    {
        if (Accounts(filter) is not { } accounts)
            return new([], null);
        return await database.AskAsync(connection => FindAsync(connection, database.Dialect, new(words, accounts, filter), place, limit, mostHits, cancel), cancel);
    }

    private static async Task<Page<CardRow>> FindAsync(DbConnection connection, Dialect dialect, Wanted wanted, Place place, int limit, int mostHits, CancellationToken cancel)
    {
        var walk = new HitWalk(connection, dialect, dialect.WordQuery(wanted.Words, wanted.Accounts), wanted.Filter);
        var (start, before) = place == Place.Start ? (long.MaxValue, await walk.EndAsync(cancel)) : (place.Key, place.Key);
        var (known, found, passed) = (new HashSet<string>(), new List<Hit>(), 0);
        for (var step = 0; found.Count <= limit && before > 0 && passed < mostHits; step++)
        {
            (var hits, before) = await walk.StepAsync(step, before, step == 0 ? Math.Min(FirstHits, mostHits) : mostHits, cancel);
            passed += hits.Count;
            var fresh = hits.Where(h => known.Add(h.ConversationId) && h.Fits is true).ToList();
            for (var at = 0; at < fresh.Count && found.Count <= limit; at += limit)
                found.AddRange(await UnseenAsync(connection, dialect, wanted.Words, start, fresh.GetRange(at, Math.Min(limit, fresh.Count - at)), cancel));
        }
        var page = found.Take(limit).ToList();
        var next = found.Count > limit ? new Place(page[^1].Seq, page[^1].ConversationId) : before > 0 ? new Place(before, "") : (Place?)null;
        return new(await CardsAsync(connection, dialect, page, cancel), next?.Text);
    }

    /// <summary>The words of the accounts to look in: none for all, null when there is nothing to see.</summary>
    private static string[]? Accounts(CardFilter filter)
    {
        var ids = filter.Account is null ? filter.Visible : filter.Visible?.Contains(filter.Account) is false ? [] : [filter.Account];
        return ids is null ? [] : ids.Count == 0 ? null : [.. ids.Select(SearchText.OfAccount)];
    }

    /// <summary>
    /// Leaves out conversations that a page before has shown, for a later message. Those later messages are looked at here: asking the index for each would
    /// collect all that begins with the word each time.
    /// </summary>
    private static async Task<IEnumerable<Hit>> UnseenAsync(
        DbConnection connection, Dialect dialect, IReadOnlyList<SearchWord> words, long start, List<Hit> hits, CancellationToken cancel)
    {
        if (start == long.MaxValue)
            return hits;
        var later = await connection.QueryAsync<Later>(new CommandDefinition(
            $"""
            select m.conversation_id as ConversationId, m.account_id as AccountId, m.subject, m.author_name as AuthorName, m.author_handle as AuthorHandle,
              m.author_address as AuthorAddress, case when m.reply <> '' then m.reply else m.text end as Said
            from messages m
            where {dialect.In("m.conversation_id", "ids")} and m.seq >= @start
            """,
            new { ids = hits.Select(h => h.ConversationId).ToArray(), start }, cancellationToken: cancel));
        var seen = later.Where(m => SearchText.Has(m.Words(), words)).Select(m => m.ConversationId).ToHashSet();
        return hits.Where(h => !seen.Contains(h.ConversationId));
    }

    private static async Task<List<CardRow>> CardsAsync(DbConnection connection, Dialect dialect, List<Hit> hits, CancellationToken cancel)
    {
        var rows = (await connection.QueryAsync<CardRow>(new CommandDefinition(
            $"{CardRow.Select} where {dialect.In("c.id", "ids")}", new { ids = hits.Select(h => h.ConversationId).ToArray() }, cancellationToken: cancel))).ToDictionary(r => r.Id);
        return [.. hits.Where(h => rows.ContainsKey(h.ConversationId)).Select(h => rows[h.ConversationId])];
    }

    /// <summary>What is looked for.</summary>
    private sealed record Wanted(IReadOnlyList<SearchWord> Words, IReadOnlyList<string> Accounts, CardFilter Filter);

    private sealed record Later
    {
        public required string ConversationId { get; init; }
        public required string AccountId { get; init; }
        public string? Subject { get; init; }
        public string? AuthorName { get; init; }
        public string? AuthorHandle { get; init; }
        public string? AuthorAddress { get; init; }
        public required string Said { get; init; }

        public string Words() => SearchText.OfMessage(AccountId, Subject, new Party(null, AuthorName, AuthorHandle, AuthorAddress), Said);
    }
}
