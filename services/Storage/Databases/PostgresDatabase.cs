using System.Data;
using System.Data.Common;
using Npgsql;

namespace Inbox.Storage;

/// <summary>PostgreSQL: read committed, and the whole piece of work again when the server says that two of them got in each other's way.</summary>
public sealed class PostgresDatabase(string connectionString) : Database
{
    private const int Tries = 6;
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connectionString);

    public override Dialect Dialect { get; } = new PostgresDialect();

    public override bool IsServedAlone => false;

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancel) => await _source.OpenConnectionAsync(cancel);

    public override async Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await _source.OpenConnectionAsync(cancel);
                return await InTransactionAsync(connection, IsolationLevel.ReadCommitted, work, cancel);
            }
            catch (PostgresException e) when (attempt < Tries && IsConflict(e))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(attempt * 10), cancel);
            }
        }
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    private protected override IsolationLevel Moment => IsolationLevel.RepeatableRead;

    private static bool IsConflict(PostgresException e) =>
        e.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation;
}
