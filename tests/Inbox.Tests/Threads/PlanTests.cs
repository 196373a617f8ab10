using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

/// <summary>What runs in every batch asks an index for what it wants, however much is stored.</summary>
public sealed class PlanTests
{
    [Fact]
    public async Task No_batch_walks_through_all_messages_of_an_account()
    {
        await using var desk = await Desk.OpenAsync();
        var dialect = desk.Database.Dialect;

        Assert.Contains("messages_key (account_id=? AND external_key=?)", await PlanAsync(desk, Known.Keys(dialect)), StringComparison.Ordinal);
        Assert.Contains("mail_ids USING PRIMARY KEY (hash=?)", await PlanAsync(desk, Known.Keys(dialect)), StringComparison.Ordinal);
        Assert.Contains("forgotten USING COVERING INDEX sqlite_autoindex_forgotten_1 (account_id=? AND hash=?)", await PlanAsync(desk, Known.Keys(dialect)), StringComparison.Ordinal);
        Assert.Contains("messages_continue (conversation_id=?)", await PlanAsync(desk, Origin.Of(dialect)), StringComparison.Ordinal);
        Assert.Contains("messages_parent (account_id=? AND parent_external_id=?)", await PlanAsync(desk, Batch.Under(dialect)), StringComparison.Ordinal);
    }

    /// <summary>How SQLite would go about it.</summary>
    internal static async Task<string> PlanAsync(Desk desk, string sql) =>
        string.Join("\n", (await desk.Database.ListAsync<Step>($"explain query plan {sql}", new { account = "", accounts = "[]", keys = "[]", own = "[]", hashes = "[]", ids = "[]" }, Desk.Stop)).Select(s => s.Detail));

    private sealed record Step
    {
        public required string Detail { get; init; }
    }
}
