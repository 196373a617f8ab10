using System.Data.Common;
using Dapper;

namespace Inbox.Storage;

/// <summary>Short forms of Dapper's calls that never forget the transaction or the cancellation.</summary>
public static class Sql
{
    /// <summary>Runs a statement; the number of rows it changed.</summary>
    public static Task<int> RunAsync(this DbTransaction transaction, string sql, object? values, CancellationToken cancel) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancel));

    /// <summary>Reads rows in a transaction.</summary>
    public static async Task<List<T>> ListAsync<T>(this DbTransaction transaction, string sql, object? values, CancellationToken cancel) =>
        (await transaction.Connection!.QueryAsync<T>(new CommandDefinition(sql, values, transaction, cancellationToken: cancel))).AsList();

    /// <summary>Reads one row or null in a transaction.</summary>
    public static Task<T?> OneAsync<T>(this DbTransaction transaction, string sql, object? values, CancellationToken cancel) =>
        transaction.Connection!.QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, values, transaction, cancellationToken: cancel));

    /// <summary>Reads rows outside any transaction.</summary>
    public static Task<List<T>> ListAsync<T>(this Database database, string sql, object? values, CancellationToken cancel) =>
        database.AskAsync(async connection => (await connection.QueryAsync<T>(new CommandDefinition(sql, values, cancellationToken: cancel))).AsList(), cancel);

    /// <summary>Reads one row or null outside any transaction.</summary>
    public static Task<T?> OneAsync<T>(this Database database, string sql, object? values, CancellationToken cancel) =>
        database.AskAsync(connection => connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, values, cancellationToken: cancel)), cancel);
}
