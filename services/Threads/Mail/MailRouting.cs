using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Mail: which conversation, by what mails say of each other and who wrote them (threading.md). One account at a time.</summary>
internal sealed class MailRouting(
    DbTransaction transaction, Dialect dialect, TimeProvider clock, ConversationBook book, IdentityBook identities, MailTokens tokens, string account, AccountRules rules)
{
    private readonly MailReader _reader = new(transaction, dialect, account, rules.Address);
    private readonly Dictionary<string, Received> _fresh = [];
    private readonly HashSet<string> _loadedHashes = [];
    private readonly HashSet<string> _grown = [];
    private readonly Dictionary<string, int> _participants = [];
    private MailGraph _graph = new(new HashSet<(string, string)>(), false);

    /// <summary>Who takes part where, by the mails of this batch.</summary>
    public IEnumerable<MailNode> Nodes => _fresh.Keys.Select(id => _graph.Find(id)!);

    /// <summary>Stored conversations that turned out to be one.</summary>
    public List<(string From, string To)> Joined { get; } = [];

    public async Task RouteAsync(IReadOnlyList<Received> received, CancellationToken cancel)
    {
        var nodes = received.OrderBy(r => r.Row.At).ThenBy(r => r.Row.Id, StringComparer.Ordinal).Select(Fresh).ToList();
        var stored = await StoredAsync(nodes, cancel);
        await PrepareAsync(nodes, stored, cancel);
        for (var more = true; more; more = await GrowAsync(cancel))
            _graph.Settle();
        Place(nodes);
        await SuggestAsync(cancel);
    }

    /// <summary>A new mail as a node in a conversation of its own, until a rule joins it.</summary>
    private MailNode Fresh(Received r)
    {
        _fresh[r.Row.Id] = r;
        var own = book.Make(r, null, identities.PersonOf(r));
        return MailNode.Of(r.Row.Id, own.Id, r.Row.Direction, r.Row.Automatic, r.Event.Author, r.Row.Subject, r.Row.At, r.Row.MessageId, Json.Read<MailHeads>(r.Row.Mail), null, rules.Address);
    }

    private async Task<List<MailNode>> StoredAsync(List<MailNode> nodes, CancellationToken cancel)
    {
        var hashes = nodes.SelectMany(n => n.Named.Append(n.Own)).OfType<string>().Concat(_fresh.Values.SelectMany(FailedHashes)).ToHashSet();
        _loadedHashes.UnionWith(hashes);
        var stored = await _reader.WithAsync(hashes, cancel);
        stored.AddRange(await _reader.AlikeAsync([.. _fresh.Values.Select(r => r.Row.SubjectKey).OfType<string>().Distinct()], cancel));
        stored.AddRange(await _reader.RepliesAsync([.. _fresh.Values.SelectMany(r => MailTokens.In(r.Event.Mail!)).Select(t => t.ReplyId).Distinct()], cancel));
        return stored;
    }

    private async Task PrepareAsync(List<MailNode> nodes, List<MailNode> stored, CancellationToken cancel)
    {
        var conversations = stored.Select(n => n.ConversationId).Distinct().ToArray();
        var links = await transaction.ListAsync<Link>(
            $"select conversation_id as A, other_id as B, relation from related where ({dialect.In("conversation_id", "conversations")} or {dialect.In("other_id", "conversations")}) and relation <> 'suggested'",
            new { conversations }, cancel);
        _graph = new(links.Select(l => (l.A, l.B)).ToHashSet(), rules.JoinBySubject);
        await book.LoadAsync([.. conversations, .. links.Select(l => l.A), .. links.Select(l => l.B)], cancel);
        await AddAsync(stored, cancel);
        foreach (var node in nodes)
        {
            var verified = WithTokens(node);
            _graph.Add(verified);
            _graph.AddParticipants(verified.ConversationId, verified.Admits);
        }
    }

    /// <summary>The tokens that are really ours; a stranger who carries one joins without being believed.</summary>
    private MailNode WithTokens(MailNode node)
    {
        var mail = _fresh[node.Id].Event.Mail!;
        var valid = new List<MailNode>();
        foreach (var (token, replyId) in MailTokens.In(mail))
            if (_graph.Find(replyId) is { IsOurs: true } reply && reply.People.Any(p => tokens.Verify(token, new Party(p))))
                valid.Add(reply);
        foreach (var hash in FailedHashes(_fresh[node.Id]))
            valid.AddRange(_graph.With(hash).Where(n => n.IsOurs && n.Own == hash));
        if (valid.Count == 0)
            return node;
        var known = node.IsOurs || node.IsMachine || valid.Exists(v => _graph.ParticipantsOf(v.ConversationId).Contains(node.Sender));
        return node with { Tokens = [.. valid.Select(v => v.Id).Distinct()], Unverified = !known };
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
            _graph.AddParticipants(p.ConversationId, [p.Address]);
            _participants[p.ConversationId] = _participants.GetValueOrDefault(p.ConversationId) + 1;
        }
        foreach (var id in conversations)
            _graph.Keep(id);
        foreach (var node in stored)
            _graph.Add(node);
    }

    /// <summary>A stored conversation that has new participants may now take in mails that it could not before: loads what its mails are tied to. False when nothing is new.</summary>
    private async Task<bool> GrowAsync(CancellationToken cancel)
    {
        var known = _graph.Nodes.Select(n => n.ConversationId).Distinct().Where(id => !book[id].IsNew && HasGrown(id) && _grown.Add(id)).ToArray();
        if (known.Length == 0)
            return false;
        var all = await _reader.OfAsync(known, cancel);
        var hashes = all.SelectMany(n => n.Named.Append(n.Own)).OfType<string>().Where(_loadedHashes.Add).ToHashSet();
        all.AddRange(await _reader.WithAsync(hashes, cancel));
        await AddAsync(all, cancel);
        return true;
    }

    private bool HasGrown(string conversationId) => _graph.ParticipantsOf(conversationId).Count > _participants.GetValueOrDefault(conversationId);

    private void Place(List<MailNode> nodes)
    {
        foreach (var node in nodes)
        {
            var r = _fresh[node.Id];
            var talk = book[_graph.Root(node.ConversationId)];
            (r.Row.Rule, r.Row.Evidence, r.Row.Confidence) = MailReason.Of(_graph, _graph.Find(node.Id)!, r);
            r.Row.Unverified = _graph.Find(node.Id)!.Unverified;
            r.Row.Conflict = node.Own is not null && _graph.With(node.Own).Any(n => n.Own == node.Own && n.Id != node.Id);
            if (talk.Id != node.ConversationId)
                book.Drop(node.ConversationId);
            book.Put(r, Successor(talk, r));
        }
        foreach (var id in _graph.Nodes.Select(n => n.ConversationId).Distinct().Where(id => !book[id].IsNew && _graph.Root(id) != id))
            Joined.Add((id, _graph.Root(id)));
    }

    /// <summary>The conversation itself, or the one that goes on from it when it was closed too long ago.</summary>
    private Talk Successor(Talk talk, Received r)
    {
        while (talk.IsOverFor(r.Row, rules))
        {
            var next = book.All.Where(c => c.Continues == talk.Id && c.MergedInto is null).MinBy(c => c.Id);
            (r.Row.Rule, r.Row.Evidence) = ("continues", talk.Id);
            if (next is null)
                return book.Make(r, null, identities.PersonOf(r), talk.Id);
            talk = next;
        }
        return talk;
    }

    private Task SuggestAsync(CancellationToken cancel) =>
        Rows.RunAsync(
            transaction,
            "insert into related (conversation_id, other_id, relation, evidence, created_at) values (@A, @B, 'suggested', @Subject, @Now) on conflict do nothing",
            [.. _graph.Suggestions().Where(s => _fresh.ContainsKey(s.A.Id) || _fresh.ContainsKey(s.B.Id))
                .Select(s => (A: _graph.Root(s.A.ConversationId), B: _graph.Root(s.B.ConversationId), s.A.BaseSubject))
                .Select(s => string.CompareOrdinal(s.A, s.B) > 0 ? s : (A: s.B, B: s.A, s.BaseSubject)).Distinct()],
            s => [("A", s.A), ("B", s.B), ("Subject", s.BaseSubject), ("Now", clock.Now())], cancel);

    private static IEnumerable<string> FailedHashes(Received r) => r.Event.Mail!.FailedIds.Select(MailId.Hash);

    private sealed record Link
    {
        public required string A { get; init; }
        public required string B { get; init; }
        public required string Relation { get; init; }
    }

    private sealed record Participation
    {
        public required string ConversationId { get; init; }
        public required string Address { get; init; }
    }
}
