using System.Data.Common;

namespace Inbox.Threads;

/// <summary>Runs one statement for many rows: one round trip where the database has batches, one prepared statement where it is in this process.</summary>
internal static class Rows
{
    public static async Task RunAsync<T>(
        DbTransaction transaction, string sql, IReadOnlyList<T> rows, Func<T, (string Name, object? Value)[]> values, CancellationToken cancel)
    {
        if (rows.Count == 0)
            return;
        var connection = transaction.Connection!;
        if (connection.CanCreateBatch)
            await BatchAsync(connection, transaction, sql, rows, values, cancel);
        else
            await EachAsync(connection, transaction, sql, rows, values, cancel);
    }

#pragma warning disable CA2100 // Every caller passes a constant text; values are parameters.
    private static async Task BatchAsync<T>(
        DbConnection connection, DbTransaction transaction, string sql, IReadOnlyList<T> rows, Func<T, (string Name, object? Value)[]> values, CancellationToken cancel)
    {
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var row in rows)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = sql;
            foreach (var (name, value) in values(row))
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
                command.Parameters.Add(parameter);
            }
            batch.BatchCommands.Add(command);
        }
        await batch.ExecuteNonQueryAsync(cancel);
    }

    private static async Task EachAsync<T>(
        DbConnection connection, DbTransaction transaction, string sql, IReadOnlyList<T> rows, Func<T, (string Name, object? Value)[]> values, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        foreach (var row in rows)
        {
            var next = values(row);
            if (command.Parameters.Count == 0)
                foreach (var (name, _) in next)
                {
                    var parameter = command.CreateParameter();
                    parameter.ParameterName = $"@{name}"; // As it is written in the text: SQLite's binding would try three other spellings first.
                    command.Parameters.Add(parameter);
                }
            for (var i = 0; i < next.Length; i++)
                command.Parameters[i].Value = next[i].Value ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(cancel);
        }
    }
#pragma warning restore CA2100
}
