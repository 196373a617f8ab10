namespace Inbox.Threads;

/// <summary>Says why a mail stands where it stands, for staff to see: the strongest rule that holds, what was seen, and how sure that is.</summary>
internal static class MailReason
{
    public static (string Rule, string? Evidence, string Confidence) Of(MailGraph graph, MailNode node, Received received)
    {
        var refs = received.Refs!;
        bool Here(MailNode other) => other.Id != node.Id && graph.Root(other.ConversationId) == graph.Root(node.ConversationId);
        if (node.Tokens.Count > 0)
            return ("token", node.Tokens[0], node.Unverified ? "likely" : "certain");
        foreach (var (rule, ids) in new[] { ("in-reply-to", refs.InReplyTo), ("references", refs.References) })
            foreach (var (id, hash) in ids)
                if (graph.With(hash).Any(n => n.Own == hash && Here(n)))
                    return (rule, Short(id), "certain");
        if (node.Own is not null && graph.With(node.Own).Any(n => n.Named.Contains(node.Own) && Here(n)))
            return ("answered-by", Short(received.Row.MessageId!), "certain");
        var named = refs.All.ToList();
        if (named.Find(i => graph.With(i.Hash).Any(Here)).Id is { } sibling)
            return ("siblings", Short(sibling), "likely");
        if (node.Own is not null && graph.With(node.Own).Any(Here))
            return ("same-id", Short(received.Row.MessageId!), "likely");
        if (graph.Alike(node).Any(n => Here(n) && MailRules.LookAlike(n, node)))
            return ("subject", node.BaseSubject, "guess");
        var known = named.Find(i => graph.With(i.Hash).Any(n => n.Id != node.Id && n.Own == i.Hash)).Id;
        return known is null ? ("new", null, "certain") : ("stranger", Short(known), "certain");
    }

    private static string Short(string id) => id.Length <= 200 ? id : id[..200];
}
