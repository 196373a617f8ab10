using System.Data.Common;
using Inbox.Storage;
using Inbox.WorkingHours;

namespace Inbox.Threads;

/// <summary>
/// Counts anew what other hours or another gap change, some hundred conversations a transaction, so that a large account holds nobody up. What is left is noted, so another process, or the same one after it was
/// killed, goes on; two at once do different parts.
/// </summary>
internal sealed class Recounts(Database database, Rederive rederive, Announcer announcer)
{
    private const int Usual = 500;

    /// <summary>How much is counted before the answer; the rest goes on by itself (<see cref="Recounting"/>).</summary>
    private const int AtOnce = 10;

    /// <summary>What was answered since, and what is or may become due since: a target may be reached in hours that a version only now gives.</summary>
    private const string Note = """
        insert into recounts (conversation_id, account_id)
        select distinct conversation_id, account_id
        from asks
        where account_id = @account and (
          answered_at >= @since
          or exists (select 1 from targets t where t.account_id = @account)
            and (due_at >= @since or asked_at >= @far and due_at is null))
        on conflict (conversation_id) do nothing
        """;

    /// <summary>Notes what is to be counted anew, in the transaction that changes the hours.</summary>
    public static Task NoteAsync(DbTransaction transaction, string account, DateTimeOffset since, CancellationToken cancel) =>
        transaction.RunAsync(Note, new { account, since = since.ToUnixTimeMilliseconds(), far = (since - Schedule.LongestDue).ToUnixTimeMilliseconds() }, cancel);

    /// <summary>Notes all conversations of an account.</summary>
    public static Task NoteAsync(DbTransaction transaction, string account, CancellationToken cancel) => transaction.RunAsync(
        "insert into recounts (conversation_id, account_id) select id, account_id from conversations where account_id = @account on conflict (conversation_id) do nothing", new { account }, cancel);

    /// <summary>Counts much of what is left for accounts, or all.</summary>
    public async Task BeginAsync(IReadOnlyList<string> accounts, CancellationToken cancel)
    {
        foreach (var account in accounts)
            for (var i = 0; i < AtOnce && await NextAsync(account, cancel); i++)
            {
            }
    }

    /// <summary>The accounts that have something left.</summary>
    public async Task<IReadOnlyList<string>> AccountsAsync(CancellationToken cancel) => await database.ListAsync<string>("select distinct account_id from recounts order by account_id", null, cancel);

    /// <summary>How many conversations of these accounts are left.</summary>
    public Task<int> LeftAsync(IReadOnlyCollection<string> accounts, CancellationToken cancel) =>
        database.OneAsync<int>($"select count(*) from recounts where {database.Dialect.In("account_id", "accounts")}", new { accounts = accounts.ToArray() }, cancel);

    /// <summary>Counts some conversations of an account; false when there are none left.</summary>
    public async Task<bool> NextAsync(string account, CancellationToken cancel, int together = Usual)
    {
        var (count, changed) = await database.WriteAsync(
            async transaction =>
            {
                await database.Dialect.HoldAsync(transaction, $"threads/{account}", cancel);
                var some = await transaction.ListAsync<string>("select conversation_id from recounts where account_id = @account limit @together", new { account, together }, cancel);
                var changed = await rederive.SaveAsync(transaction, some, cancel);
                await Rows.RunAsync(transaction, "delete from recounts where conversation_id = @Id", some, id => [("Id", id)], cancel);
                return (some.Count, changed);
            },
            cancel);
        announcer.Announce(changed);
        return count == together;
    }
}
