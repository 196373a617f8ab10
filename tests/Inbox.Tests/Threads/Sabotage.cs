using Inbox.Storage;

namespace Inbox.Tests.Threads;

/// <summary>Makes the database refuse some rows, so that a transaction dies in its middle.</summary>
internal sealed class Sabotage : IAsyncDisposable
{
    private readonly Database _database;
    private readonly string _mend;

    private Sabotage(Database database, string mend) => (_database, _mend) = (database, mend);

    public static async Task<Sabotage> OfAsync(Database database, string table, string column, string refused)
    {
        var isSqlite = database is SqliteDatabase;
        var sql = isSqlite
            ? $"create trigger sabotage before insert on {table} when new.{column} = '{refused}' begin select raise(abort, 'sabotage'); end"
            : $"alter table {table} add constraint sabotage check ({column} is distinct from '{refused}') not valid";
        await database.WriteAsync(t => t.RunAsync(sql, null, default), default);
        return new(database, isSqlite ? "drop trigger sabotage" : $"alter table {table} drop constraint sabotage");
    }

    public async ValueTask DisposeAsync() => await _database.WriteAsync(t => t.RunAsync(_mend, null, default), default);
}
