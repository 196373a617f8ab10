using System.Data.Common;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Loads the facts of conversations, derives, and saves what is different.</summary>
internal sealed class Rederive(Database database, AccountRuleBook book)
{
    /// <summary>Facts of conversations as they stand in this transaction.</summary>
    public async Task<IReadOnlyList<ConversationFacts>> FactsAsync(DbTransaction transaction, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
            return [];
        var values = new { ids = ids.ToArray() };
        var heads = await transaction.ListAsync<Head>($"select id, account_id as AccountId from conversations where {database.Dialect.In("id", "ids")}", values, cancel);
        var messages = (await transaction.ListAsync<MessageFacts>(
            $"{MessageFacts.Select} where {database.Dialect.In("m.conversation_id", "ids")}", values, cancel)).ToLookup(m => m.ConversationId);
        var acts = (await transaction.ListAsync<ActRow>(
            $"{ActRow.Select} where {database.Dialect.In("conversation_id", "ids")}", values, cancel)).ToLookup(a => a.ConversationId);
        var rules = await book.OfAsync(transaction, [.. heads.Select(h => h.AccountId).Distinct()], cancel);
        var open = heads.Where(h => rules[h.AccountId].AnswersPrivately).Select(h => h.Id).ToArray();
        var elsewhere = (open.Length == 0 ? [] : await transaction.ListAsync<MessageFacts>(
            $"{MessageFacts.Elsewhere} and {database.Dialect.In("a.conversation_id", "open")}", new { open }, cancel)).ToLookup(m => m.ConversationId);
        return [.. heads.Select(h => new ConversationFacts(h.Id, h.AccountId, [.. messages[h.Id], .. elsewhere[h.Id]], [.. acts[h.Id]], rules[h.AccountId]))];
    }

    /// <summary>Derives conversations anew and saves them under their next version.</summary>
    public async Task<IReadOnlyList<Changed>> SaveAsync(DbTransaction transaction, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        if (ids.Count == 0)
            return [];
        var facts = await FactsAsync(transaction, ids, cancel);
        var values = new { ids = ids.ToArray() };
        var asks = await transaction.ListAsync<AskRow>($"{AskRow.Select} where {database.Dialect.In("conversation_id", "ids")}", values, cancel);
        var versions = await DerivedWriter.UpdateAsync(transaction, [.. facts.Select(Derived.From)], asks, cancel);
        return [.. facts.Zip(versions).Select(c => new Changed(c.First.Id, c.First.AccountId, c.Second))];
    }

    private sealed record Head
    {
        public required string Id { get; init; }
        public required string AccountId { get; init; }
    }
}

/// <summary>A conversation that a transaction changed, with its new version.</summary>
internal sealed record Changed(string Id, string AccountId, long Version)
{
    public List<string> MessageIds { get; init; } = [];
    public List<Contracts.ReplyChanged> Replies { get; init; } = [];
}
