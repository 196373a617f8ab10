using System.Data;
using System.Data.Common;
using Npgsql;

namespace Inbox.Storage;

/// <summary>
/// PostgreSQL: read committed, and the whole piece of work again when the server says that two of them got in each other's way. After the server was away every connection in the pool is broken and only
/// the next use shows it: the first that is found empties the pool, and what it was for is done again, so that nobody outside hears of it.
/// </summary>
public sealed class PostgresDatabase(string connectionString) : Database
{
    private const int Tries = 6;
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connectionString);

    public override Dialect Dialect { get; } = new PostgresDialect();

    public override bool IsServedAlone => false;

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancel) => await _source.OpenConnectionAsync(cancel);

    public override async Task<T> AskAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancel)
    {
        await using (var connection = await _source.OpenConnectionAsync(cancel))
            try
            {
                return await read(connection);
            }
            catch (NpgsqlException e) when (IsBroken(connection, e))
            {
                _source.Clear();
            }
        return await base.AskAsync(read, cancel);
    }

    public override async Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancel)
    {
        var isFresh = false;
        for (var attempt = 1; ; attempt++)
        {
            var isDone = false;
            await using var connection = await _source.OpenConnectionAsync(cancel);
            try
            {
                return await InTransactionAsync(connection, IsolationLevel.ReadCommitted, Work, cancel);
            }
            // Once the commit was asked for, nobody knows whether it was done.
            catch (NpgsqlException e) when (!isDone && !isFresh && IsBroken(connection, e))
            {
                isFresh = true;
                _source.Clear();
            }
            catch (PostgresException e) when (attempt < Tries && IsConflict(e))
            {
                await connection.CloseAsync(); // others may have it meanwhile
                await Task.Delay(TimeSpan.FromMilliseconds(attempt * 10), cancel);
            }

            async Task<T> Work(DbTransaction transaction)
            {
                var result = await work(transaction);
                isDone = true;
                return result;
            }
        }
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    private protected override IsolationLevel Moment => IsolationLevel.RepeatableRead;

    /// <summary>Not one that took too long: that would take as long again.</summary>
    private static bool IsBroken(NpgsqlConnection connection, NpgsqlException e) => connection.State != ConnectionState.Open && e.InnerException is not TimeoutException;

    private static bool IsConflict(PostgresException e) =>
        e.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation;
}
