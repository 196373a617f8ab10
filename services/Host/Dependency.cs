using System.Data.Common;
using System.Net.Sockets;

namespace Inbox.Host;

/// <summary>Says in plain words which dependency could not be reached.</summary>
internal static class Dependency
{
    public static string? Explain(Exception e) => e switch
    {
        Npgsql.PostgresException p => $"PostgreSQL refused: {p.MessageText} ({p.SqlState}). Check ConnectionStrings__Postgres.",
        Npgsql.NpgsqlException n => $"PostgreSQL cannot be reached: {n.InnerException?.Message ?? n.Message}. Check ConnectionStrings__Postgres and that the server runs.",
        Microsoft.Data.Sqlite.SqliteException s => $"The SQLite store cannot be used: {s.Message}. Check the folder Inbox__Data, its rights and the free space.",
        DbException d => $"The database cannot be used: {d.Message}.",
        SocketException s => $"A server cannot be reached: {s.Message}.",
        UnauthorizedAccessException u => $"{u.Message} Check the rights of the folder Inbox__Data.",
        _ => null,
    };
}
