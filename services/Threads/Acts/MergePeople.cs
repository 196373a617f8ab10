using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>A person after a merge.</summary>
public sealed record MergedPeople(string UndoId, PersonView Person);

/// <summary>Says that two people are one. Identities move, histories stay; it can be undone.</summary>
public sealed class MergePeople
{
    /// <summary>The one who stayed, and whom they have become part of since.</summary>
    private const string Kept =
        """
        with recursive kept (id) as (
          select @Value
          union
          select p.merged_into from people p join kept on p.id = kept.id where p.merged_into is not null
        )
        """;

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
                await transaction.RunAsync("update people set merged_into = @keep, merge_act = @id where id = @lose", new { keep = keep.Id, lose = lose.Id, id }, cancel);
                await transaction.RunAsync(
                    "insert into acts (id, conversation_id, kind, staff_id, at, data) values (@id, '', @kind, @staffId, @now, @data)",
                    new { id, kind = ActKinds.MergePeople, staffId, now = clock.Now(), data = Json.Write(data) }, cancel);
            },
            data.Moved, cancel);
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
                var values = new { data.Other, data.Value, ids = data.Moved!.ToArray() };
                await transaction.RunAsync("update people set merged_into = null, merge_act = null where id = @Other", values, cancel);
                // Those that another undo gave back to somebody stay there.
                await transaction.RunAsync($"{Kept} update identities set person_id = @Other where {database.Dialect.In("id", "ids")} and person_id in (select id from kept)", values, cancel);
                // A name that came with those who go is not the others': these are called again what they last called themselves.
                await transaction.RunAsync(
                    $"""
                    {Kept}
                    update people
                    set (name, named_at) = (
                      select coalesce(i.name, i.handle, i.address), i.named_at from identities i where i.person_id = people.id order by i.name is null, i.named_at desc, i.id limit 1
                    )
                    where id in (select id from kept) and exists (select 1 from identities i where i.person_id = people.id)
                      and not exists (select 1 from identities i where i.person_id = people.id and i.name = people.name)
                      and exists (select 1 from identities i where i.person_id = @Other and i.name = people.name and i.named_at = people.named_at and {database.Dialect.In("i.id", "ids")})
                    """,
                    values, cancel);
                await transaction.RunAsync("update acts set undone_at = @now where id = @Id", new { act.Id, now = clock.Now() }, cancel);
            },
            data.Moved!, cancel);
        // Somebody who only ever took part has no conversation of their own to show.
        foreach (var person in new[] { data.Other, data.Value })
            if ((await conversations.ListAsync(new() { PersonId = person, Limit = 1 }, cancel)).Items is [var card, ..])
                return new Outcome<Acted>.Done(new(card, null));
        return new Outcome<Acted>.NotFound();
    }

    /// <summary>Whose conversations a person's are follows from their identities, whoever has these by now.</summary>
    private async Task MoveAsync(Func<System.Data.Common.DbTransaction, Task> move, IReadOnlyList<string> identities, CancellationToken cancel) =>
        announcer.Announce(await database.WriteAsync(
            async transaction =>
            {
                await EveryAccount.HoldAsync(transaction, database.Dialect, cancel);
                var conversations = await transaction.ListAsync<string>(
                    $"select id from conversations where person_id in (select person_id from identities where {database.Dialect.In("id", "ids")}) and merged_into is null",
                    new { ids = identities.ToArray() }, cancel);
                await move(transaction);
                return await rederive.SaveAsync(transaction, conversations, cancel);
            },
            cancel));
}
