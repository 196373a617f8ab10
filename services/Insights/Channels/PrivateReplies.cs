using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>Comments that were given a private reply, and whether it was answered there.</summary>
internal static class PrivateReplies
{
    private static readonly long Week = (long)TimeSpan.FromDays(7).TotalMilliseconds;

    /// <summary>For each account: of the comments given a private reply, those that went on in private; and those whose reply was refused.</summary>
    public static async Task<IReadOnlyDictionary<string, (Proportion Carried, int Refused)>> ReadAsync(Database database, ReportScope scope, CancellationToken cancel) =>
        Of(await database.ListAsync<PrivateReply>(
            $"""
            select a.account_id as AccountId, a.id as Comment, coalesce(m.state, '') = 'failed' as Refused, exists (
              select 1 from messages p
              where p.conversation_id = m.conversation_id and p.kind = 'message' and p.direction = 'in' and p.automatic is null and p.calls <> 'nothing'
                and p.at > m.at and p.at <= m.at + @Week) as Answered
            from messages m
            join messages a on a.id = m.answers_comment
            where m.answers_comment is not null and m.kind = 'message' and m.at >= @From and m.at < @To and {database.Dialect.In("a.account_id", "accounts")}
            """,
            new { accounts = scope.Accounts.ToArray(), From = scope.Period.Start, To = scope.Period.End, Week }, cancel));

    /// <summary>A comment counts once, however often it was tried.</summary>
    internal static IReadOnlyDictionary<string, (Proportion Carried, int Refused)> Of(IEnumerable<PrivateReply> replies) =>
        replies.GroupBy(r => r.AccountId).ToDictionary(a => a.Key, a =>
        {
            var comments = a.GroupBy(r => r.Comment).ToList();
            var given = comments.FindAll(c => c.Any(r => !r.Refused));
            return (new Proportion(given.Count(c => c.Any(r => !r.Refused && r.Answered)), given.Count), comments.Count - given.Count);
        });
}

/// <summary>A private reply to a comment.</summary>
internal sealed record PrivateReply
{
    public required string AccountId { get; init; }
    public required string Comment { get; init; }
    public bool Refused { get; init; }
    public bool Answered { get; init; }
}
