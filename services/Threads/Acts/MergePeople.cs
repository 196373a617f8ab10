using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>A person after a merge.</summary>
public sealed record MergedPeople(string UndoId, PersonView Person);

/// <summary>Says that two people are one. Identities move, histories stay; it can be undone.</summary>
public sealed class MergePeople
{
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly Rederive rederive;
    private readonly People people;
    private readonly Announcer announcer;

    internal MergePeople(Database database, TimeProvider clock, Rederive rederive, People people, Announcer announcer) =>
        (this.database, this.clock, this.rederive, this.people, this.announcer) = (database, clock, rederive, people, announcer);

    public async Task<Outcome<MergedPeople>> RunAsync(string personId, string staffId, string otherId, CancellationToken cancel)
    {
        if (await people.FindAsync(personId, cancel) is not { } keep || await people.FindAsync(otherId, cancel) is not { } lose)
            return new Outcome<MergedPeople>.NotFound();
        if (keep.Id == lose.Id)
            return new Outcome<MergedPeople>.Invalid("They are one person already.");
        var id = Contracts.Id.New(clock);
        var data = new ActData { Other = lose.Id, Value = keep.Id, Moved = [.. lose.Identities.Select(i => i.Id)] };
        await MoveAsync(
            async transaction =>
            {
                await transaction.RunAsync("update identities set person_id = @keep where person_id = @lose", new { keep = keep.Id, lose = lose.Id }, cancel);
                await transaction.RunAsync("update people set merged_into = @keep where id = @lose", new { keep = keep.Id, lose = lose.Id }, cancel);
                await transaction.RunAsync(
                    "insert into acts (id, conversation_id, kind, staff_id, at, data) values (@id, '', @kind, @staffId, @now, @data)",
                    new { id, kind = ActKinds.MergePeople, staffId, now = clock.Now(), data = Json.Write(data) }, cancel);
            },
            lose.Id, cancel);
        return new Outcome<MergedPeople>.Done(new(id, (await people.FindAsync(keep.Id, cancel))!));
    }

    /// <summary>The two are two again; each has the identities that it had then.</summary>
    internal async Task<Outcome<Acted>> UndoAsync(ActRow act, Conversations conversations, CancellationToken cancel)
    {
        if (act.UndoneAt is not null)
            return new Outcome<Acted>.Conflict("It was undone already.");
        var data = Json.Read<ActData>(act.Data)!;
        await MoveAsync(
            async transaction =>
            {
                await transaction.RunAsync("update people set merged_into = null where id = @Other", new { data.Other }, cancel);
                await transaction.RunAsync(
                    $"update identities set person_id = @Other where {database.Dialect.In("id", "ids")}", new { data.Other, ids = data.Moved!.ToArray() }, cancel);
                await transaction.RunAsync("update acts set undone_at = @now where id = @Id", new { act.Id, now = clock.Now() }, cancel);
            },
            data.Value!, cancel);
        var (cards, _) = await conversations.ListAsync(new() { PersonId = data.Other, Limit = 1 }, cancel);
        return cards is [var card, ..] ? new Outcome<Acted>.Done(new(card, null)) : new Outcome<Acted>.NotFound();
    }

    /// <summary>Whose conversations a person's are follows from their identities.</summary>
    private async Task MoveAsync(Func<System.Data.Common.DbTransaction, Task> move, string personId, CancellationToken cancel) =>
        announcer.Announce(await database.WriteAsync(
            async transaction =>
            {
                var conversations = await transaction.ListAsync<string>(
                    "select id from conversations where person_id = @personId and merged_into is null", new { personId }, cancel);
                await move(transaction);
                return await rederive.SaveAsync(transaction, conversations, cancel);
            },
            cancel));
}
