using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Inbox.Storage;

/// <summary>One prepared statement, run for row after row with its parameters bound by their places.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int[]? _places;

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Runs it; the number in the first column of the first row that it returns, if it returns one.</summary>
    public long? Run(ReadOnlySpan<(string Name, object? Value)> values)
    {
        _places ??= Places(values);
        for (var i = 0; i < values.Length; i++)
            Check(Bind(_places[i], values[i].Value));
        try
        {
            long? returned = null;
            int result;
            while ((result = raw.sqlite3_step(_statement)) == raw.SQLITE_ROW)
                returned ??= raw.sqlite3_column_int64(_statement, 0);
            if (result != raw.SQLITE_DONE)
                Check(result);
            return returned;
        }
        finally
        {
            _ = raw.sqlite3_reset(_statement); // Repeats the error of the step.
        }
    }

    /// <summary>Lets go of the last row's values, which may be large.</summary>
    public void Forget() => Check(raw.sqlite3_clear_bindings(_statement));

    public void Dispose() => _statement.Dispose();

    private int[] Places(ReadOnlySpan<(string Name, object? Value)> values)
    {
        var places = new int[values.Length];
        for (var i = 0; i < places.Length; i++)
            if ((places[i] = raw.sqlite3_bind_parameter_index(_statement, $"@{values[i].Name}")) == 0)
                throw new ArgumentException($"The statement has no parameter @{values[i].Name}.", nameof(values));
        return places;
    }

    private int Bind(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, place),
        string text => BindText(place, text),
        long number => raw.sqlite3_bind_int64(_statement, place, number),
        int number => raw.sqlite3_bind_int64(_statement, place, number),
        bool yes => raw.sqlite3_bind_int64(_statement, place, yes ? 1 : 0),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.GetType().Name, "Not a type that rows hold."),
    };

    /// <summary>SQLite copies the text, so one rented buffer serves.</summary>
    private int BindText(int place, string text)
    {
        if (text.Length == 0)
            return raw.sqlite3_bind_text(_statement, place, text); // An empty span has no address, which SQLite takes for null.
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var result = raw.sqlite3_bind_text(_statement, place, buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer)));
        ArrayPool<byte>.Shared.Return(buffer);
        return result;
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
