using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>The platform itself says that whoever commented is whom it calls by another id in direct messages: a verified match, so both are one person.</summary>
internal static class SamePerson
{
    /// <summary>The identity by which direct messages know the person of a conversation; made, or joined to them when nobody else has a claim to it.</summary>
    public static async Task<string> IdentityAsync(DbTransaction transaction, Dialect dialect, TimeProvider clock, Talk talk, string key, BatchChanges changes, CancellationToken cancel)
    {
        var person = talk.PersonId;
        for (string? at = person; at is not null; at = await transaction.OneAsync<string>("select merged_into from people where id = @at", new { at }, cancel))
            person = at;
        var known = await transaction.OneAsync<Known>(
            """
            select i.id, i.person_id as PersonId, p.name, p.named_at as NamedAt from identities i join people p on p.id = i.person_id
            where i.channel = @Channel and i.external_id = @key
            """,
            new { talk.Channel, key }, cancel);
        if (known is null)
            return await MakeAsync(transaction, dialect, clock, talk.Channel, person, key, cancel);
        if (known.PersonId != person)
            await JoinAsync(transaction, clock, talk, known, person, changes, cancel);
        return known.Id;
    }

    private static async Task<string> MakeAsync(DbTransaction transaction, Dialect dialect, TimeProvider clock, string channel, string person, string key, CancellationToken cancel)
    {
        var (id, name) = (Id.New(clock), await transaction.OneAsync<string>("select name from people where id = @person", new { person }, cancel));
        var seq = await transaction.OneAsync<long>(
            """
            insert into identities (id, person_id, channel, external_id, name, created_at)
            values (@id, @person, @channel, @key, @name, @now)
            returning seq
            """,
            new { id, person, channel, key, name, now = clock.Now() }, cancel);
        await PeopleWords.AddAsync(transaction, dialect, [(seq, SearchText.Fold(name, null, null))], cancel);
        return id;
    }

    /// <summary>Somebody who was made for this identity alone, and whom only this account knows, is who commented. Whom staff have said more of, or took apart again, stays apart.</summary>
    private static async Task JoinAsync(DbTransaction transaction, TimeProvider clock, Talk talk, Known known, string person, BatchChanges changes, CancellationToken cancel)
    {
        var values = new { known.PersonId, known.Id, talk.AccountId, person, known.Name, known.NamedAt, Act = Id.New(clock) };
        var others = await transaction.OneAsync<long>(
            """
            select (select count(*) from identities where person_id = @PersonId and id <> @Id) + (select count(*) from conversations where person_id = @PersonId and account_id <> @AccountId)
              + (select count(*) from people where merged_into = @PersonId)
            """,
            values, cancel);
        if (others > 0 || await ProvenPeople.WasUndoneAsync(transaction, known.PersonId, person, cancel))
            return;
        await transaction.RunAsync("update identities set person_id = @person where id = @Id", values, cancel);
        await transaction.RunAsync("update people set merged_into = @person, merge_act = @Act where id = @PersonId", values, cancel);
        await transaction.RunAsync("update people set name = @Name, named_at = @NamedAt where id = @person and named_at < @NamedAt and @Name is not null", values, cancel);
        await transaction.RunAsync(
            "insert into acts (id, conversation_id, kind, at, data) values (@Act, '', @kind, @now, @data)",
            new { values.Act, kind = ActKinds.MergePeople, now = clock.Now(), data = Json.Write(new ActData { Other = known.PersonId, Value = person, Moved = [known.Id] }) }, cancel);
        foreach (var id in await transaction.ListAsync<string>("select id from conversations where person_id = @PersonId and merged_into is null", values, cancel))
            changes.Conversations.Add(id);
    }

    private sealed record Known
    {
        public required string Id { get; init; }
        public required string PersonId { get; init; }
        public string? Name { get; init; }
        public long NamedAt { get; init; }
    }
}
