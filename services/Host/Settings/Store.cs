using System.Reflection;
using Inbox.Connectors;
using Inbox.Gateway;
using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Host;

/// <summary>Opens the database that the settings name. With Transport.cs, the only place that knows embedded from services.</summary>
internal static class Store
{
    /// <summary>Schemas in the order of their dependence.</summary>
    private static readonly Assembly[] Projects = [typeof(Database).Assembly, typeof(ConnectorsRoom).Assembly, typeof(ThreadsRoom).Assembly, typeof(GatewayRoom).Assembly];

    /// <summary>The database with its schema brought forward, and the master key.</summary>
    public static async Task<(Database Database, MasterKey Key)> OpenAsync(HostSettings settings, CancellationToken cancel)
    {
        Database database = settings.Postgres is { } postgres ? new PostgresDatabase(postgres) : new SqliteDatabase(Path.Combine(settings.Data, "inbox.db"));
        try
        {
            await new Migrator(database, Clock.System).RunAsync(Projects, cancel);
            var file = settings.Postgres is null ? Path.Combine(settings.Data, "keys", "master.key") : null;
            return (database, await MasterKey.FindAsync(settings.Key, file, database, cancel));
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }
}
