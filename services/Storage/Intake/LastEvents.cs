using System.Collections.Concurrent;
using System.Data.Common;
using Inbox.Contracts;

namespace Inbox.Storage;

/// <summary>Notes on an account that something came in, at most once a minute: a busy mailbox must not rewrite its row with every mail.</summary>
internal sealed class LastEvents(TimeProvider clock)
{
    private static readonly long Minute = (long)TimeSpan.FromMinutes(1).TotalMilliseconds;
    private readonly ConcurrentDictionary<string, long> _noted = new();

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Writes what is due, in the order of the ids, so that two processes cannot hold each other up.</summary>
    public async Task NoteAsync(DbTransaction transaction, IEnumerable<IChannelEvent> fresh, CancellationToken cancel)
    {
        foreach (var account in Due(fresh).Order(StringComparer.Ordinal))
            await transaction.RunAsync("update accounts set last_event_at = @now where id = @account", new { account, now = Now }, cancel);
    }

    /// <summary>Remembers what was committed.</summary>
    public void Keep(IEnumerable<IChannelEvent> fresh)
    {
        foreach (var account in Due(fresh))
            _noted[account] = Now;
    }

    private List<string> Due(IEnumerable<IChannelEvent> fresh) =>
        [.. fresh.Select(e => e.AccountId).Distinct().Where(id => !_noted.TryGetValue(id, out var at) || Math.Abs(Now - at) >= Minute)];
}
