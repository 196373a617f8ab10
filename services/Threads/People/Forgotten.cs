using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Hashes of what erased messages were known by, so that a repeat, an echo or an edit that comes later brings nothing back.</summary>
internal static class Forgotten
{
    /// <summary>Notes what messages are known by, while that is known.</summary>
    public static async Task NoteAsync(DbTransaction transaction, IReadOnlyList<(string Account, string About)> messages, CancellationToken cancel) =>
        await Rows.RunAsync(
            transaction, "insert into forgotten (account_id, hash) values (@account, @hash) on conflict do nothing", messages, m => [("account", m.Account), ("hash", Hash(m.About))], cancel);

    /// <summary>Whether an event could bring something back. What a person says is told by its key, which stays with the erased message; so most batches need not ask.</summary>
    public static bool MayReturn(IChannelEvent e) => e is not MessageReceived { Direction: Direction.In, Standing: null };

    /// <summary>Leaves out events about an erased message, and empties what they brought. How a reply ended still counts, without anybody's name.</summary>
    public static async Task<IReadOnlyList<IChannelEvent>> WithoutAsync(DbTransaction transaction, Dialect dialect, IReadOnlyList<IChannelEvent> events, CancellationToken cancel)
    {
        if (events.Count == 0 || await transaction.OneAsync<string>("select hash from forgotten limit 1", null, cancel) is null)
            return events;
        var wanted = new List<IChannelEvent>();
        foreach (var account in events.GroupBy(e => e.AccountId))
        {
            var hashed = account.Select(e => (Event: e, Hashes: About.Of(e).Select(Hash).ToList())).ToList();
            var known = (await transaction.ListAsync<string>(
                $"select hash from forgotten where account_id = @account and {dialect.In("hash", "hashes")}",
                new { account = account.Key, hashes = hashed.SelectMany(h => h.Hashes).Distinct().ToArray() }, cancel)).ToHashSet();
            var about = hashed.Where(h => h.Hashes.Exists(known.Contains)).Select(h => h.Event).ToList();
            var standing = await StandingAsync(transaction, dialect, account.Key, about, cancel);
            var gone = about.Where(e => !About.Of(e).Any(standing.Contains)).Select(e => e.EventId).ToHashSet();
            await Copies.EmptyAsync(transaction, dialect, [.. about.Where(e => gone.Contains(e.EventId))], cancel);
            wanted.AddRange(account.Where(e => e is ReplyReported || !gone.Contains(e.EventId)));
        }
        return wanted;
    }

    /// <summary>Ids that another message has now: who gives the same to each reply does not name one that was erased.</summary>
    private static async Task<HashSet<string>> StandingAsync(DbTransaction transaction, Dialect dialect, string account, List<IChannelEvent> events, CancellationToken cancel) =>
        events.Count == 0
            ? []
            : [.. await transaction.ListAsync<string>(
                $"select external_id from messages where account_id = @account and {dialect.In("external_id", "ids")} and message_id is null",
                new { account, ids = events.SelectMany(About.Of).Distinct().ToArray() }, cancel)];

    private static string Hash(string about) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(about)));
}
