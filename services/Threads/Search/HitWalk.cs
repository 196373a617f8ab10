using System.Data.Common;
using Dapper;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Walks the messages that have the words, newest first, a step at a time.</summary>
internal sealed class HitWalk(DbConnection connection, Dialect dialect, string query, CardFilter filter)
{
    // "materialized" and "cross join" keep both databases from starting anywhere but with the words.
    private readonly string _step = $"""
        with hits as materialized (
          select search.rowid as seq
          from search
          where {dialect.HasWords("search", "query")} and search.rowid < @before and search.rowid >= @after
          order by search.rowid desc
          limit @most)
        select h.seq, m.conversation_id as ConversationId, c.merged_into is null {CardConditions.Of(filter, dialect)} as Fits
        from hits h
        cross join messages m
        join conversations c on c.id = m.conversation_id and m.seq = h.seq
        order by h.seq desc
        """;

    /// <summary>The place above the newest message.</summary>
    public Task<long> EndAsync(CancellationToken cancel) =>
        connection.ExecuteScalarAsync<long>(new CommandDefinition("select coalesce(max(seq), 0) + 1 from messages", cancellationToken: cancel));

    /// <summary>The hits of one step, and where the next begins: 0 when there is none.</summary>
    public async Task<(List<Hit> Hits, long Before)> StepAsync(int step, long before, int most, CancellationToken cancel)
    {
        var after = dialect.SearchWindow(step) is { } window ? Math.Max(0, before - window) : 0;
        var hits = (await connection.QueryAsync<Hit>(new CommandDefinition(
            _step, CardConditions.Values(filter, new { query, before, after, most }), cancellationToken: cancel))).AsList();
        return (hits, hits.Count < most ? after : hits[^1].Seq);
    }
}

/// <summary>A message that has the words.</summary>
internal sealed record Hit
{
    public long Seq { get; init; }
    public required string ConversationId { get; init; }

    /// <summary>Whether its conversation is to be listed.</summary>
    public bool? Fits { get; init; }
}
