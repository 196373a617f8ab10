using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Inbox.Storage;

/// <summary>
/// SQLite in one file: readers side by side in WAL mode, one writer at a time in this process, and other processes wait their turn through the busy
/// timeout. <c>synchronous=full</c>: a commit that returned survives a power cut.
/// </summary>
public sealed class SqliteDatabase : Database
{
    // A checkpoint every 32 MB rather than every 4: a page that many commits change is then written and synced to the main file once, not with each commit.
    private const string Pragmas = "pragma synchronous = full; pragma foreign_keys = on; pragma busy_timeout = 15000; pragma wal_autocheckpoint = 8000; pragma temp_store = memory; pragma cache_size = -32000; pragma mmap_size = 268435456;";
    private const int FileNotSynced = 1034; // SQLITE_IOERR_FSYNC
    private const int FolderNotSynced = 1290; // SQLITE_IOERR_DIR_FSYNC
    private readonly ConditionalWeakTable<sqlite3, object> _ready = [];
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly string _readers;
    private readonly string _writer;
    private SqliteConnection? _held;

    /// <summary>Opens or creates the file.</summary>
    public SqliteDatabase(string path)
    {
        Batteries_V2.Init();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var settings = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 };
        _readers = settings.ToString();
        settings.Pooling = false;
        _writer = settings.ToString();
        using var first = new SqliteConnection(_writer);
        first.Open();
        Run(first, "pragma journal_mode = wal;");
    }

    public override Dialect Dialect { get; } = new SqliteDialect();

    public override bool IsServedAlone => true;

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancel)
    {
        var connection = new SqliteConnection(_readers);
        await connection.OpenAsync(cancel);
        // Once for each that the pool holds, not once for each query.
        if (_ready.TryAdd(connection.Handle!, Pragmas))
            Run(connection, Pragmas);
        return connection;
    }

    public override async Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            // Microsoft.Data.Sqlite begins "immediate" for Serializable: the write lock is taken at the start, so nothing read here grows old.
            return await InTransactionAsync(Writer(), IsolationLevel.Serializable, work, cancel);
        }
        catch (SqliteException e) when (e.SqliteExtendedErrorCode is FileNotSynced or FolderNotSynced)
        {
            // The kernel may have dropped what it could not write and reports that once: nothing that this process reads back can be trusted now (F12).
            Environment.FailFast("The disk could not write the SQLite file. Nothing unwritten was acknowledged. Check the disk, then start again.", e);
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    public override ValueTask DisposeAsync()
    {
        Close();
        using (var any = new SqliteConnection(_readers))
            SqliteConnection.ClearPool(any);
        _turn.Dispose();
        return ValueTask.CompletedTask;
    }

    // Microsoft.Data.Sqlite begins "deferred" for it, without the write lock; what others have not committed is seen in a shared cache only, which nobody asks for.
    private protected override IsolationLevel Moment => IsolationLevel.ReadUncommitted;

    private SqliteConnection Writer()
    {
        if (_held is { State: ConnectionState.Open })
            return _held;
        Close();
        _held = new SqliteConnection(_writer);
        _held.Open();
        Run(_held, Pragmas);
        return _held;
    }

    private void Close()
    {
        if (_held is null)
            return;
        SqliteStatements.Close(_held);
        _held.Dispose();
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The only callers pass constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
