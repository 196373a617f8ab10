using System.Data.Common;
using Dapper;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>
/// Which other conversations have to do with one. What mails name each other but did not join, and copies in other accounts, are read from the mails
/// themselves, so the order of arrival cannot lose a link.
/// </summary>
internal static class RelatedReader
{
    public const string Continues = "continues", ContinuedBy = "continuedBy";

    public static async Task<IEnumerable<RelatedConversation>> ListAsync(DbConnection connection, Dialect dialect, string id, CancellationToken cancel)
    {
        Task<IEnumerable<T>> List<T>(string sql, object values) => connection.QueryAsync<T>(new CommandDefinition(sql, values, cancellationToken: cancel));
        var links = (await List<Link>(
            """
            select other_id as Id, relation from related where conversation_id = @id and relation in ('previously', 'suggested')
            union all
            select conversation_id, case relation when 'previously' then 'next' else relation end from related where other_id = @id and relation in ('previously', 'suggested')
            union all
            select a.conversation_id, 'continues' from messages m join messages a on a.id = m.answers_comment
            where m.conversation_id = @id and m.answers_comment is not null and a.conversation_id <> @id
            union all
            select m.conversation_id, 'continuedBy' from messages a join messages m on m.answers_comment = a.id and m.answers_comment is not null
            where a.conversation_id = @id and m.conversation_id <> @id
            """,
            new { id })).ToList();
        var mails = (await List<MailLink>(
            "select account_id as AccountId, message_id as MessageId, mail from messages where conversation_id = @id and mail is not null order by at desc limit 200", new { id })).ToList();
        if (mails.Count > 0)
        {
            var own = mails.Where(m => m.MessageId is not null).Select(m => MailId.Key(MailId.Hash(m.MessageId!))).Distinct().ToArray();
            var named = mails.SelectMany(m => Json.Read<MailHeads>(m.Mail) is { } h ? MailId.Named(h.InReplyTo, h.References) : []).Select(MailId.Hash).Select(MailId.Key).Distinct().ToArray();
            links.AddRange(await List<Link>(
                $"""
                select distinct m.conversation_id as Id, case when m.account_id = @account then 'related' else 'copy' end as Relation
                from (
                  select seq, own from mail_ids where {dialect.In("hash", "own")}
                  union all
                  select seq, false from mail_ids where own and {dialect.In("hash", "named")}
                ) i
                join messages m on m.seq = i.seq
                where m.conversation_id <> @id and (i.own or m.account_id = @account)
                limit 100
                """,
                new { id, account = mails[0].AccountId, own, named }));
        }
        if (links.Count == 0)
            return [];
        var best = links.GroupBy(l => l.Id).ToDictionary(g => g.Key, g => g.MinBy(l => Array.IndexOf(Order, l.Relation))!.Relation);
        return (await List<Other>(
            $"""
            select c.id, c.account_id as AccountId, c.subject, c.channel, coalesce(k.title, c.content_title) as ContentTitle, coalesce(k.url, c.content_url) as ContentUrl
            from conversations c
            left join contents k on k.account_id = c.account_id and k.external_id = c.content_id
            where {dialect.In("c.id", "ids")} and c.merged_into is null
            order by c.id
            """,
            new { ids = best.Keys.ToArray() })).Select(o => new RelatedConversation(
                o.Id, o.AccountId, o.Subject, best[o.Id], o.Channel, o.ContentTitle is null && o.ContentUrl is null ? null : new(o.ContentTitle, o.ContentUrl)));
    }

    private static readonly string[] Order = [Continues, ContinuedBy, "previously", "next", "copy", "suggested", "related"];

    private sealed record Link
    {
        public required string Id { get; init; }
        public required string Relation { get; init; }
    }

    private sealed record MailLink
    {
        public required string AccountId { get; init; }
        public string? MessageId { get; init; }
        public string? Mail { get; init; }
    }

    private sealed record Other
    {
        public required string Id { get; init; }
        public required string AccountId { get; init; }
        public string? Subject { get; init; }
        public required string Channel { get; init; }
        public string? ContentTitle { get; init; }
        public string? ContentUrl { get; init; }
    }
}
