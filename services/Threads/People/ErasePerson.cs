using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>What an erasure removed; figures only, for the audit.</summary>
public sealed record Erased(int Conversations, int Messages, int Files);

/// <summary>
/// Forgets a person: names, addresses, words, files, raw bytes and what still waits. Times stay, without anybody's name, so that reports hold; so do the
/// hashes by which the same messages are refused when they come again.
/// </summary>
public sealed class ErasePerson
{
    private const string Emptied = "These bytes were emptied when a person was erased whose message they held. What else stood in them can be read no more.";
    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly Rederive _rederive;
    private readonly People _people;
    private readonly Announcer _announcer;

    internal ErasePerson(Database database, TimeProvider clock, Rederive rederive, People people, Announcer announcer) =>
        (_database, _clock, _rederive, _people, _announcer) = (database, clock, rederive, people, announcer);

    public async Task<Outcome<Erased>> RunAsync(string personId, string staffId, CancellationToken cancel)
    {
        if (await _people.FindAsync(personId, cancel) is not { } person)
            return new Outcome<Erased>.NotFound();
        var (erased, changes) = await _database.WriteAsync(transaction => EraseAsync(transaction, person, staffId, cancel), cancel);
        _announcer.Announce(changes);
        return new Outcome<Erased>.Done(erased);
    }

    private async Task<(Erased, IReadOnlyList<Changed>)> EraseAsync(DbTransaction transaction, PersonView person, string staffId, CancellationToken cancel)
    {
        await EveryAccount.HoldAsync(transaction, _database.Dialect, cancel);
        var traces = new PersonTraces(transaction, _database.Dialect, person, _clock.Now(), cancel);
        var messages = await traces.MessagesAsync();
        var files = messages.SelectMany(m => Json.Read<List<AttachmentRef>>(m.Attachments) ?? []).Select(a => a.Id).Distinct().ToList();
        await Erasure.OwnPayloadsAsync(transaction, _database.Dialect, [.. messages.Select(m => m.PayloadId).OfType<string>()], Emptied, cancel);
        await Erasure.FilesAsync(transaction, _database.Dialect, files, cancel);
        var about = await traces.AboutAsync(messages);
        await Copies.EmptyAsync(transaction, _database.Dialect, about, cancel);
        await Forgotten.NoteAsync(transaction, about, cancel);
        await WaitingAsync(transaction, traces, messages, cancel);
        foreach (var known in (await traces.KnownAsync()).GroupBy(k => k.Channel, k => k.Name))
        {
            await Forgotten.NoteAsync(transaction, await Copies.EmptyEarlyAsync(transaction, _database.Dialect, known.Key, [.. known], cancel), cancel);
            await Erasure.NotedAsync(transaction, _database.Dialect, known.Key, [.. known], cancel);
            await Erasure.TimelinesAsync(transaction, _database.Dialect, known.Key, [.. known], cancel);
        }
        var elsewhere = await traces.PostsAsync(messages);
        await traces.BlankAsync(messages);
        var theirs = await traces.ConversationsAsync(staffId);
        elsewhere.AddRange(await traces.ElsewhereAsync());
        await PersonTraces.ForgetAsync(transaction, person.Id, cancel);
        var changes = await _rederive.SaveAsync(transaction, [.. theirs.Concat(messages.Select(m => m.ConversationId)).Concat(elsewhere).Distinct()], cancel);
        return (new(theirs.Count, messages.Count, files.Count), changes);
    }

    /// <summary>What was not taken up yet goes with its files, and comes back as little as what was.</summary>
    private async Task WaitingAsync(DbTransaction transaction, PersonTraces traces, List<MessageRow> messages, CancellationToken cancel)
    {
        var gone = await Erasure.WaitingAsync(transaction, _database.Dialect, traces.IsTheirs(messages), traces.Names, Emptied, cancel);
        await Erasure.FilesAsync(transaction, _database.Dialect, [.. gone.SelectMany(About.Files).Select(f => f.Id)], cancel);
        await Forgotten.NoteAsync(transaction, [.. gone.SelectMany(e => About.Of(e), (e, about) => (e.AccountId, about))], cancel);
    }
}
