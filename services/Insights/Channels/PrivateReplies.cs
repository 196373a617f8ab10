using Inbox.Storage;

namespace Inbox.Insights;

/// <summary>Comments that were given a private reply, and whether it was answered there.</summary>
internal static class PrivateReplies
{
    private static readonly long Week = (long)TimeSpan.FromDays(7).TotalMilliseconds;

    /// <summary>For each account: of the comments given a private reply, those that went on in private; those whose reply was refused; and those to whom it did not get for another reason.</summary>
    public static async Task<IReadOnlyDictionary<string, PrivateCount>> ReadAsync(Database database, ReportScope scope, CancellationToken cancel) =>
        Of(await database.ListAsync<PrivateReply>(
            $"""
            select a.account_id as AccountId, a.id as Comment, coalesce(m.state, '') = 'failed' as Failed, coalesce(m.refused, false) as Refused, exists (
              select 1 from messages p
              where p.conversation_id = m.conversation_id and p.kind = 'message' and p.direction = 'in' and p.automatic is null and p.calls <> 'nothing'
                and p.at > m.at and p.at <= m.at + @Week) as Answered
            from messages m
            join messages a on a.id = m.answers_comment
            where m.answers_comment is not null and m.kind = 'message' and m.at >= @From and m.at < @To and {database.Dialect.In("a.account_id", "accounts")}
            """,
            new { accounts = scope.Accounts.ToArray(), From = scope.Period.Start, To = scope.Period.End, Week }, cancel));

    /// <summary>A comment counts once, however often it was tried.</summary>
    internal static IReadOnlyDictionary<string, PrivateCount> Of(IEnumerable<PrivateReply> replies) =>
        replies.GroupBy(r => r.AccountId).ToDictionary(a => a.Key, a =>
        {
            var comments = a.GroupBy(r => r.Comment).ToList();
            var given = comments.FindAll(c => c.Any(r => !r.Failed));
            var refused = comments.Count(c => c.All(r => r.Failed) && c.Any(r => r.Refused));
            return new PrivateCount(new(given.Count(c => c.Any(r => !r.Failed && r.Answered)), given.Count), refused, comments.Count - given.Count - refused);
        });
}

/// <summary>Comments given a private reply.</summary>
/// <param name="Carried">Of those that got it: those that went on in private.</param>
/// <param name="Refused">Those whose reply the platform would not take.</param>
/// <param name="NotSent">Those whose reply failed on its way, and was not sent again.</param>
internal readonly record struct PrivateCount(Proportion Carried, int Refused, int NotSent);

/// <summary>A private reply to a comment.</summary>
internal sealed record PrivateReply
{
    public required string AccountId { get; init; }
    public required string Comment { get; init; }
    public bool Failed { get; init; }

    /// <summary>Whether it failed because the platform would not take it.</summary>
    public bool Refused { get; init; }
    public bool Answered { get; init; }
}
