using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>
/// Joins the people behind names that were proved to be one person's (threading.md, "People"): what is new becomes a name of the person, and two people become one by an
/// act that can be undone, and that is not done again once it was. Runs before the batch, in a transaction of its own: what it finds out is true whatever becomes of the batch.
/// Only a message that is still to be taken up tells: a repeat, or one that was erased meanwhile, would bring names back that an erasure took.
/// </summary>
internal sealed class ProvenPeople(Database database, TimeProvider clock, Rederive rederive)
{
    public async Task<IReadOnlyList<Changed>> JoinAsync(IReadOnlyList<Received> received, CancellationToken cancel)
    {
        var changes = new List<Changed>();
        foreach (var same in received.Where(r => r.Event.KnownAs.Count > 0).GroupBy(r => (r.Event.Channel, IdentityBook.KeyOf(r), string.Join('\n', r.Event.KnownAs))))
            if (!await IsOneAsync(same.First(), cancel))
                changes.AddRange(await database.WriteAsync(transaction => JoinAsync(transaction, [.. same], cancel), cancel));
        return changes;
    }

    /// <summary>Nearly always they are one already: no other writer is kept waiting to find that out.</summary>
    private async Task<bool> IsOneAsync(Received r, CancellationToken cancel)
    {
        foreach (var known in r.Event.KnownAs)
            if (await database.OneAsync<long>(
                """
                select count(*) from identities a join identities b on a.person_id = b.person_id
                where a.channel = @Channel and a.external_id = @Key and b.channel = @OtherChannel and b.external_id = @Other and (b.channel <> a.channel or b.peer is not null)
                """,
                new { r.Event.Channel, Key = IdentityBook.KeyOf(r), OtherChannel = known.Channel, Other = Clean.Text(known.ExternalId) }, cancel) == 0)
                return false;
        return true;
    }

    private async Task<IReadOnlyList<Changed>> JoinAsync(DbTransaction transaction, List<Received> same, CancellationToken cancel)
    {
        await EveryAccount.HoldAsync(transaction, database.Dialect, cancel);
        if (await NewAsync(transaction, same, cancel) is not { } r)
            return [];
        var book = new IdentityBook(database.Dialect, clock);
        await book.NameAsync(transaction, [r], cancel);
        var conversations = new HashSet<string>();
        foreach (var known in r.Event.KnownAs)
        {
            var person = (await FindAsync(transaction, r.Event.Channel, IdentityBook.KeyOf(r), cancel))!.PersonId;
            var other = await FindAsync(transaction, known.Channel, Clean.Text(known.ExternalId), cancel);
            if (other is null)
            {
                await AddAsync(transaction, person, known, r.Contact.Name, cancel);
                await NameAsync(transaction, r, known, cancel);
            }
            else if (other.PersonId == person)
                await NameAsync(transaction, r, known, cancel);
            else if (!await WasUndoneAsync(transaction, other.PersonId, person, cancel))
            {
                conversations.UnionWith(await MergeAsync(transaction, other.PersonId, person, cancel));
                await NameAsync(transaction, r, known, cancel);
            }
        }
        return await rederive.SaveAsync(transaction, [.. conversations], cancel);
    }

    /// <summary>One that is still to be taken up, as it came.</summary>
    private async Task<Received?> NewAsync(DbTransaction transaction, List<Received> same, CancellationToken cancel)
    {
        var stood = (await transaction.ListAsync<string>(
            $"select id from intake where {database.Dialect.In("id", "ids")}", new { ids = same.Select(r => r.Event.EventId).ToArray() }, cancel)).ToHashSet();
        return (await Known.NewAsync(transaction, database.Dialect, same.FindAll(r => stood.Contains(r.Event.EventId)), cancel)).FirstOrDefault(r => !r.MayReturn)?.Anew();
    }

    private static Task<Identity?> FindAsync(DbTransaction transaction, string channel, string externalId, CancellationToken cancel) =>
        transaction.OneAsync<Identity>("select id, person_id as PersonId from identities where channel = @channel and external_id = @externalId", new { channel, externalId }, cancel);

    private async Task AddAsync(DbTransaction transaction, string person, KnownAs known, string? name, CancellationToken cancel)
    {
        var id = Clean.Text(known.ExternalId);
        var address = id.Contains('@', StringComparison.Ordinal) ? id : null;
        var seq = await transaction.OneAsync<long>(
            """
            insert into identities (id, person_id, channel, external_id, name, named_at, address, created_at)
            values (@Id, @person, @Channel, @ExternalId, @Name, 0, @address, @Now)
            returning seq
            """,
            new { Id = Id.New(clock), person, known.Channel, ExternalId = id, Name = Clean.Line(name), address, Now = clock.Now() }, cancel);
        await PeopleWords.AddAsync(transaction, database.Dialect, [(seq, SearchText.Fold(Clean.Line(name), null, address))], cancel);
    }

    /// <summary>Another name of the same chat: conversations are looked for under both.</summary>
    private static Task NameAsync(DbTransaction transaction, Received r, KnownAs known, CancellationToken cancel) =>
        known.Channel != r.Event.Channel
            ? Task.CompletedTask
            : transaction.RunAsync(
                "update identities set peer = @Peer where channel = @Channel and external_id = @ExternalId", new { Peer = IdentityBook.KeyOf(r), known.Channel, ExternalId = Clean.Text(known.ExternalId) }, cancel);

    /// <summary>Staff took the two apart again: they know better, also of whoever has become part of one of them since.</summary>
    internal static async Task<bool> WasUndoneAsync(DbTransaction transaction, string one, string two, CancellationToken cancel)
    {
        var undone = await transaction.ListAsync<string>("select data from acts where conversation_id = '' and kind = @kind and undone_at is not null", new { kind = ActKinds.MergePeople }, cancel);
        if (undone.Count == 0)
            return false;
        var (ones, twos) = (await PartsAsync(transaction, one, cancel), await PartsAsync(transaction, two, cancel));
        return undone.Select(Json.Read<ActData>).Any(
            d => d is { Value: { } kept, Other: { } lost } && (ones.Contains(kept) && twos.Contains(lost) || ones.Contains(lost) && twos.Contains(kept)));
    }

    /// <summary>A person and all who became part of them.</summary>
    private static async Task<HashSet<string>> PartsAsync(DbTransaction transaction, string person, CancellationToken cancel) =>
        [.. await transaction.ListAsync<string>(
            """
            with recursive part (id) as (
              select @person
              union
              select p.id from people p join part on p.merged_into = part.id
            )
            select id from part
            """,
            new { person }, cancel)];

    /// <summary>The one who was known longer by that name stays. The conversations to derive anew.</summary>
    private async Task<List<string>> MergeAsync(DbTransaction transaction, string keep, string lose, CancellationToken cancel)
    {
        var act = Id.New(clock);
        var moved = await transaction.ListAsync<string>("select id from identities where person_id = @lose", new { lose }, cancel);
        var conversations = await transaction.ListAsync<string>("select id from conversations where person_id in (@keep, @lose) and merged_into is null", new { keep, lose }, cancel);
        await transaction.RunAsync("update identities set person_id = @keep where person_id = @lose", new { keep, lose }, cancel);
        await transaction.RunAsync("update people set merged_into = @keep, merge_act = @act where id = @lose", new { keep, lose, act }, cancel);
        await transaction.RunAsync(
            "insert into acts (id, conversation_id, kind, at, data) values (@id, '', @kind, @now, @data)",
            new { id = act, kind = ActKinds.MergePeople, now = clock.Now(), data = Json.Write(new ActData { Other = lose, Value = keep, Moved = moved }) }, cancel);
        return conversations;
    }

    private sealed record Identity
    {
        public required string Id { get; init; }
        public required string PersonId { get; init; }
    }
}
