using System.Data.Common;
using Dapper;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>The queries behind one conversation.</summary>
internal static class ConversationReader
{
    public static async Task<ConversationView?> FindAsync(DbConnection connection, Dialect dialect, ReplyWays ways, string id, string? staffId, CancellationToken cancel)
    {
        Task<IEnumerable<T>> List<T>(string sql, object values) => connection.QueryAsync<T>(new CommandDefinition(sql, values, cancellationToken: cancel));
        CardRow? row = null;
        for (string? at = id; at is not null && row is null; at = await connection.QueryFirstOrDefaultAsync<string>(new CommandDefinition(
            "select merged_into from conversations where id = @at", new { at }, cancellationToken: cancel)))
            row = (await List<CardRow>($"{CardRow.Select} where c.id = @at and c.merged_into is null", new { at })).FirstOrDefault();
        if (row is null)
            return null;
        id = row.Id;
        var tags = await List<string>("select tag from tags where conversation_id = @id order by tag", new { id });
        var origins = OriginRow.Last(await List<OriginRow>(Origin.Of(dialect), new { ids = new[] { id } }));
        var asks = await List<AskRow>($"{AskRow.Select} where conversation_id = @id order by asked_at, id", new { id });
        var participants = await List<ParticipantRow>(
            "select address, name, role, verified from participants where conversation_id = @id order by role, address", new { id });
        var acts = await List<ActRow>($"{ActRow.Select} where conversation_id = @id order by at, id", new { id });
        var draft = await List<DraftRow>(DraftRow.Select, new { conversationId = id, staffId });
        var merged = await List<string>(
            """
            with recursive merged (id) as (
              select id from conversations where merged_into = @id
              union
              select c.id from conversations c join merged m on c.merged_into = m.id
            )
            select id from merged order by id
            """,
            new { id });
        var related = (await RelatedReader.ListAsync(connection, dialect, id, cancel)).ToList();
        return new()
        {
            Card = row.ToCard([.. tags], origins.GetValueOrDefault(id)),
            Asks = [.. asks.Select(a => a.ToView())],
            Participants = [.. participants.Select(p => new Participant(p.Address, p.Address, p.Name, p.Role, p.Verified))],
            Merged = [.. merged],
            Continues = [.. related.Where(r => r.Id == row.Continues || r.Relation == RelatedReader.Continues)],
            ContinuedBy = [.. related.Where(r => r.Relation == RelatedReader.ContinuedBy)],
            Related = [.. related.Where(r => r.Id != row.Continues && r.Relation is not (RelatedReader.Continues or RelatedReader.ContinuedBy))],
            Ways = await ways.OfAsync(new(connection, null, cancel), (await List<ConversationHead>($"{ConversationHead.Select} where id = @id", new { id })).First()),
            Draft = draft.FirstOrDefault()?.ToDraft(),
            Acts = [.. acts.Select(a => new ActView(a.Id, a.Kind, a.StaffId, Time.Of(a.At), a.UndoneAt is not null))],
        };
    }

    private sealed record ParticipantRow
    {
        public required string Address { get; init; }
        public string? Name { get; init; }
        public required string Role { get; init; }
        public bool Verified { get; init; }
    }
}
