using System.Data.Common;
using Dapper;

namespace Inbox.Storage;

internal sealed class PostgresDialect : Dialect
{
    public override string Name => "postgres";

    public override string In(string column, string parameter) => $"{column} = any(@{parameter})";

    public override Task HoldAsync(DbTransaction transaction, string subject, CancellationToken cancel) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "select pg_advisory_xact_lock(hashtextextended(@subject, 0))", new { subject }, transaction, cancellationToken: cancel));

    public override string Words(string parameter) => $"to_tsvector('simple', @{parameter})";

    public override string HasWords(string table, string parameter) => $"{table}.text @@ to_tsquery('simple', @{parameter})";

    public override string WordQuery(IReadOnlyList<SearchWord> words, IReadOnlyList<string> anyOf)
    {
        var all = string.Join(" & ", words.Select(w => $"({string.Join(" <-> ", w.Tokens)}{(w.GoesOn ? ":*" : "")})"));
        return anyOf.Count == 0 ? all : $"({string.Join(" | ", anyOf)}) & {all}";
    }

    // A GIN index gives all matches, in no order. A word that does not fill a page from the newest rows is rare enough to collect.
    public override long? SearchWindow(int step) => step switch { 0 => 4_000, 1 => 32_000, _ => null };
}
