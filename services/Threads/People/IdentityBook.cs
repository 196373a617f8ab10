using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Finds the identities behind messages and makes those that are new, each with a person of its own: only staff or a verified match join people.</summary>
internal sealed class IdentityBook(Dialect dialect, TimeProvider clock)
{
    private readonly Dictionary<(string Channel, string ExternalId), Known> _known = [];
    private readonly Dictionary<(string Channel, string Peer), List<string>> _also = [];

    /// <summary>Gives every message the identity of the person on the other side.</summary>
    public async Task NameAsync(DbTransaction transaction, IReadOnlyList<Received> received, CancellationToken cancel)
    {
        await LoadAsync(transaction, received, cancel);
        var former = received.Where(r => r.Event.Formerly is not null && !_known.ContainsKey((r.Event.Channel, KeyOf(r)))).DistinctBy(r => (r.Event.Channel, KeyOf(r))).ToList();
        foreach (var r in former)
            if (await FormerNames.TakeAsync(transaction, r, cancel))
                await LoadAsync(transaction, [r], cancel);
        await AddAsync(transaction, [.. received.Where(r => !_known.ContainsKey((r.Event.Channel, KeyOf(r)))).DistinctBy(r => (r.Event.Channel, KeyOf(r)))], cancel);
        foreach (var r in received)
            r.Row.IdentityId = _known[(r.Event.Channel, KeyOf(r))].Id;
        await RenameAsync(transaction, received.Select(r => ((r.Event.Channel, KeyOf(r)), r.Contact, At(r))), cancel);
    }

    /// <summary>Takes up what platforms said when they were asked who somebody is; who is not known is left out. Those who are called otherwise now.</summary>
    public async Task<IReadOnlyCollection<string>> SeenAsync(DbTransaction transaction, IReadOnlyList<PersonSeen> seen, CancellationToken cancel)
    {
        var told = seen.Where(s => Addresses.Key(s.Person) is not null).Select(s => (Key: (s.Channel, ExternalId: Addresses.Key(s.Person)!), s.Person, At: s.SeenAt.ToUnixTimeMilliseconds())).ToList();
        await FindAsync(transaction, told.Select(t => t.Key), cancel);
        return await RenameAsync(transaction, told.Where(t => _known.ContainsKey(t.Key)), cancel);
    }

    private async Task LoadAsync(DbTransaction transaction, IReadOnlyList<Received> received, CancellationToken cancel)
    {
        await FindAsync(transaction, received.Select(r => (r.Event.Channel, KeyOf(r))), cancel);
        foreach (var channel in received.Where(r => r.Event.Mail is null).GroupBy(r => r.Event.Channel))
            foreach (var also in (await transaction.ListAsync<Known>(
                $"select id, person_id as PersonId, channel, external_id as ExternalId, peer from identities where channel = @channel and {dialect.In("peer", "peers")}",
                new { channel = channel.Key, peers = channel.Select(PeerOf).Distinct().ToArray() }, cancel)).GroupBy(k => k.Peer!))
                _also[(channel.Key, also.Key)] = [.. also.Select(k => k.ExternalId)];
    }

    private async Task FindAsync(DbTransaction transaction, IEnumerable<(string Channel, string ExternalId)> wanted, CancellationToken cancel)
    {
        foreach (var channel in wanted.GroupBy(w => w.Channel))
            foreach (var row in await transaction.ListAsync<Known>(
                $"""
                select i.id, i.peer, i.channel, i.external_id as ExternalId, i.person_id as PersonId, i.name, i.named_at as NamedAt, i.handle, i.handle_at as HandleAt, i.address, i.address_at as AddressAt
                from identities i
                where i.channel = @channel and {dialect.In("i.external_id", "ids")}
                """,
                new { channel = channel.Key, ids = channel.Select(w => w.ExternalId).Distinct().ToArray() }, cancel))
                _known[(row.Channel, row.ExternalId)] = row;
    }

    /// <summary>The name by which conversations with the person on the other side are made.</summary>
    public string PeerOf(Received received) => _known.GetValueOrDefault((received.Event.Channel, KeyOf(received)))?.Peer ?? KeyOf(received);

    /// <summary>All names under which they may stand, that one first.</summary>
    public IEnumerable<string> PeersOf(Received received) => _also.GetValueOrDefault((received.Event.Channel, PeerOf(received)), []).Prepend(PeerOf(received));

    /// <summary>The person behind an identity of this batch.</summary>
    public string PersonOf(Received received) => _known[(received.Event.Channel, KeyOf(received))].PersonId;

    /// <summary>All who give no name at all are one unknown person of their account.</summary>
    public static string KeyOf(Received received) => Addresses.Key(received.Contact) ?? $"unknown:{received.Event.AccountId}";

    /// <summary>When it was told what somebody is called; what our side says of them counts as told at no time.</summary>
    private static long At(Received r) => r.Event.Direction == Direction.In ? r.Row.At : 0;

    /// <summary>Everybody is called what they last called themselves, in whatever order that came in; what our side calls them counts until then. The same for handle and address.</summary>
    private async Task<IReadOnlyCollection<string>> RenameAsync(DbTransaction transaction, IEnumerable<((string, string) Key, Party Person, long At)> told, CancellationToken cancel)
    {
        var (changed, before) = (new Dictionary<string, Known>(), new Dictionary<string, Known>());
        foreach (var (key, person, at) in told)
        {
            var (was, now) = (_known[key], _known[key].With(person, at));
            if (now == was)
                continue;
            before.TryAdd(was.Id, was);
            changed[was.Id] = _known[key] = now;
        }
        await Rows.RunAsync(
            transaction, "update identities set name = @Name, named_at = @NamedAt, handle = @Handle, handle_at = @HandleAt, address = @Address, address_at = @AddressAt where id = @Id", [.. changed.Values],
            k => [("Id", k.Id), ("Name", k.Name), ("NamedAt", k.NamedAt), ("Handle", k.Handle), ("HandleAt", k.HandleAt), ("Address", k.Address), ("AddressAt", k.AddressAt)], cancel);
        await PeopleWords.ChangeAsync(transaction, dialect, [.. changed.Values.Where(k => k.Words != before[k.Id].Words).Select(k => KeyValuePair.Create(k.Id, k.Words))], cancel);
        await Rows.RunAsync(
            transaction, "update people set name = @Name, named_at = @At where id = @Id and named_at <= @At", [.. changed.Values.Where(k => k.Name is not null)],
            k => [("Id", k.PersonId), ("Name", k.Name), ("At", k.NamedAt)], cancel);
        // Who never gave a name is called by what else is known of them.
        await Rows.RunAsync(
            transaction, "update people set name = @Name where id = @Id and named_at = 0 and not exists (select 1 from identities i where i.person_id = @Id and i.name is not null)",
            [.. changed.Values.Where(k => k.Name is null)], k => [("Id", k.PersonId), ("Name", k.Handle ?? k.Address)], cancel);
        return [.. changed.Values.Select(k => k.PersonId).Distinct()];
    }

    private async Task AddAsync(DbTransaction transaction, IReadOnlyList<Received> fresh, CancellationToken cancel)
    {
        var rows = fresh.Select(r => Known.Of(r, Id.New(clock), Id.New(clock))).ToList();
        await Rows.RunAsync(
            transaction, "insert into people (id, name, named_at, created_at) values (@Id, @Name, @NamedAt, @At)", rows,
            k => [("Id", k.PersonId), ("Name", k.Name ?? k.Handle ?? k.Address), ("NamedAt", k.NamedAt), ("At", clock.Now())], cancel);
        var seqs = await Rows.RunAsync(
            transaction,
            """
            insert into identities (id, person_id, channel, external_id, name, named_at, handle, handle_at, address, address_at, created_at)
            values (@Id, @Person, @Channel, @ExternalId, @Name, @NamedAt, @Handle, @HandleAt, @Address, @AddressAt, @At)
            returning seq
            """,
            rows,
            k =>
            [
                ("Id", k.Id), ("Person", k.PersonId), ("Channel", k.Channel), ("ExternalId", k.ExternalId), ("Name", k.Name), ("NamedAt", k.NamedAt),
                ("Handle", k.Handle), ("HandleAt", k.HandleAt), ("Address", k.Address), ("AddressAt", k.AddressAt), ("At", clock.Now()),
            ],
            cancel);
        await PeopleWords.AddAsync(transaction, dialect, [.. rows.Zip(seqs, (k, seq) => (seq!.Value, k.Words))], cancel);
        foreach (var k in rows)
            _known[(k.Channel, k.ExternalId)] = k;
    }

    private sealed record Known
    {
        public required string Id { get; init; }
        public required string Channel { get; init; }
        public required string ExternalId { get; init; }
        public required string PersonId { get; init; }

        /// <summary>The name of the same chat that its conversations are made under; null for this one.</summary>
        public string? Peer { get; init; }

        public string? Name { get; init; }

        /// <summary>When they called themselves that; 0 when they never did.</summary>
        public long NamedAt { get; init; }

        public string? Handle { get; init; }
        public long HandleAt { get; init; }
        public string? Address { get; init; }
        public long AddressAt { get; init; }

        /// <summary>What they are found by.</summary>
        public string Words => SearchText.Fold(Name, Handle, Address);

        public static Known Of(Received r, string id, string person) => new Known { Id = id, Channel = r.Event.Channel, ExternalId = KeyOf(r), PersonId = person }.With(r.Contact, At(r));

        /// <summary>With what was told of its person at a time.</summary>
        public Known With(Party person, long at)
        {
            var (name, handle, address) = (Later(Name, NamedAt, person.Name, at), Later(Handle, HandleAt, person.Handle, at), Later(Address, AddressAt, person.Address, at));
            return this with { Name = name.Text, NamedAt = name.At, Handle = handle.Text, HandleAt = handle.At, Address = address.Text, AddressAt = address.At };
        }

        /// <summary>Of two things told, the one told later; of two told at the same time always the same one.</summary>
        private static (string? Text, long At) Later(string? was, long wasAt, string? told, long at) =>
            !string.IsNullOrWhiteSpace(told) && Clean.Line(told) is { } text && (at > wasAt || (at == wasAt && string.CompareOrdinal(text, was) > 0)) ? (text, at) : (was, wasAt);
    }
}
