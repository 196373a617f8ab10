using System.Data.Common;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Keeps what looks alike but stands apart, for staff to decide.</summary>
internal static class MailSuggestions
{
    public static Task SaveAsync(DbTransaction transaction, TimeProvider clock, MailGraph graph, IReadOnlyDictionary<string, Received> fresh, CancellationToken cancel) =>
        Rows.RunAsync(
            transaction,
            "insert into related (conversation_id, other_id, relation, evidence, created_at) values (@A, @B, 'suggested', @Subject, @Now) on conflict do nothing",
            [.. graph.Suggestions().Where(s => fresh.ContainsKey(s.A.Id) || fresh.ContainsKey(s.B.Id))
                .Select(s => (A: graph.Root(s.A.ConversationId), B: graph.Root(s.B.ConversationId), s.A.BaseSubject))
                .Select(s => string.CompareOrdinal(s.A, s.B) > 0 ? s : (A: s.B, B: s.A, s.BaseSubject)).Distinct()],
            s => [("A", s.A), ("B", s.B), ("Subject", s.BaseSubject), ("Now", clock.Now())], cancel);
}
