using System.Reflection;
using Dapper;

namespace Inbox.Storage;

/// <summary>
/// Brings the schema forward: runs each project's embedded <c>Schema/NNN-name.sql</c> once, in the order given, each in a transaction with its own record.
/// A part between <c>-- postgres</c> or <c>-- sqlite</c> and <c>-- both</c> is for that database only.
/// </summary>
public sealed class Migrator(Database database, TimeProvider clock)
{
    private const string Create = "create table if not exists migrations (name text primary key, applied_at bigint not null)";

    /// <summary>Runs what has not run yet. Safe to call from several processes at once: one runs, the others wait and find it done.</summary>
    /// <param name="projects">Assemblies with schema files, in the order of their dependence.</param>
    /// <param name="cancel">Stops between files.</param>
    public async Task RunAsync(IEnumerable<Assembly> projects, CancellationToken cancel)
    {
        foreach (var (name, text) in projects.SelectMany(Files))
            await database.WriteAsync(
                async transaction =>
                {
                    var connection = transaction.Connection!;
                    await database.Dialect.HoldAsync(transaction, "migrations", cancel);
                    await connection.ExecuteAsync(new CommandDefinition(Create, transaction: transaction, cancellationToken: cancel));
                    var done = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                        "select count(*) from migrations where name = @name", new { name }, transaction, cancellationToken: cancel));
                    if (done > 0)
                        return;
                    await connection.ExecuteAsync(new CommandDefinition(SchemaText.For(text, database.Dialect.Name), transaction: transaction, cancellationToken: cancel));
                    await connection.ExecuteAsync(new CommandDefinition(
                        "insert into migrations (name, applied_at) values (@name, @at)",
                        new { name, at = clock.GetUtcNow().ToUnixTimeMilliseconds() }, transaction, cancellationToken: cancel));
                },
                cancel);
    }

    private static IEnumerable<(string Name, string Text)> Files(Assembly project) =>
        from resource in project.GetManifestResourceNames()
        where resource.Contains(".Schema.", StringComparison.Ordinal) && resource.EndsWith(".sql", StringComparison.Ordinal)
        orderby resource
        select (resource, Read(project, resource));

    private static string Read(Assembly project, string resource)
    {
        using var reader = new StreamReader(project.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
