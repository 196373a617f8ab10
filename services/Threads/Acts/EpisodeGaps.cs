using System.Data.Common;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>How long a silence ends an episode, per account (G of the definitions). A change holds for the whole past: which asks are the first of an episode is counted anew.</summary>
public sealed class EpisodeGaps
{
    private readonly Database _database;
    private readonly Recounts _recounts;

    internal EpisodeGaps(Database database, Recounts recounts) => (_database, _recounts) = (database, recounts);

    /// <summary>Notes in the transaction that changes it, before it is changed, that all conversations of the account are to be counted anew.</summary>
    public async Task NoteAsync(DbTransaction transaction, string accountId, CancellationToken cancel)
    {
        await _database.Dialect.HoldAsync(transaction, $"threads/{accountId}", cancel);
        await Recounts.NoteAsync(transaction, accountId, cancel);
    }

    /// <summary>Counts much of that, or all; the rest goes on by itself.</summary>
    public Task CountAsync(string accountId, CancellationToken cancel) => _recounts.BeginAsync([accountId], cancel);
}
