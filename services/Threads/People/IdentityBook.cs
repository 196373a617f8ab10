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
        var wanted = received.Select(r => (r.Event.Channel, ExternalId: KeyOf(r), Party: r.Contact, NamedAt: NamedAt(r))).ToList();
        foreach (var channel in wanted.GroupBy(w => w.Channel))
            foreach (var row in await transaction.ListAsync<Known>(
                $"""
                select i.id, i.channel, i.external_id as ExternalId, i.person_id as PersonId, i.name, i.named_at as NamedAt, i.handle, i.address
                from identities i
                where i.channel = @channel and {dialect.In("i.external_id", "ids")}
                """,
                new { channel = channel.Key, ids = channel.Select(w => w.ExternalId).Distinct().ToArray() }, cancel))
                _known[(row.Channel, row.ExternalId)] = row;
        await AddAsync(transaction, [.. wanted.Where(w => !_known.ContainsKey((w.Channel, w.ExternalId))).DistinctBy(w => (w.Channel, w.ExternalId)).Select(w => (w.Channel, w.ExternalId, w.Party, w.NamedAt))], cancel);
        foreach (var r in received)
            r.Row.IdentityId = _known[(r.Event.Channel, KeyOf(r))].Id;
        await RenameAsync(transaction, received, cancel);
    }

    /// <summary>The person behind an identity of this batch.</summary>
    public string PersonOf(Received received) => _known[(received.Event.Channel, KeyOf(received))].PersonId;

    /// <summary>All who give no name at all are one unknown person of their account.</summary>
    public static string KeyOf(Received received) => Addresses.Key(received.Contact) ?? $"unknown:{received.Event.AccountId}";

    /// <summary>Everybody is called what they last called themselves, in whatever order that came in; what our side calls them counts until then.</summary>
    private async Task RenameAsync(DbTransaction transaction, IReadOnlyList<Received> received, CancellationToken cancel)
    {
        var (renamed, words) = (new Dictionary<string, Known>(), new Dictionary<string, string>());
        foreach (var r in received.Where(r => !string.IsNullOrWhiteSpace(r.Contact.Name)))
        {
            var key = (r.Event.Channel, KeyOf(r));
            var (was, name, at) = (_known[key], Clean.Line(r.Contact.Name)!, NamedAt(r));
            if (at > was.NamedAt || at == was.NamedAt && string.CompareOrdinal(name, was.Name) > 0)
            {
                renamed[was.Id] = _known[key] = was with { Name = name, NamedAt = at };
                if (name != was.Name)
                    words[was.Id] = SearchText.Fold(name, was.Handle, was.Address);
            }
        }
        await Rows.RunAsync(
            transaction, "update identities set name = @Name, named_at = @At where id = @Id", [.. renamed.Values], k => [("Id", k.Id), ("Name", k.Name), ("At", k.NamedAt)], cancel);
        await PeopleWords.ChangeAsync(transaction, dialect, [.. words], cancel);
        await Rows.RunAsync(
            transaction, "update people set name = @Name, named_at = @At where id = @Id and named_at <= @At", [.. renamed.Values],
            k => [("Id", k.PersonId), ("Name", k.Name), ("At", k.NamedAt)], cancel);
    }

    private async Task AddAsync(DbTransaction transaction, IReadOnlyList<(string Channel, string ExternalId, Party Party, long NamedAt)> fresh, CancellationToken cancel)
    {
        var rows = fresh.Select(f => (Id: Id.New(clock), Person: Id.New(clock), f.Channel, f.ExternalId, f.Party, f.NamedAt)).ToList();
        await Rows.RunAsync(
            transaction, "insert into people (id, name, named_at, created_at) values (@Id, @Name, @NamedAt, @At)", rows,
            r => [("Id", r.Person), ("Name", NameOf(r.Party)), ("NamedAt", r.NamedAt), ("At", clock.Now())], cancel);
        var seqs = await Rows.RunAsync(
            transaction,
            """
            insert into identities (id, person_id, channel, external_id, name, named_at, handle, address, created_at)
            values (@Id, @Person, @Channel, @ExternalId, @Name, @NamedAt, @Handle, @Address, @At)
            returning seq
            """,
            rows,
            r =>
            [
                ("Id", r.Id), ("Person", r.Person), ("Channel", r.Channel), ("ExternalId", r.ExternalId), ("Name", Clean.Line(r.Party.Name)), ("NamedAt", r.NamedAt),
                ("Handle", Clean.Line(r.Party.Handle)), ("Address", Clean.Line(r.Party.Address)), ("At", clock.Now()),
            ],
            cancel);
        await PeopleWords.AddAsync(
            transaction, dialect, [.. rows.Zip(seqs, (r, seq) => (seq!.Value, SearchText.Fold(Clean.Line(r.Party.Name), Clean.Line(r.Party.Handle), Clean.Line(r.Party.Address))))], cancel);
        foreach (var r in rows)
            _known[(r.Channel, r.ExternalId)] = new() { Id = r.Id, Channel = r.Channel, ExternalId = r.ExternalId, PersonId = r.Person, Name = Clean.Line(r.Party.Name), NamedAt = r.NamedAt, Handle = Clean.Line(r.Party.Handle), Address = Clean.Line(r.Party.Address) };
    }

    private static long NamedAt(Received r) => r.Event.Direction == Direction.In && !string.IsNullOrWhiteSpace(r.Contact.Name) ? r.Row.At : 0;

    private static string? NameOf(Party party) => Clean.Line(new[] { party.Name, party.Handle, party.Address }.FirstOrDefault(n => !string.IsNullOrWhiteSpace(n)));

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
        public string? Address { get; init; }
    }
}
