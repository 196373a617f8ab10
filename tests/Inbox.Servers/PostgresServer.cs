using Npgsql;

namespace Inbox.Servers;

/// <summary>How much a test cluster is allowed to forget when it is killed.</summary>
public enum Durability
{
    /// <summary>No fsync: quick, for everything that is not about crashes.</summary>
    Fast,

    /// <summary>As in production: what was committed is there after <c>kill -9</c>.</summary>
    Safe,
}

/// <summary>A real PostgreSQL in a throw-away cluster on 127.0.0.1. A clean slate is a new database, not a new server.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    const string Password = "inbox";
    readonly ThrowAwayFolder folder = new("pg");
    readonly Durability durability;
    readonly int port = FreePort.Next();
    readonly SemaphoreSlim templateGate = new(1, 1);
    readonly HashSet<string> templates = [];
    Child? child;
    int databases;

    PostgresServer(Durability durability) => this.durability = durability;

    /// <summary>The database that everybody may connect to; <see cref="CreateDatabaseAsync()"/> gives one of your own.</summary>
    public string ConnectionString => ConnectionStringFor("postgres");

    public int Port => port;

    public int ProcessId => Running.Id;

    /// <summary>What the server has logged.</summary>
    public string Output => child?.Output ?? "";

    Child Running => child ?? throw new InvalidOperationException("PostgreSQL is not running: it was killed and not started again.");

    static string Programs => Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
        .LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        ?? throw new InvalidOperationException("PostgreSQL is not installed: tests/run installs postgresql-15.");

    public static async Task<PostgresServer> StartAsync(Durability durability = Durability.Fast)
    {
        var server = new PostgresServer(durability);
        try
        {
            await server.Initialise();
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts on the same folder and port after <see cref="KillAsync"/> or <see cref="StopAsync"/>; recovers as PostgreSQL does.</summary>
    public async Task StartAgainAsync()
    {
        child = Child.Start([Path.Combine(Programs, "postgres"), "-D", folder["data"]], folder.Path, Home, "postgres", lastSignal: "QUIT");
        await child.Until(Answers, TimeSpan.FromSeconds(60));
    }

    /// <summary>SIGKILL to the postmaster; its children notice and follow.</summary>
    public async Task KillAsync()
    {
        await Running.Kill();
        await Forget();
    }

    /// <summary>Fast shutdown: open transactions are rolled back, the checkpoint is written.</summary>
    public async Task StopAsync()
    {
        await Running.Stop(Signal.Interrupt, TimeSpan.FromSeconds(30));
        await Forget();
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAgainAsync();
    }

    /// <summary>A new, empty database; returns its connection string.</summary>
    public Task<string> CreateDatabaseAsync() => CreateFrom("template1");

    /// <summary>
    /// A new database that looks as <paramref name="fill"/> left it. It runs once per <paramref name="template"/>; every database after
    /// the first is a copy, so that a test pays for a file copy and not for the migrations.
    /// </summary>
    public async Task<string> CreateDatabaseAsync(string template, Func<string, Task> fill)
    {
        await templateGate.WaitAsync();
        try
        {
            if (!templates.Contains(template))
            {
                await Execute($"create database \"{template}\"");
                await fill(ConnectionStringFor(template));
                await Release(template);
                templates.Add(template);
            }
        }
        finally
        {
            templateGate.Release();
        }
        return await CreateFrom(template);
    }

    /// <summary>Ends the database's sessions and drops it.</summary>
    public async Task DropDatabaseAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        await Release(name);
        await Execute($"drop database if exists \"{name}\" with (force)");
    }

    public async ValueTask DisposeAsync()
    {
        // Everything in it is thrown away: an immediate shutdown saves the checkpoint.
        if (child is { HasExited: false }) await child.Stop(Signal.Quit, TimeSpan.FromSeconds(5));
        await Forget();
        folder.Dispose();
        templateGate.Dispose();
    }

    async Task<string> CreateFrom(string template)
    {
        var name = $"t{Interlocked.Increment(ref databases)}";
        await Execute($"create database \"{name}\" template \"{template}\" strategy {(durability == Durability.Fast ? "file_copy" : "wal_log")}");
        return ConnectionStringFor(name);
    }

    /// <summary>A template must have no sessions, and a dropped database must leave none in the pool.</summary>
    async Task Release(string database)
    {
        await using var pooled = new NpgsqlConnection(ConnectionStringFor(database));
        NpgsqlConnection.ClearPool(pooled);
        await Execute($"select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{database}'");
    }

    async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    async Task<bool> Answers()
    {
        try
        {
            await Execute("select 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    async Task Initialise()
    {
        folder.Write("password", Password);
        folder.GiveTo("postgres");
        await Child.Run(
            [Path.Combine(Programs, "initdb"), "-D", folder["data"], "-U", "inbox", $"--pwfile={folder["password"]}", "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
            folder.Path, Home, "postgres");
        File.AppendAllText(folder["data/postgresql.conf"], $"""
            listen_addresses = '127.0.0.1'
            port = {port}
            unix_socket_directories = ''
            shared_buffers = 64MB
            max_connections = 300
            logging_collector = off
            log_min_messages = warning

            """);
        if (durability == Durability.Fast)
            File.AppendAllText(folder["data/postgresql.conf"], "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n");
    }

    async Task Forget()
    {
        if (child is null) return;
        await child.DisposeAsync();
        child = null;
    }

    Dictionary<string, string?> Home => new() { ["HOME"] = folder.Path, ["LC_ALL"] = "C.UTF-8" };

    string ConnectionStringFor(string database) => $"Host=127.0.0.1;Port={port};Username=inbox;Password={Password};Database={database}";
}
