using System.Data.Common;

namespace Inbox.Storage;

/// <summary>What SQLite and PostgreSQL really say differently. Everything else is one text for both.</summary>
public abstract class Dialect
{
    /// <summary>A short name for schema files: <c>sqlite</c> or <c>postgres</c>.</summary>
    public abstract string Name { get; }

    /// <summary>"column is one of the list parameter"; see <see cref="Lists"/>.</summary>
    public abstract string In(string column, string parameter);

    /// <summary>
    /// Makes this transaction the only one that changes what <paramref name="subject"/> names until it ends (for example an account's threads). SQLite has one writer anyway.
    /// </summary>
    public abstract Task HoldAsync(DbTransaction transaction, string subject, CancellationToken cancel);

    /// <summary>A text parameter as what a search table stores.</summary>
    public abstract string Words(string parameter);

    /// <summary>"the search table has what the query parameter asks for".</summary>
    public abstract string HasWords(string table, string parameter);

    /// <summary>A query for <see cref="HasWords"/>: every word must be there, and one of <paramref name="anyOf"/> when there are some.</summary>
    public abstract string WordQuery(IReadOnlyList<SearchWord> words, IReadOnlyList<string> anyOf);

    /// <summary>How many rows one step of a search looks back over; null for all, where the newest matches come first without the others being collected.</summary>
    public abstract long? SearchWindow(int step);
}

internal sealed class SqliteDialect : Dialect
{
    public override string Name => "sqlite";

    public override string In(string column, string parameter) => $"{column} in (select value from json_each(@{parameter}))";

    public override Task HoldAsync(DbTransaction transaction, string subject, CancellationToken cancel) => Task.CompletedTask;

    public override string Words(string parameter) => $"@{parameter}";

    // The column of an FTS5 table that stands for all of it is named as the table.
    public override string HasWords(string table, string parameter) => $"{table}.{table} match @{parameter}";

    public override string WordQuery(IReadOnlyList<SearchWord> words, IReadOnlyList<string> anyOf)
    {
        var all = string.Join(" AND ", words.Select(w => $"\"{string.Join(' ', w.Tokens)}\"{(w.GoesOn ? " *" : "")}"));
        return anyOf.Count == 0 ? all : $"({string.Join(" OR ", anyOf.Select(a => $"\"{a}\""))}) AND {all}";
    }

    public override long? SearchWindow(int step) => null;
}
