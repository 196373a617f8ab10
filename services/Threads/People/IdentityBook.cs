using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Finds the identities behind messages and makes those that are new, each with a person of its own: only staff or a verified match join people.</summary>
internal sealed class IdentityBook(Dialect dialect, TimeProvider clock)
{
    private readonly Dictionary<(string Channel, string ExternalId), Known> _known = [];

    /// <summary>Gives every message the identity of the person on the other side.</summary>
    public async Task NameAsync(DbTransaction transaction, IReadOnlyList<Received> received, CancellationToken cancel)
    {
        var wanted = received.Select(r => (r.Event.Channel, ExternalId: KeyOf(r))).ToList();
        foreach (var channel in wanted.GroupBy(w => w.Channel))
            foreach (var row in await transaction.ListAsync<Known>(
                $"""
                select i.id, i.channel, i.external_id as ExternalId, i.person_id as PersonId, i.name, i.named_at as NamedAt, i.handle, i.handle_at as HandleAt, i.address, i.address_at as AddressAt
                from identities i
                where i.channel = @channel and {dialect.In("i.external_id", "ids")}
                """,
                new { channel = channel.Key, ids = channel.Select(w => w.ExternalId).Distinct().ToArray() }, cancel))
                _known[(row.Channel, row.ExternalId)] = row;
        await AddAsync(transaction, [.. received.Where(r => !_known.ContainsKey((r.Event.Channel, KeyOf(r)))).DistinctBy(r => (r.Event.Channel, KeyOf(r)))], cancel);
        foreach (var r in received)
            r.Row.IdentityId = _known[(r.Event.Channel, KeyOf(r))].Id;
        await RenameAsync(transaction, received, cancel);
    }

    /// <summary>The person behind an identity of this batch.</summary>
    public string PersonOf(Received received) => _known[(received.Event.Channel, KeyOf(received))].PersonId;

    /// <summary>All who give no name at all are one unknown person of their account.</summary>
    public static string KeyOf(Received received) => Addresses.Key(received.Contact) ?? $"unknown:{received.Event.AccountId}";

    /// <summary>Everybody is called what they last called themselves, in whatever order that came in; what our side calls them counts until then. The same for handle and address.</summary>
    private async Task RenameAsync(DbTransaction transaction, IReadOnlyList<Received> received, CancellationToken cancel)
    {
        var (changed, before) = (new Dictionary<string, Known>(), new Dictionary<string, Known>());
        foreach (var r in received)
        {
            var key = (r.Event.Channel, KeyOf(r));
            var (was, now) = (_known[key], _known[key].With(r));
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
        public string? Name { get; init; }

        /// <summary>When they called themselves that; 0 when they never did.</summary>
        public long NamedAt { get; init; }

        public string? Handle { get; init; }
        public long HandleAt { get; init; }
        public string? Address { get; init; }
        public long AddressAt { get; init; }

        /// <summary>What they are found by.</summary>
        public string Words => SearchText.Fold(Name, Handle, Address);

        public static Known Of(Received r, string id, string person) => new Known { Id = id, Channel = r.Event.Channel, ExternalId = KeyOf(r), PersonId = person }.With(r);

        /// <summary>With what a message tells of its person. What our side says of them counts as told at no time.</summary>
        public Known With(Received r)
        {
            var at = r.Event.Direction == Direction.In ? r.Row.At : 0;
            var (name, handle, address) = (Later(Name, NamedAt, r.Contact.Name, at), Later(Handle, HandleAt, r.Contact.Handle, at), Later(Address, AddressAt, r.Contact.Address, at));
            return this with { Name = name.Text, NamedAt = name.At, Handle = handle.Text, HandleAt = handle.At, Address = address.Text, AddressAt = address.At };
        }

        /// <summary>Of two things told, the one told later; of two told at the same time always the same one.</summary>
        private static (string? Text, long At) Later(string? was, long wasAt, string? told, long at) =>
            !string.IsNullOrWhiteSpace(told) && Clean.Line(told) is { } text && (at > wasAt || (at == wasAt && string.CompareOrdinal(text, was) > 0)) ? (text, at) : (was, wasAt);
    }
}
