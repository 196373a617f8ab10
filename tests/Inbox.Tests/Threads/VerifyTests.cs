using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

public sealed class VerifyTests
{
    /// <summary>Every derived column, with another value than it has.</summary>
    private static readonly (string Table, string Column, string Wrong)[] Wrongs =
    [
        ("conversations", "person_id", "'nobody'"), ("conversations", "state", "'open'"), ("conversations", "position", "position + 1"), ("conversations", "waiting_since", "null"),
        ("conversations", "closed_at", "1"), ("conversations", "snoozed_until", "1"), ("conversations", "episode_end", "episode_end + 1"), ("conversations", "subject", "'Another'"),
        ("conversations", "preview", "'Another'"), ("conversations", "visibility", "'private'"), ("conversations", "content_id", "null"), ("conversations", "content_url", "'https://else.example'"),
        ("conversations", "content_title", "'Another'"), ("conversations", "first_message_at", "1"), ("conversations", "last_message_at", "null"), ("conversations", "messages", "messages + 1"), ("conversations", "priority", "'urgent'"),
        ("conversations", "near_at", "1"), ("conversations", "target_at", "1"), ("asks", "due_at", "7"),
        ("asks", "id", "'nothing'"), ("asks", "conversation_id", "'nowhere'"), ("asks", "account_id", "'another'"), ("asks", "asked_at", "asked_at - 1"), ("asks", "answered_at", "1"),
        ("asks", "dismissed_at", "1"), ("asks", "withdrawn_at", "1"), ("asks", "first", "not first"), ("asks", "answered_by", "'bob'"), ("asks", "answer_id", "'nothing'"), ("asks", "owner", "'bob'"),
        ("asks", "working_ms", "7"), ("asks", "in_hours", "in_hours is null"), ("messages", "conversation_id", "'nowhere'"),
    ];

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Whatever_does_not_follow_from_the_messages_is_found(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var page = await desk.AddAccountAsync("page");
        await desk.ApplyAsync(desk.Comment(page, "1", "ann", title: "New shop"));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
        foreach (var (table, column, wrong) in Wrongs)
        {
            var difference = await WithAsync(desk, $"update {table} set {column} = {wrong}");
            Assert.True(difference.Count > 0, $"{table}.{column} may be wrong");
        }
        Assert.NotEmpty(await WithAsync(desk, "delete from messages"));
        Assert.NotEmpty(await WithAsync(desk, "delete from asks"));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    /// <summary>The table above names every column that is derived: a new one must be added.</summary>
    [Fact]
    public async Task Every_derived_column_is_looked_at()
    {
        await using var desk = await Desk.OpenAsync();
        string[] given = ["id", "account_id", "channel", "context", "merged_into", "continues", "assignee", "who", "why", "nature", "also", "topic", "outcome", "amount", "sentiment", "language", "created_at", "version"];
        foreach (var (table, free) in new[] { ("conversations", given), ("asks", []) })
            Assert.Equal(
                (await desk.Database.ListAsync<string>("select name from pragma_table_info(@table) order by name", new { table }, Desk.Stop)).Except(free),
                Wrongs.Where(w => w.Table == table).Select(w => w.Column).Order(StringComparer.Ordinal));
    }

    /// <summary>What verify finds after a statement, which is taken back then.</summary>
    private static async Task<IReadOnlyList<Difference>> WithAsync(Desk desk, string sql)
    {
        string[] tables = ["conversations", "asks", "messages"];
        foreach (var table in tables)
            await desk.Database.WriteAsync(t => t.RunAsync($"create table kept_{table} as select * from {table}", null, Desk.Stop), Desk.Stop);
        await desk.Database.WriteAsync(t => t.RunAsync(sql, null, Desk.Stop), Desk.Stop);
        var found = await desk.Get<Verify>().RunAsync(Desk.Stop);
        foreach (var table in tables)
            await desk.Database.WriteAsync(
                async t =>
                {
                    await t.RunAsync($"delete from {table}", null, Desk.Stop);
                    await t.RunAsync($"insert into {table} {(desk.Database.Dialect.Name == "postgres" ? "overriding system value" : "")} select * from kept_{table}", null, Desk.Stop);
                    await t.RunAsync($"drop table kept_{table}", null, Desk.Stop);
                },
                Desk.Stop);
        return found;
    }
}
