using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Reads conversations. Who may see an account, the caller says.</summary>
public sealed class Conversations
{
    private const int Most = 200, FewAccounts = 8;
    private readonly Database database;
    private readonly ReplyWays ways;

    internal Conversations(Database database, ReplyWays ways) => (this.database, this.ways) = (database, ways);

    /// <summary>A page of cards: those who wait for us first, longest wait on top, then the latest; a search gives the latest hit first.</summary>
    public async Task<Page<Card>> ListAsync(CardFilter filter, CancellationToken cancel)
    {
        if (Place.Read(filter.Cursor) is not { } place)
            return new([], null);
        var limit = Math.Clamp(filter.Limit, 1, Most);
        if (SearchText.Words(filter.Query) is { Count: > 0 } words)
        {
            var found = await CardSearch.FindAsync(database, words, filter, place, limit, cancel);
            return new(await CardsAsync([.. found.Items], cancel), found.Next);
        }
        var rows = string.IsNullOrWhiteSpace(filter.Query) ? await RowsAsync(filter, place, limit + 1, cancel) : [];
        var more = rows.Count > limit;
        var page = rows.Take(limit).ToList();
        return new(await CardsAsync(page, cancel), more ? CardOrder.Of(filter).PlaceOf(page[^1]).Text : null);
    }

    /// <summary>One conversation as <paramref name="staffId"/> sees it (the draft is their own), or null. Follows merges.</summary>
    public Task<ConversationView?> FindAsync(string id, string? staffId, CancellationToken cancel) =>
        database.AskAsync(connection => ConversationReader.FindAsync(connection, database.Dialect, ways, id, staffId, cancel), cancel);

    /// <summary>The conversations that are one talk with this one: said in the open there and gone on in private here, or the other way round.</summary>
    public async Task<IReadOnlyList<RelatedConversation>> TalkAsync(string id, CancellationToken cancel)
    {
        var related = await database.AskAsync(connection => RelatedReader.ListAsync(connection, database.Dialect, id, cancel), cancel);
        return [.. related.Where(r => r.Relation is RelatedReader.Continues or RelatedReader.ContinuedBy)];
    }

    /// <summary>What the channel calls the person who spoke last in private here; null when nobody did.</summary>
    public Task<string?> PeerAsync(string id, CancellationToken cancel) =>
        database.OneAsync<string>(
            """
            select author_external_id
            from messages
            where conversation_id = @id and kind = 'message' and direction = 'in' and visibility = 'private' and author_external_id is not null
            order by at desc, id desc
            limit 1
            """,
            new { id }, cancel);

    /// <summary>One card, or null. Follows merges.</summary>
    public async Task<Card?> CardAsync(string id, CancellationToken cancel) => await CardsAsync([id], cancel) is [var card, ..] ? card : null;

    /// <summary>The cards of some conversations, in no order; those that are not there are left out.</summary>
    public async Task<IReadOnlyList<Card>> CardsAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var rows = await database.ListAsync<CardRow>(
            $"{CardRow.Select} where {database.Dialect.In("c.id", "ids")} and c.merged_into is null", new { ids = ids.ToArray() }, cancel);
        if (rows.Count < ids.Count)
            rows.AddRange(await MergedAsync([.. ids.Except(rows.Select(r => r.Id))], cancel));
        return await CardsAsync(rows.DistinctBy(r => r.Id).ToList(), cancel);
    }

    /// <summary>How many conversations are in each state, for the reader's accounts.</summary>
    public async Task<Counts> CountAsync(IReadOnlyList<string>? visible, string staffId, DateTimeOffset now, CancellationToken cancel)
    {
        var due = (await database.ListAsync<(long Near, long Missed)>(
            $"""
            select coalesce(sum(case when target_at > @now then 1 else 0 end), 0), coalesce(sum(case when target_at <= @now then 1 else 0 end), 0)
            from conversations
            where target_at is not null and state = 'waiting' and merged_into is null and near_at <= @now {(visible is null ? "" : $"and {database.Dialect.In("account_id", "visible")}")}
            """,
            new { now = now.ToUnixTimeMilliseconds(), visible = visible?.ToArray() }, cancel))[0];
        var rows = await database.ListAsync<CountRow>(
            $"""
            select state, count(*) as Total, sum(case when assignee = @staffId then 1 else 0 end) as Mine
            from conversations
            where merged_into is null {(visible is null ? "" : $"and {database.Dialect.In("account_id", "visible")}")}
            group by state
            """,
            new { staffId, visible = visible?.ToArray() }, cancel);
        long All(string state) => rows.Where(r => r.State == state).Sum(r => r.Total);
        return new(
            All(States.Waiting), All(States.Open), All(States.Snoozed), All(States.Closed),
            rows.Where(r => r.State != States.Closed).Sum(r => r.Mine), rows.Where(r => r.State == States.Waiting).Sum(r => r.Mine))
        { DueSoon = due.Near, Missed = due.Missed };
    }

    /// <summary>Few accounts are read each in its own order: walking all would pass over most of what is there.</summary>
    private async Task<List<CardRow>> RowsAsync(CardFilter filter, Place place, int limit, CancellationToken cancel)
    {
        if (filter is not { State: not null, Account: null, Visible: { Count: <= FewAccounts } visible })
            return await WalkAsync(filter, place, limit, cancel);
        var rows = new List<CardRow>();
        foreach (var account in visible.Distinct())
            rows.AddRange(await WalkAsync(filter with { Account = account, Visible = null }, place, limit, cancel));
        return [.. rows.OrderBy(r => CardOrder.Of(filter).PlaceOf(r).Key).ThenBy(r => r.Id, StringComparer.Ordinal).Take(limit)];
    }

    private async Task<List<CardRow>> WalkAsync(CardFilter filter, Place place, int limit, CancellationToken cancel)
    {
        var rows = new List<CardRow>();
        foreach (var (leg, start) in CardOrder.Of(filter).LegsFrom(place))
            if (rows.Count < limit)
                rows.AddRange(await database.ListAsync<CardRow>(
                    $"""
                    {CardRow.Select}
                    where c.merged_into is null {leg.Condition} and ({leg.Column}, c.id) > (@key, @id) {CardConditions.Of(filter, database.Dialect)}
                    order by {leg.Column}, c.id
                    limit @limit
                    """,
                    CardConditions.Values(filter, new { key = start.Key, id = start.Id, limit = limit - rows.Count }), cancel));
        return rows;
    }

    private Task<List<CardRow>> MergedAsync(string[] ids, CancellationToken cancel) =>
        database.ListAsync<CardRow>(
            $"""
            {CardRow.Select}
            where c.merged_into is null and c.id in (
              with recursive path (id) as (
                select merged_into from conversations where {database.Dialect.In("id", "ids")} and merged_into is not null
                union
                select n.merged_into from conversations n join path on n.id = path.id where n.merged_into is not null
              )
              select id from path)
            """,
            new { ids }, cancel);

    private async Task<IReadOnlyList<Card>> CardsAsync(List<CardRow> rows, CancellationToken cancel)
    {
        if (rows.Count == 0)
            return [];
        var tags = (await database.ListAsync<TagRow>(
            $"select conversation_id as ConversationId, tag from tags where {database.Dialect.In("conversation_id", "ids")} order by tag",
            new { ids = rows.Select(r => r.Id).ToArray() }, cancel)).ToLookup(t => t.ConversationId, t => t.Tag);
        var origins = OriginRow.Last(await database.ListAsync<OriginRow>(Origin.Of(database.Dialect), new { ids = rows.Select(r => r.Id).ToArray() }, cancel));
        return [.. rows.Select(r => r.ToCard([.. tags[r.Id]], origins.GetValueOrDefault(r.Id)))];
    }

    private sealed record CountRow
    {
        public required string State { get; init; }
        public long Total { get; init; }
        public long Mine { get; init; }
    }

    private sealed record TagRow
    {
        public required string ConversationId { get; init; }
        public required string Tag { get; init; }
    }
}

/// <summary>Conversations by state, and those that one staff member holds (closed ones left out).</summary>
public sealed record Counts(long Waiting, long Open, long Snoozed, long Closed, long Mine, long WaitingMine)
{
    /// <summary>Those who wait and are about to be answered too late.</summary>
    public long DueSoon { get; init; }

    /// <summary>Those who wait longer than their target.</summary>
    public long Missed { get; init; }
}
