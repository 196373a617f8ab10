using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Reads messages.</summary>
public sealed class Messages(Database database)
{
    /// <summary>The latest messages of a conversation before the cursor, oldest first within the page.</summary>
    public Task<Page<MessageView>> ListAsync(string conversationId, string? before, int limit, CancellationToken cancel) => ListAsync([conversationId], before, limit, cancel);

    /// <summary>The same of several conversations that are one talk.</summary>
    public async Task<Page<MessageView>> ListAsync(IReadOnlyCollection<string> conversationIds, string? before, int limit, CancellationToken cancel)
    {
        if ((string.IsNullOrEmpty(before) ? new Place(long.MaxValue, "") : Place.Read(before)) is not { } place)
            return new([], null);
        limit = Math.Clamp(limit, 1, 200);
        var rows = await database.ListAsync<MessageRow>(
            $"""
            {MessageRow.Select}
            where {(conversationIds.Count == 1 ? "m.conversation_id = @one" : database.Dialect.In("m.conversation_id", "ids"))} and (m.at, m.id) < (@key, @id)
            order by m.at desc, m.id desc
            limit @limit
            """,
            new { one = conversationIds.First(), ids = conversationIds.ToArray(), key = place.Key, id = place.Id, limit = limit + 1 }, cancel);
        var page = await AnsweredReader.ViewsAsync(database, [.. rows.Take(limit).Reverse()], cancel);
        return new(page, rows.Count > limit ? new Place(rows[limit - 1].At, rows[limit - 1].Id).Text : null);
    }

    /// <summary>Some messages by their ids, oldest first; those that are not there are left out.</summary>
    public async Task<IReadOnlyList<MessageView>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        await AnsweredReader.ViewsAsync(
            database, await database.ListAsync<MessageRow>($"{MessageRow.Select} where {database.Dialect.In("m.id", "ids")} order by m.at, m.id", new { ids = ids.ToArray() }, cancel), cancel);

    /// <summary>An outcome that names a message, as one that holds it.</summary>
    internal async Task<Outcome<MessageView>> OfAsync(Outcome<string> outcome, CancellationToken cancel) => outcome switch
    {
        Outcome<string>.Done done => await FindAsync([done.Value], cancel) is [var message, ..] ? new Outcome<MessageView>.Done(message) : new Outcome<MessageView>.NotFound(),
        Outcome<string>.Conflict c => new Outcome<MessageView>.Conflict(c.Reason),
        Outcome<string>.Invalid i => new Outcome<MessageView>.Invalid(i.Reason),
        _ => new Outcome<MessageView>.NotFound(),
    };
}
