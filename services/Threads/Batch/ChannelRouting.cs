using System.Data.Common;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Direct messages and comments: which conversation, by what the channel itself threads by (threading.md).</summary>
internal sealed class ChannelRouting(DbTransaction transaction, Dialect dialect, ConversationBook book, IdentityBook identities)
{
    private const string Orphan = "answers:";

    /// <summary>Conversations that were made for a reply of ours before the message that it answers was known, with where they belong.</summary>
    public List<(string From, string To)> Found { get; } = [];

    public async Task RouteAsync(IReadOnlyList<Received> received, IReadOnlyDictionary<string, AccountRules> rules, CancellationToken cancel)
    {
        foreach (var account in received.GroupBy(r => r.Event.AccountId))
        {
            var parents = await ParentsAsync(account.Key, [.. account.Where(NeedsParent).Select(r => r.Row.ParentExternalId!)], cancel);
            var contexts = account.SelectMany(ContextsOf).Concat(account.Where(r => r.Row.ExternalId is not null).Select(r => Orphan + r.Row.ExternalId)).Distinct().ToArray();
            book.Keep(await transaction.ListAsync<Talk>(
                $"{Talk.Select} where account_id = @account and {dialect.In("context", "contexts")}", new { account = account.Key, contexts }, cancel));
            await book.LoadAsync([.. parents.Values.Distinct()], cancel);
            foreach (var r in account.OrderBy(r => r.Row.At).ThenBy(r => r.Row.Id, StringComparer.Ordinal))
            {
                var parent = NeedsParent(r) ? parents.GetValueOrDefault(r.Row.ParentExternalId!) ?? InBatch(account, r) : null;
                Route(r, parent, rules[account.Key]);
            }
        }
    }

    private void Route(Received r, string? parent, AccountRules rules)
    {
        var contexts = ContextsOf(r);
        var same = parent is not null ? [book[parent]] : contexts.SelectMany(context => book.In(r.Event.AccountId, context)).Select(book.Root).Distinct().ToList();
        var talk = same.Find(c => c.State != States.Closed) ?? same.MaxBy(c => c.Id);
        (r.Row.Rule, r.Row.Confidence) = (parent is not null ? "parent" : talk is null ? "new" : r.Row.Visibility == "public" ? "comment" : "peer", "certain");
        r.Row.Evidence = parent is not null ? r.Row.ParentExternalId : r.Row.ThreadKey ?? r.Row.ContentId;
        if (talk is null || talk.IsOverFor(r.Row, rules))
            talk = book.Make(r, contexts[0], identities.PersonOf(r), talk?.Id);
        book.Put(r, talk);
        if (r.Row.ExternalId is { } id && book.In(r.Event.AccountId, Orphan + id).FirstOrDefault(c => c.MergedInto is null && c.Id != talk.Id) is { } orphan)
            Found.Add((orphan.Id, talk.Id));
    }

    /// <summary>
    /// A person's direct messages are one context per peer (in a group: per group and person); comments are one per post and person. Not the person but
    /// the peer is in the key, since an answer must go to the same peer after people were merged. Whom the channel itself calls by two names is looked for under both.
    /// </summary>
    private List<string> ContextsOf(Received r)
    {
        if (NeedsParent(r))
            return [Orphan + r.Row.ParentExternalId];
        var about = r.Row.Visibility == "public"
            ? $"about:{r.Row.ContentId ?? r.Row.ThreadKey ?? r.Row.ParentExternalId ?? r.Row.ExternalId}"
            : $"peer:{(r.Row.ThreadKey == IdentityBook.KeyOf(r) ? "" : r.Row.ThreadKey)}";
        return [.. identities.PeersOf(r).Select(who => $"{about}|{who}")];
    }

    private static bool NeedsParent(Received r) => r.Row.Direction == "out" && Addresses.Key(r.Contact) is null && r.Row.ParentExternalId is not null;

    private static string? InBatch(IEnumerable<Received> account, Received child) =>
        account.FirstOrDefault(p => p.Row.ExternalId == child.Row.ParentExternalId && p.Row.ConversationId.Length > 0)?.Row.ConversationId;

    private async Task<Dictionary<string, string>> ParentsAsync(string account, string[] ids, CancellationToken cancel) =>
        ids.Length == 0
            ? []
            : (await transaction.ListAsync<Parent>(
                $"select external_id as ExternalId, conversation_id as ConversationId from messages where account_id = @account and {dialect.In("external_id", "ids")} and message_id is null",
                new { account, ids }, cancel)).DistinctBy(p => p.ExternalId).ToDictionary(p => p.ExternalId, p => p.ConversationId);

    private sealed record Parent
    {
        public required string ExternalId { get; init; }
        public required string ConversationId { get; init; }
    }
}
