namespace Inbox.Threads;

/// <summary>
/// Mails and the ids that tie them, as far as a batch needs them. Joins conversations until no rule joins any more: the least fixed point, which does not
/// depend on the order.
/// </summary>
internal sealed class MailGraph(IReadOnlySet<(string, string)> apart, Func<string, string> origin, bool joinBySubject)
{
    private readonly Dictionary<string, MailNode> _nodes = [];
    private readonly Dictionary<string, List<MailNode>> _byHash = [];
    private readonly Dictionary<string, List<MailNode>> _bySubject = [];
    private readonly Dictionary<string, string> _joined = [];
    private readonly Dictionary<string, List<string>> _members = [];
    private readonly Dictionary<string, HashSet<string>> _participants = [];
    private readonly HashSet<string> _stored = [];

    public IEnumerable<MailNode> Nodes => _nodes.Values;

    /// <summary>A conversation that is stored already: it keeps its id when a new one joins it.</summary>
    public void Keep(string conversationId) => _stored.Add(conversationId);

    /// <summary>Who takes part in a conversation.</summary>
    public void AddParticipants(string conversationId, IEnumerable<string> addresses) => Participants(conversationId).UnionWith(addresses);

    public bool Add(MailNode node)
    {
        if (!_nodes.TryAdd(node.Id, node))
            return false;
        foreach (var hash in node.Named.Append(node.Own).OfType<string>().Distinct())
            Bucket(_byHash, hash).Add(node);
        if (node.BaseSubject.Length > 0 && !node.IsOurs)
            Bucket(_bySubject, SubjectKey(node)).Add(node);
        return true;
    }

    public MailNode? Find(string id) => _nodes.GetValueOrDefault(id);

    public IReadOnlyList<MailNode> With(string hash) => _byHash.GetValueOrDefault(hash) ?? [];

    /// <summary>Mails of the same author under the same subject.</summary>
    public IReadOnlyList<MailNode> Alike(MailNode node) => node.IsOurs ? [] : _bySubject.GetValueOrDefault(SubjectKey(node)) ?? [];

    /// <summary>The conversation that a conversation is part of by now.</summary>
    public string Root(string conversationId)
    {
        while (_joined.TryGetValue(conversationId, out var next))
            conversationId = next;
        return conversationId;
    }

    /// <summary>All conversations that are part of one.</summary>
    public IReadOnlyList<string> Members(string root) => _members.GetValueOrDefault(root) ?? [root];

    public IReadOnlySet<string> ParticipantsOf(string conversationId) => Participants(Root(conversationId));

    /// <summary>Applies every rule until none joins anything any more.</summary>
    public void Settle()
    {
        bool changed;
        do
        {
            changed = false;
            foreach (var node in _nodes.Values)
                changed |= Tie(node);
        }
        while (changed);
    }

    /// <summary>Mails that look alike but stand apart: for staff to decide.</summary>
    public IEnumerable<(MailNode A, MailNode B)> Suggestions() =>
        from alike in _bySubject.Values
        where alike.Exists(m => !IsOne(m, alike[0])) // Nearly always they are one conversation, and there is no pair to look at.
        from i in Enumerable.Range(0, alike.Count)
        from j in Enumerable.Range(i + 1, alike.Count - i - 1)
        let a = alike[i]
        let b = alike[j]
        where !IsOne(a, b) && !AreApart(Root(a.ConversationId), Root(b.ConversationId)) && MailRules.LookAlike(a, b)
        select (a, b);

    private bool Tie(MailNode node)
    {
        var changed = false;
        foreach (var reply in node.Tokens)
            if (_nodes.TryGetValue(reply, out var ours))
                changed |= Join(node, ours);
        foreach (var hash in node.Named)
            foreach (var other in With(hash))
                if (!IsOne(node, other) && (other.Own == hash ? Follows(node, other) : Siblings(node, other)))
                    changed |= Join(node, other);
        // Another mail with the same Message-ID.
        if (node.Own is not null)
            foreach (var other in With(node.Own))
                if (other.Own == node.Own && !IsOne(node, other) && Siblings(node, other))
                    changed |= Join(node, other);
        if (joinBySubject)
            foreach (var other in Alike(node))
                if (!IsOne(node, other) && MailRules.LookAlike(node, other))
                    changed |= Join(node, other);
        return changed;
    }

    private bool Follows(MailNode child, MailNode parent) => MailRules.Follows(child, parent, ParticipantsOf(parent.ConversationId));

    private bool Siblings(MailNode a, MailNode b) => MailRules.AreSiblings(a, ParticipantsOf(a.ConversationId), b, ParticipantsOf(b.ConversationId));

    private bool IsOne(MailNode a, MailNode b) => Root(a.ConversationId) == Root(b.ConversationId);

    /// <summary>Joins two conversations under the older one's id, unless they are to stay two.</summary>
    private bool Join(MailNode a, MailNode b)
    {
        var (one, two) = (Root(a.ConversationId), Root(b.ConversationId));
        if (one == two || AreApart(one, two))
            return false;
        var (keep, lose) = IsOlder(one, two) ? (one, two) : (two, one);
        _joined[lose] = keep;
        _members[keep] = [.. Members(keep), .. Members(lose)];
        Participants(keep).UnionWith(Participants(lose));
        return true;
    }

    /// <summary>Staff said that they are two, or one goes on from the other, however many stand between.</summary>
    private bool AreApart(string one, string two) => Members(one).Any(x => Members(two).Any(y => apart.Contains((x, y)) || apart.Contains((y, x)) || origin(x) == origin(y)));

    private bool IsOlder(string one, string two) => _stored.Contains(one) == _stored.Contains(two) ? string.CompareOrdinal(one, two) < 0 : _stored.Contains(one);

    private HashSet<string> Participants(string conversationId) =>
        _participants.TryGetValue(conversationId, out var found) ? found : _participants[conversationId] = [];

    private static string SubjectKey(MailNode node) => $"{node.Sender}\n{node.BaseSubject}";

    private static List<MailNode> Bucket(Dictionary<string, List<MailNode>> buckets, string key) => buckets.TryGetValue(key, out var list) ? list : buckets[key] = [];
}
