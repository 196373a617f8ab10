using System.Reflection;
using Inbox.Connectors;
using Inbox.Gateway;
using Inbox.Insights;
using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Host;

/// <summary>Opens the database that the settings name. With Transport.cs, the only place that knows embedded from services.</summary>
internal static class Store
{
    /// <summary>Schemas in the order of their dependence.</summary>
    private static readonly Assembly[] Projects = [typeof(Database).Assembly, typeof(ConnectorsRoom).Assembly, typeof(ThreadsRoom).Assembly, InsightsRoom.Schema, typeof(GatewayRoom).Assembly];

    /// <summary>The database with its schema brought forward, and the master key.</summary>
    public static async Task<(Database Database, MasterKey Key)> OpenAsync(HostSettings settings, CancellationToken cancel)
    {
        Database database = settings.Postgres is { } postgres ? Postgres(postgres) : new SqliteDatabase(Path.Combine(settings.Data, "inbox.db"));
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

    /// <summary>What was given is not repeated: it holds a password.</summary>
    private static PostgresDatabase Postgres(string connection)
    {
        try
        {
            return new(connection);
        }
        catch (ArgumentException)
        {
            throw new SettingsException("ConnectionStrings__Postgres cannot be read. Write key=value pairs with semicolons between, such as Host=db;Username=inbox;Password=...;Database=inbox.");
        }
    }
}
