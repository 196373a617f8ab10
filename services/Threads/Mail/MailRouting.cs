using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Mail: which conversation, by what mails say of each other and who wrote them (threading.md). One account at a time.</summary>
internal sealed class MailRouting(
    DbTransaction transaction, Dialect dialect, TimeProvider clock, ConversationBook book, IdentityBook identities, MailTokens tokens, string account, AccountRules rules)
{
    private readonly MailTies _ties = new(transaction, dialect, book, account, rules);
    private readonly Dictionary<string, Received> _fresh = [];

    private MailGraph Graph => _ties.Graph;

    /// <summary>Who takes part where, by the mails of this batch.</summary>
    public IEnumerable<MailNode> Nodes => _fresh.Keys.Select(id => Graph.Find(id)!);

    /// <summary>Stored conversations that turned out to be one.</summary>
    public List<(string From, string To)> Joined { get; } = [];

    public async Task RouteAsync(IReadOnlyList<Received> received, CancellationToken cancel)
    {
        var nodes = received.OrderBy(r => r.Row.At).ThenBy(r => r.Row.Id, StringComparer.Ordinal).Select(Fresh).ToList();
        await _ties.StartAsync(await StoredAsync(nodes, cancel), cancel);
        foreach (var node in nodes.Select(WithTokens))
        {
            Graph.Add(node);
            Graph.AddParticipants(node.ConversationId, node.Admits);
        }
        await _ties.SettleAsync(cancel);
        foreach (var node in nodes)
            Place(Graph.Find(node.Id)!, _fresh[node.Id]);
        Joined.AddRange(_ties.Joined);
        await MailSuggestions.SaveAsync(transaction, clock, Graph, _fresh, cancel);
    }

    /// <summary>A new mail as a node in a conversation of its own, until a rule joins it.</summary>
    private MailNode Fresh(Received r)
    {
        _fresh[r.Row.Id] = r;
        var own = book.Make(r, null, identities.PersonOf(r));
        return r.Node!.In(own.Id, rules.Address) with { Content = r.Row.Content };
    }

    /// <summary>The stored mails that new ones name, look like, or carry the token of.</summary>
    private async Task<List<MailNode>> StoredAsync(List<MailNode> nodes, CancellationToken cancel)
    {
        var stored = await _ties.WithAsync(nodes.SelectMany(n => n.Named.Append(n.Own)).OfType<string>().Concat(_fresh.Values.SelectMany(r => r.Refs!.Failed)).ToHashSet(), cancel);
        stored.AddRange(await _ties.Reader.AlikeAsync([.. _fresh.Values.Select(r => r.Row.SubjectKey).OfType<string>().Distinct()], cancel));
        stored.AddRange(await _ties.Reader.RepliesAsync([.. _fresh.Values.SelectMany(r => r.Refs!.Tokens).Select(t => t.ReplyId).Distinct()], cancel));
        return stored;
    }

    /// <summary>The tokens that are really ours; a stranger who carries one joins without being believed.</summary>
    private MailNode WithTokens(MailNode node)
    {
        var valid = new List<MailNode>();
        foreach (var (token, replyId) in _fresh[node.Id].Refs!.Tokens)
            if (Graph.Find(replyId) is { IsOurs: true } reply && reply.People.Any(p => tokens.Verify(token, new(p))))
                valid.Add(reply);
        foreach (var hash in _fresh[node.Id].Refs!.Failed)
            valid.AddRange(Graph.With(hash).Where(n => n.IsOurs && n.Own == hash));
        if (valid.Count == 0)
            return node;
        var known = node.IsOurs || node.IsMachine || valid.Exists(v => v.People.Contains(node.Sender) || Graph.ParticipantsOf(v.ConversationId).Contains(node.Sender));
        return node with { Tokens = [.. valid.Select(v => v.Id).Distinct()], Unverified = !known };
    }

    private void Place(MailNode node, Received r)
    {
        var talk = book[Graph.Root(node.ConversationId)];
        (r.Row.Rule, r.Row.Evidence, r.Row.Confidence) = MailReason.Of(Graph, node, r);
        r.Row.Unverified = node.Unverified;
        r.Row.Content ??= Answered(r)?.Content;
        r.Row.Conflict = node.Own is not null && Graph.With(node.Own).Any(n => n.Own == node.Own && n.Id != node.Id);
        if (talk.Id != node.ConversationId)
            book.Drop(node.ConversationId);
        book.Put(r, Successor(talk, r));
    }

    /// <summary>The campaign's mail that it answers, in whichever conversation that stands.</summary>
    private MailNode? Answered(Received r) =>
        r.Refs!.InReplyTo.Concat(r.Refs.References).Select(i => Graph.With(i.Hash).FirstOrDefault(n => n.Own == i.Hash && Campaign.Is(n.Content?.ExternalId))).FirstOrDefault(n => n is not null);

    /// <summary>The conversation itself, or the one that goes on from it when it was closed too long ago.</summary>
    private Talk Successor(Talk talk, Received r)
    {
        for (var seen = new HashSet<string>(); talk.IsOverFor(r.Row, rules) && seen.Add(talk.Id);)
        {
            var next = book.All.Where(c => c.Continues == talk.Id).Select(book.Root).Where(c => !seen.Contains(c.Id)).MinBy(c => c.Id);
            (r.Row.Rule, r.Row.Evidence) = ("continues", talk.Id);
            if (next is null)
                return book.Make(r, null, identities.PersonOf(r), talk.Id);
            talk = next;
        }
        return talk;
    }
}
