using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Inbox.Storage;

/// <summary>Says in plain words what is wrong with the database, for the person who runs Inbox.</summary>
public static class Trouble
{
    /// <summary>What happened and what to do next; null when it is not about the database.</summary>
    public static string? Explain(Exception e) => e switch
    {
        PostgresException p => $"PostgreSQL refused: {p.MessageText} ({p.SqlState}). Check ConnectionStrings__Postgres.",
        NpgsqlException n => $"PostgreSQL cannot be reached: {n.InnerException?.Message ?? n.Message}. Check ConnectionStrings__Postgres and that the server runs.",
        SqliteException s => $"The SQLite store cannot be used: {s.Message.TrimEnd('.')}. Check the folder Inbox__Data, its rights and the free space.",
        DbException d => $"The database cannot be used: {d.Message}.",
        _ => null,
    };
}
