using System.Data.Common;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>What identities are found by.</summary>
internal static class PeopleWords
{
    public static Task AddAsync(DbTransaction transaction, Dialect dialect, IReadOnlyList<(long Seq, string Words)> identities, CancellationToken cancel) =>
        Rows.RunAsync(
            transaction, $"insert into people_search (rowid, text) values (@Seq, {dialect.Words("Words")})", identities, i => [("Seq", i.Seq), ("Words", i.Words)], cancel);

    /// <param name="transaction">In which the names change.</param>
    /// <param name="dialect">Which database it is.</param>
    /// <param name="identities">Words by the ids of identities.</param>
    /// <param name="cancel">Stops in the middle.</param>
    public static async Task ChangeAsync(DbTransaction transaction, Dialect dialect, IReadOnlyList<KeyValuePair<string, string>> identities, CancellationToken cancel)
    {
        await Rows.RunAsync(transaction, "delete from people_search where rowid = (select seq from identities where id = @Id)", identities, i => [("Id", i.Key)], cancel);
        await Rows.RunAsync(
            transaction, $"insert into people_search (rowid, text) select seq, {dialect.Words("Words")} from identities where id = @Id", identities,
            i => [("Words", i.Value), ("Id", i.Key)], cancel);
    }
}
