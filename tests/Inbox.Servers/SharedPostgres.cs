namespace Inbox.Servers;

/// <summary>
/// One PostgreSQL per test process, started by the first test that asks and ended with the process. Every test takes a database of
/// its own from it, so tests run side by side and see nothing of each other.
/// </summary>
public static class SharedPostgres
{
    static readonly Lazy<Task<PostgresServer>> server = new(() => PostgresServer.StartAsync());

    public static Task<PostgresServer> Instance => server.Value;

    public static async Task<string> CreateDatabaseAsync() => await (await Instance).CreateDatabaseAsync();

    /// <inheritdoc cref="PostgresServer.CreateDatabaseAsync(string, Func{string, Task})"/>
    public static async Task<string> CreateDatabaseAsync(string template, Func<string, Task> fill) =>
        await (await Instance).CreateDatabaseAsync(template, fill);

    public static async Task DropDatabaseAsync(string connectionString) => await (await Instance).DropDatabaseAsync(connectionString);
}
