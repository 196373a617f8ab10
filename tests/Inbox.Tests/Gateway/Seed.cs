using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Tests.Gateway;

/// <summary>Puts a conversation into the tables, as Threads would have done.</summary>
internal static class Seed
{
    public static async Task<string> ConversationAsync(this GatewayHost host, string accountId, string text = "Where is my parcel?", string name = "Carla")
    {
        var (clock, cancel) = (host.Clock, TestContext.Current.CancellationToken);
        var (person, identity, conversation, message) = (Id.New(clock), Id.New(clock), Id.New(clock), Id.New(clock));
        var at = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var address = $"{conversation[^6..]}@example.net";
        await host.Get<Database>().WriteAsync(
            async transaction =>
            {
                foreach (var sql in (string[])[
                    "insert into people (id, name, created_at) values (@person, @name, @at)",
                    "insert into identities (id, person_id, channel, external_id, name, address, created_at) values (@identity, @person, 'email', @address, @name, @address, @at)",
                    $"insert into people_search (rowid, text) select seq, {host.Get<Database>().Dialect.Words("words")} from identities where id = @identity",
                    """
                    insert into conversations (id, account_id, channel, context, created_at, version, person_id, state, position, waiting_since, subject, preview, visibility, messages)
                    values (@conversation, @accountId, 'email', @conversation, @at, 1, @person, 'waiting', @at, @at, 'Parcel', @text, 'private', 1)
                    """,
                    """
                    insert into messages (id, account_id, conversation_id, kind, direction, visibility, at, arrived_at, identity_id, calls, unverified, version, preview,
                      author_external_id, author_name, author_address, received_at, conflict, text, reply)
                    values (@message, @accountId, @conversation, 'message', 'in', 'private', @at, @at, @identity, 'yes', false, 1, @text, @address, @name, @address, @at, false, @text, @text)
                    """,
                    "insert into participants (conversation_id, address, name, role, verified) values (@conversation, @address, @name, 'from', true)"])
                    await transaction.RunAsync(sql, new { words = SearchText.Fold(name, address), person, identity, conversation, message, name, at, address, accountId, text }, cancel);
            },
            cancel);
        return conversation;
    }

    /// <summary>A further message, hours after the conversation began, as Threads would have stored it.</summary>
    public static Task SayAsync(this GatewayHost host, string conversation, string direction, double hours, string text, string? automatic = null, string? state = null, string? answersComment = null) =>
        host.Get<Database>().WriteAsync(
            async t =>
            {
                var values = new { id = Id.New(host.Clock), conversation, direction, ms = (long)(hours * 3_600_000), text, automatic, state, answersComment };
                await t.RunAsync(
                    """
                    insert into messages (id, account_id, conversation_id, kind, direction, visibility, at, arrived_at, identity_id, automatic, calls, state, answers_comment, unverified, version, preview,
                      received_at, conflict, text, reply)
                    select @id, account_id, id, 'message', @direction, 'private', created_at + @ms, created_at + @ms,
                      (select min(m.identity_id) from messages m where m.conversation_id = conversations.id), @automatic, 'yes', @state, @answersComment, false, 1, @text, created_at + @ms, false, @text, @text
                    from conversations where id = @conversation
                    """,
                    values, TestContext.Current.CancellationToken);
                await t.RunAsync(
                    "update conversations set first_message_at = created_at, last_message_at = (select max(at) from messages where conversation_id = @conversation) where id = @conversation", values,
                    TestContext.Current.CancellationToken);
            },
            TestContext.Current.CancellationToken);
}
