using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Inbox.Storage;

/// <summary>Runs one statement for many rows: one round trip where the database has batches, one statement that stays prepared where it is in this process.</summary>
public static class Rows
{
    /// <param name="transaction">Where it runs.</param>
    /// <param name="sql">A constant text.</param>
    /// <param name="rows">What to run it for.</param>
    /// <param name="values">A row's parameters, the same names in the same order for each.</param>
    /// <param name="cancel">Stops in the middle; the transaction is lost then.</param>
    /// <returns>For each row the number that the statement returned (<c>returning seq</c>), or null when it returned none.</returns>
    public static async Task<long?[]> RunAsync<T>(
        DbTransaction transaction, string sql, IReadOnlyList<T> rows, Func<T, (string Name, object? Value)[]> values, CancellationToken cancel) =>
        rows.Count == 0 ? []
        : transaction.Connection is SqliteConnection sqlite ? Each(SqliteStatements.Of(sqlite).Prepared(sql), rows, values)
        : await BatchAsync(transaction, sql, rows, values, cancel);

    private static long?[] Each<T>(SqliteStatement statement, IReadOnlyList<T> rows, Func<T, (string Name, object? Value)[]> values)
    {
        var returned = new long?[rows.Count];
        for (var i = 0; i < returned.Length; i++)
            returned[i] = statement.Run(values(rows[i]));
        statement.Forget();
        return returned;
    }

    private static async Task<long?[]> BatchAsync<T>(
        DbTransaction transaction, string sql, IReadOnlyList<T> rows, Func<T, (string Name, object? Value)[]> values, CancellationToken cancel)
    {
        await using var batch = transaction.Connection!.CreateBatch();
        batch.Transaction = transaction;
        foreach (var row in rows)
        {
            var command = batch.CreateBatchCommand();
#pragma warning disable CA2100 // Every caller passes a constant text; values are parameters.
            command.CommandText = sql;
#pragma warning restore CA2100
            foreach (var (name, value) in values(row))
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
                command.Parameters.Add(parameter);
            }
            batch.BatchCommands.Add(command);
        }
        var returned = new long?[rows.Count];
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        for (var i = 0; reader.FieldCount > 0; i++)
        {
            returned[i] = await reader.ReadAsync(cancel) ? Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture) : null;
            if (!await reader.NextResultAsync(cancel))
                break;
        }
        return returned;
    }
}
