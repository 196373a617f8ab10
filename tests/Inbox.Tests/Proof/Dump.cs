using System.Text;
using Inbox.Storage;

namespace Inbox.Tests.Proof;

/// <summary>Everything that staff could see, in an order and with names that do not depend on how it came about.</summary>
internal static class Dump
{
    public static async Task<string> OfAsync(Database database)
    {
        var text = new StringBuilder();
        var accounts = await database.ListAsync<string>("select id from accounts", null, ProofHost.Cancel);
        foreach (var (title, sql) in Parts)
        {
            var lines = await database.ListAsync<string>(sql, null, ProofHost.Cancel);
            text.AppendLine(title).AppendJoin('\n', lines.Select(l => accounts.Aggregate(l, (line, id) => line.Replace(id, "its account", StringComparison.Ordinal))).Order(StringComparer.Ordinal)).AppendLine();
        }
        return text.ToString();
    }

    /// <summary>The first lines that differ.</summary>
    public static string Differences(string one, string other)
    {
        var (a, b) = (one.Split('\n'), other.Split('\n'));
        var (missing, more) = (a.Except(b).ToList(), b.Except(a).ToList());
        return $"{missing.Count} lines are missing and {more.Count} are there instead:\n- {string.Join("\n- ", missing.Take(8))}\n+ {string.Join("\n+ ", more.Take(8))}";
    }

    // A conversation is named by its account's channel and its context, of which one may have several after another: the time of the first message tells them apart.
    private const string Conversation = "(c.channel || ' ' || c.context || ' ' || coalesce(cast(c.first_message_at as text), ''))";

    private static readonly (string Title, string Sql)[] Parts =
    [
        ("conversations", $"""
            select {Conversation} || ' | ' || i.channel || ':' || i.external_id || ' ' || coalesce(p.name, '') || ' | ' || c.state || ' ' || cast(c.position as text) || ' w' || coalesce(cast(c.waiting_since as text), '') || ' e' || coalesce(cast(c.episode_end as text), '')
              || ' | ' || c.preview || ' | ' || c.visibility || ' ' || coalesce(c.content_id, '') || ' ' || coalesce(c.content_url, '') || ' ' || coalesce(c.content_title, '') || ' | ' || cast(c.messages as text) || ' ' || coalesce(cast(c.last_message_at as text), '')
            from conversations c
            join people p on p.id = c.person_id
            left join identities i on i.person_id = p.id
            where c.merged_into is null
            """),
        ("messages", $"""
            select {Conversation} || ' | ' || cast(row_number() over (partition by m.conversation_id order by m.at, m.id) as text) || '. ' || cast(m.at as text) || ' ' || m.kind || ' ' || m.direction || ' ' || m.visibility || ' ' || coalesce(m.external_id, '') || ' > ' || coalesce(m.parent_external_id, '') || ' | ' || coalesce(m.author_external_id, '') || ' ' || coalesce(m.author_name, '')
              || ' | ' || coalesce(m.state, '') || ' ' || coalesce(m.error, '') || ' d' || coalesce(cast(m.deleted_at as text), '') || ' e' || coalesce(cast(m.edited_at as text), '') || ' | ' || m.text || ' | ' || m.calls || ' ' || coalesce(m.external_key, '')
            from messages m
            join conversations c on c.id = m.conversation_id
            where c.merged_into is null
            """),
        ("asks", $"""
            select {Conversation} || ' | ' || cast(a.asked_at as text) || ' > ' || coalesce(cast(a.answered_at as text), '') || ' ' || coalesce(cast(a.withdrawn_at as text), '') || ' ' || cast(cast(a.first as integer) as text) || ' ' || coalesce(cast(a.working_ms as text), '') || ' ' || coalesce(a.answered_by, '')
            from asks a
            join conversations c on c.id = a.conversation_id
            """),
        ("people", """
            select i.channel || ':' || case when i.external_id like 'unknown:%' then 'unknown' else i.external_id end || ' ' || coalesce(i.name, '') || ' ' || coalesce(i.handle, '') || ' ' || coalesce(i.address, '') || ' ' || coalesce(p.name, '') || ' ' || case when p.merged_into is null then '' else 'merged' end
            from identities i
            join people p on p.id = i.person_id
            """),
        ("set aside", "select reason from quarantine"),
    ];
}
