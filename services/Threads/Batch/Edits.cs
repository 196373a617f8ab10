using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Edits and failed deliveries, before or after the message itself: of two edits the later wins, of one time the one whose body sorts last. For deletions see <see cref="Standings"/>.</summary>
internal static class Edits
{
    private const string Edit = "edit", Failed = "failed";

    public static Task ApplyAsync(DbTransaction transaction, Dialect dialect, MessageEdited e, BatchChanges changes, CancellationToken cancel) =>
        ApplyAsync(transaction, dialect, e.AccountId, Clean.Text(e.TargetExternalId), Edit, e.EditedAt.ToUnixTimeMilliseconds(), e.Body, changes, cancel);

    public static Task ApplyAsync(DbTransaction transaction, Dialect dialect, DeliveryFailed e, BatchChanges changes, CancellationToken cancel) =>
        ApplyAsync(transaction, dialect, e.AccountId, Clean.Text(e.TargetExternalId), Failed, e.FailedAt.ToUnixTimeMilliseconds(), new(e.Error, ""), changes, cancel);

    /// <summary>Keeps a failure that came under an id which an erased message had: who gives each reply the same may say next whose it is. Neither the id nor the words are written down.</summary>
    public static Task KeepAsync(DbTransaction transaction, DeliveryFailed e, CancellationToken cancel) => transaction.RunAsync(
        "insert into early (account_id, external_id, kind, at, body) values (@AccountId, @hash, 'failed', @at, @body) on conflict do nothing",
        new
        {
            e.AccountId,
            hash = Forgotten.Hash(Clean.Text(e.TargetExternalId)),
            at = e.FailedAt.ToUnixTimeMilliseconds(),
            body = Json.Write(new MessageBody("It did not arrive. Why was not kept: an erased message had the same id.", "")),
        }, cancel);

    /// <summary>Gives new messages what came before them.</summary>
    public static async Task EarlyAsync(DbTransaction transaction, Dialect dialect, IReadOnlyList<Received> received, CancellationToken cancel)
    {
        foreach (var account in received.Where(r => r.Row.ExternalId is not null).GroupBy(r => r.Event.AccountId))
        {
            var early = (await transaction.ListAsync<EarlyRow>(
                $"select external_id as ExternalId, kind, at, body from early where account_id = @account and {dialect.In("external_id", "ids")}",
                new { account = account.Key, ids = account.Select(r => r.Row.ExternalId!).Distinct().ToArray() }, cancel)).ToLookup(e => e.ExternalId);
            foreach (var r in account)
                foreach (var e in early[r.Row.ExternalId!])
                    Change(r.Row, e);
        }
    }

    private static async Task ApplyAsync(
        DbTransaction transaction, Dialect dialect, string account, string target, string kind, long at, MessageBody? body, BatchChanges changes, CancellationToken cancel)
    {
        // Kept for ever: the message may come later, or once more.
        var kept = await transaction.RunAsync(
            """
            insert into early (account_id, external_id, kind, at, body)
            values (@account, @target, @kind, @at, @body)
            on conflict (account_id, external_id, kind) do update set at = excluded.at, body = excluded.body
            where @kind = 'edit' and (excluded.at > early.at or excluded.at = early.at and excluded.body > early.body)
            """,
            new { account, target, kind, at, body = body is null ? null : Clean.Text(Json.Write(body)) }, cancel);
        if (kind == Edit && kept == 0)
            return;
        await ChangeAsync(transaction, dialect, account, new() { ExternalId = target, Kind = kind, At = at, Body = body is null ? null : Json.Write(body) }, changes, cancel);
    }

    /// <summary>Gives a reply whose id on the platform is known only now what came for it before.</summary>
    public static async Task EarlyAsync(DbTransaction transaction, Dialect dialect, string account, string externalId, BatchChanges changes, CancellationToken cancel)
    {
        foreach (var e in await transaction.ListAsync<EarlyRow>(
            "select external_id as ExternalId, kind, at, body from early where account_id = @account and external_id in (@externalId, @hash)", new { account, externalId, hash = Forgotten.Hash(externalId) }, cancel))
            await ChangeAsync(transaction, dialect, account, e with { ExternalId = externalId }, changes, cancel);
        await Standings.AgainAsync(transaction, account, externalId, changes, cancel);
    }

    private static async Task ChangeAsync(DbTransaction transaction, Dialect dialect, string account, EarlyRow change, BatchChanges changes, CancellationToken cancel)
    {
        if (change.Kind == Failed && await ReplyParts.FailAsync(transaction, account, change.ExternalId, change.At, cancel) is { } reply)
            await FailAsync(transaction, reply, change, changes, cancel);
        foreach (var m in await transaction.ListAsync<Target>(
            $"{Target.Select} where account_id = @account and external_id = @ExternalId and message_id is null", new { account, change.ExternalId }, cancel))
        {
            if (change.Kind == Failed)
                await FailAsync(transaction, m.Id, change, changes, cancel);
            else if (change.Kind == Edit && await EditAsync(transaction, dialect, m, change.At, Json.Read<MessageBody>(change.Body)!, cancel) > 0)
                await SeenAsync(transaction, m, changes, cancel);
        }
    }

    /// <summary>Whoever answers must have seen what changed.</summary>
    internal static async Task SeenAsync(DbTransaction transaction, Target m, BatchChanges changes, CancellationToken cancel)
    {
        await transaction.RunAsync(
            "update messages set version = (select c.version + 1 from conversations c where c.id = @ConversationId) where id = @Id and direction = 'in'", m, cancel);
        changes.Message(m.ConversationId, m.Id);
    }

    /// <summary>As after a bounce: the reply is red, with the reason, and its ask waits again.</summary>
    private static async Task FailAsync(DbTransaction transaction, string id, EarlyRow change, BatchChanges changes, CancellationToken cancel)
    {
        var error = Json.Read<MessageBody>(change.Body)!.Text;
        var reply = await transaction.OneAsync<ReplyRow>($"{ReplyRow.Select} where id = @id and state is not null and bounced_at is null", new { id }, cancel);
        if (reply is null)
            return;
        await transaction.RunAsync("update messages set state = 'failed', error = @error, bounced_at = @At, due_at = null, refused = @refused where id = @id", new { id, error, change.At, refused = true }, cancel);
        changes.Reply(reply, ReplyState.Failed, error);
    }

    private static async Task<int> EditAsync(DbTransaction transaction, Dialect dialect, Target m, long at, MessageBody body, CancellationToken cancel)
    {
        var row = Texts(body, m.Direction);
        if (row.Attachments is not null)
            await Copies.NoteAsync(transaction, m.Id, cancel);
        var changed = await transaction.RunAsync(
            """
            update messages
            set text = @Text, reply = @Reply, html = @Html, preview = @Preview, calls = @Calls, attachments = coalesce(@Attachments, attachments), saved_parts = @saved, edited_at = @at
            where id = @Id and (edited_at is null or edited_at <= @at)
            """,
            new { m.Id, at, saved = m.SavedParts is null ? null : SavedParts.Write(SavedParts.Again(m.Reply, m.SavedParts, row.Reply)), row.Text, row.Reply, row.Html, row.Preview, row.Calls, row.Attachments }, cancel);
        if (changed > 0)
        {
            await transaction.RunAsync("delete from search where rowid = (select seq from messages where id = @Id)", new { m.Id }, cancel);
            await transaction.RunAsync(
                $"insert into search (rowid, text) select seq, {dialect.Words("words")} from messages where id = @Id",
                new { m.Id, words = SearchText.OfMessage(m.AccountId, m.Subject, new(null, m.AuthorName, m.AuthorHandle, m.AuthorAddress), row.Reply.Length > 0 ? row.Reply : row.Text) }, cancel);
        }
        return changed;
    }

    private static void Change(NewMessage row, EarlyRow early)
    {
        if (early.Kind == Failed || Standings.Change(row, early))
            return; // only replies of ours can fail
        var texts = Texts(Json.Read<MessageBody>(early.Body)!, row.Direction);
        (row.Text, row.Reply, row.Html, row.Preview, row.Calls, row.EditedAt) = (texts.Text, texts.Reply, texts.Html, texts.Preview, texts.Calls, early.At);
        row.Attachments = texts.Attachments ?? row.Attachments;
    }

    private static (string Text, string Reply, string? Html, string Preview, string Calls, string? Attachments) Texts(MessageBody body, string direction)
    {
        var (text, reply) = (Clean.Text(body.Text), Clean.Text(body.Reply));
        var said = reply.Length > 0 ? reply : text;
        return (
            text, reply, Clean.Line(body.Html), Clean.Preview(said), Courtesy.Of(body, said, direction == "out"),
            body.Attachments is { Count: > 0 } files ? Json.Write(files) : null);
    }

    internal sealed record EarlyRow
    {
        public required string ExternalId { get; init; }
        public required string Kind { get; init; }
        public long At { get; init; }
        public string? Body { get; init; }
    }

    internal sealed record Target
    {
        public const string Select = """
            select id, account_id as AccountId, conversation_id as ConversationId, direction, subject, author_name as AuthorName, author_handle as AuthorHandle, author_address as AuthorAddress,
              reply, saved_parts as SavedParts
            from messages
            """;

        public required string Id { get; init; }
        public required string AccountId { get; init; }
        public required string ConversationId { get; init; }
        public required string Direction { get; init; }
        public string? Subject { get; init; }
        public string? AuthorName { get; init; }
        public string? AuthorHandle { get; init; }
        public string? AuthorAddress { get; init; }
        public required string Reply { get; init; }

        /// <summary>Where saved replies stand in it.</summary>
        public string? SavedParts { get; init; }
    }
}
