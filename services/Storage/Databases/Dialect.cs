using System.Data.Common;

namespace Inbox.Storage;

/// <summary>What SQLite and PostgreSQL really say differently. Everything else is one text for both.</summary>
public abstract class Dialect
{
    /// <summary>A short name for schema files: <c>sqlite</c> or <c>postgres</c>.</summary>
    public abstract string Name { get; }

    /// <summary>"column is one of the list parameter".</summary>
    public abstract string In(string column, string parameter);

    /// <summary>
    /// Makes this transaction the only one that changes what <paramref name="subject"/> names until it ends (for example an account's threads). SQLite has one writer anyway.
    /// </summary>
    public abstract Task HoldAsync(DbTransaction transaction, string subject, CancellationToken cancel);
}

internal sealed class SqliteDialect : Dialect
{
    public override string Name => "sqlite";

    public override string In(string column, string parameter) => $"{column} in @{parameter}";

    public override Task HoldAsync(DbTransaction transaction, string subject, CancellationToken cancel) => Task.CompletedTask;
}
