using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Inbox.Storage;

/// <summary>
/// What stays prepared on a connection: reading a statement's text and finding its parameters by their names costs more than running it. The texts are constants, so there are few.
/// </summary>
internal sealed class SqliteStatements : IDisposable
{
    private static readonly ConditionalWeakTable<SqliteConnection, SqliteStatements> Known = [];
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteStatement> _prepared = [];

    private SqliteStatements(SqliteConnection connection) => _connection = connection;

    public static SqliteStatements Of(SqliteConnection connection) => Known.GetValue(connection, c => new(c));

    /// <summary>Before a connection closes: with a statement left, SQLite would keep the file open.</summary>
    public static void Close(SqliteConnection connection)
    {
        if (Known.TryGetValue(connection, out var statements))
            statements.Dispose();
        Known.Remove(connection);
    }

    public SqliteStatement Prepared(string sql) => _prepared.TryGetValue(sql, out var known) ? known : _prepared[sql] = new(_connection.Handle!, sql);

    public void Dispose()
    {
        foreach (var statement in _prepared.Values)
            statement.Dispose();
        _prepared.Clear();
    }
}
