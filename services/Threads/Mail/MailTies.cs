using System.Data.Common;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Loads stored mails around some others, as far as the rules can reach, and joins what belongs together.</summary>
internal sealed class MailTies(DbTransaction transaction, Dialect dialect, ConversationBook book, string account, AccountRules rules)
{
    private readonly HashSet<string> _loadedHashes = [];
    private readonly HashSet<string> _grown = [];
    private readonly Dictionary<string, int> _participants = [];

    public MailReader Reader { get; } = new(transaction, dialect, account, rules.Address);

    public MailGraph Graph { get; private set; } = new(new HashSet<(string, string)>(), id => id, false);

    /// <summary>Stored conversations that turned out to be one.</summary>
    public IEnumerable<(string From, string To)> Joined =>
        Graph.Nodes.Select(n => n.ConversationId).Distinct().Where(id => !book[id].IsNew && Graph.Root(id) != id).Select(id => (id, Graph.Root(id)));

    /// <summary>Stored mails that have or name one of these ids.</summary>
    public Task<List<MailNode>> WithAsync(IReadOnlyCollection<string> hashes, CancellationToken cancel)
    {
        _loadedHashes.UnionWith(hashes);
        return Reader.WithAsync(hashes, cancel);
    }

    /// <summary>Starts the graph with stored mails, and with what staff said of their conversations.</summary>
    public async Task StartAsync(IReadOnlyCollection<MailNode> stored, CancellationToken cancel)
    {
        var conversations = stored.Select(n => n.ConversationId).ToHashSet();
        var links = new HashSet<(string, string)>();
        // One goes on from another, and a third from that: as far as it reaches.
        for (var next = conversations.ToArray(); next.Length > 0;)
        {
            var found = await transaction.ListAsync<Link>(
                $"""
                select conversation_id as A, other_id as B
                from related
                where ({dialect.In("conversation_id", "next")} or {dialect.In("other_id", "next")}) and relation <> 'suggested'
                """,
                new { next }, cancel);
            links.UnionWith(found.Select(l => (l.A, l.B)));
            next = [.. found.SelectMany(l => new[] { l.A, l.B }).Where(conversations.Add)];
        }
        await book.LoadAsync(conversations, cancel);
        Graph = new(links, book.Origin, rules.JoinBySubject);
        await AddAsync(stored, cancel);
    }

    /// <summary>Applies the rules until nothing joins any more, however far that reaches.</summary>
    public async Task SettleAsync(CancellationToken cancel)
    {
        for (var more = true; more; more = await GrowAsync(cancel))
            Graph.Settle();
    }

    private async Task AddAsync(IReadOnlyCollection<MailNode> stored, CancellationToken cancel)
    {
        var conversations = stored.Select(n => n.ConversationId).Distinct().Where(id => !_participants.ContainsKey(id)).ToArray();
        foreach (var id in conversations)
            _participants[id] = 0;
        await book.LoadAsync(conversations, cancel);
        foreach (var p in await transaction.ListAsync<Participation>(
            $"select conversation_id as ConversationId, address from participants where verified and {dialect.In("conversation_id", "conversations")}", new { conversations }, cancel))
        {
            Graph.AddParticipants(p.ConversationId, [p.Address]);
            _participants[p.ConversationId] = _participants.GetValueOrDefault(p.ConversationId) + 1;
        }
        foreach (var id in conversations)
            Graph.Keep(id);
        foreach (var node in stored)
            Graph.Add(node);
    }

    /// <summary>A stored conversation that has new participants may now take in mails that it could not before: loads what its mails are tied to. False when nothing is new.</summary>
    private async Task<bool> GrowAsync(CancellationToken cancel)
    {
        var known = Graph.Nodes.Select(n => n.ConversationId).Distinct().Where(id => !book[id].IsNew && HasGrown(id) && _grown.Add(id)).ToArray();
        if (known.Length == 0)
            return false;
        var all = await Reader.OfAsync(known, cancel);
        var hashes = all.SelectMany(n => n.Named.Append(n.Own)).OfType<string>().Where(_loadedHashes.Add).ToHashSet();
        all.AddRange(await Reader.WithAsync(hashes, cancel));
        await AddAsync(all, cancel);
        return true;
    }

    private bool HasGrown(string conversationId) => Graph.ParticipantsOf(conversationId).Count > _participants.GetValueOrDefault(conversationId);

    private sealed record Link
    {
        public required string A { get; init; }
        public required string B { get; init; }
    }

    private sealed record Participation
    {
        public required string ConversationId { get; init; }
        public required string Address { get; init; }
    }
}
