using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>A stored value that does not follow from the messages.</summary>
public sealed record Difference(string ConversationId, string Field, string? Stored, string? Derived);

/// <summary>Derives every conversation again from its messages and acts and compares with what is stored; changes nothing.</summary>
public sealed class Verify
{
    private const int Page = 200;
    private readonly Database _database;
    private readonly Rederive _rederive;

    internal Verify(Database database, Rederive rederive) => (_database, _rederive) = (database, rederive);

    public async Task<IReadOnlyList<Difference>> RunAsync(CancellationToken cancel)
    {
        var found = new List<Difference>();
        for (var after = ""; ;)
        {
            var ids = await _database.ListAsync<string>(
                "select id from conversations where merged_into is null and id > @after order by id limit @Page", new { after, Page }, cancel);
            if (ids.Count == 0)
                return [.. found, .. await StraysAsync(cancel)];
            found.AddRange(await _database.WriteAsync(
                async transaction =>
                {
                    await EveryAccount.HoldAsync(transaction, _database.Dialect, cancel); // A batch between two of these reads would look like a difference.
                    return Compare(
                        await _rederive.FactsAsync(transaction, ids, cancel),
                        await transaction.ListAsync<Derived>($"{Derived.Select} where {_database.Dialect.In("id", "ids")}", new { ids = ids.ToArray() }, cancel),
                        await transaction.ListAsync<AskRow>($"{AskRow.Select} where {_database.Dialect.In("conversation_id", "ids")}", new { ids = ids.ToArray() }, cancel));
                },
                cancel));
            after = ids[^1];
        }
    }

    /// <summary>Messages and asks that stand in no conversation, and conversations in which nothing stands.</summary>
    private async Task<IEnumerable<Difference>> StraysAsync(CancellationToken cancel) =>
        (await _database.ListAsync<(string Conversation, string Field, string Stored)>(
            """
            select m.conversation_id, 'message', m.id
            from messages m
            left join conversations c on c.id = m.conversation_id and c.merged_into is null
            where c.id is null
            union all
            select a.conversation_id, 'ask', a.id
            from asks a
            left join conversations c on c.id = a.conversation_id and c.merged_into is null
            where c.id is null
            union all
            select c.id, 'messages', 'none'
            from conversations c
            where c.merged_into is null and not exists (select 1 from messages m where m.conversation_id = c.id)
            """,
            null, cancel)).Select(s => new Difference(s.Conversation, s.Field, s.Stored, null));

    private static List<Difference> Compare(IReadOnlyList<ConversationFacts> facts, List<Derived> cards, List<AskRow> asks)
    {
        var found = new List<Difference>();
        foreach (var fact in facts)
        {
            var derived = Derived.From(fact);
            var stored = cards.Find(c => c.Id == fact.Id)!;
            foreach (var ((field, was), (_, should)) in DerivedWriter.CardValues(stored).Zip(DerivedWriter.CardValues(derived)))
                if (!Equals(was, should) && (field, should) is not ("PersonId", null))
                    found.Add(new(fact.Id, field, was?.ToString(), should?.ToString()));
            var standing = asks.FindAll(a => a.ConversationId == fact.Id);
            found.AddRange(derived.Asks.Where(a => standing.Find(s => s.Id == a.Id) != a).Select(a => new Difference(fact.Id, $"ask {a.Id}", standing.Find(s => s.Id == a.Id)?.ToString(), a.ToString())));
            found.AddRange(standing.Where(s => !derived.Asks.Any(a => a.Id == s.Id)).Select(s => new Difference(fact.Id, $"ask {s.Id}", s.ToString(), null)));
        }
        return found;
    }
}
