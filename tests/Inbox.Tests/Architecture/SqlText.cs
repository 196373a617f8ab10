using System.Text.RegularExpressions;

namespace Inbox.Tests.Architecture;

/// <summary>Which tables a piece of SQL makes, and which it writes. A name that is put in at run time reads as <c>{}</c>.</summary>
internal static partial class SqlText
{
    public static IEnumerable<string> Made(string sql) => Names(MakesTable(), sql);

    public static IEnumerable<string> Written(string sql) => Names(WritesTable(), sql);

    static IEnumerable<string> Names(Regex statement, string sql) =>
        statement.Matches(Comment().Replace(sql, " ")).Select(match => match.Groups["name"].Value.ToLowerInvariant());

    const string Name = """(?:\w+\.)?"?(?<name>\w+|\{\})"?""";

    [GeneratedRegex("""--[^\n]*""")]
    private static partial Regex Comment();

    [GeneratedRegex($"""\bcreate\s+(?:virtual\s+|unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?{Name}""", RegexOptions.IgnoreCase)]
    private static partial Regex MakesTable();

    [GeneratedRegex(
        $"""\b(?:(?:insert(?:\s+or\s+\w+)?|replace|merge)\s+into\s+{Name}|delete\s+from\s+(?:only\s+)?{Name}|update\s+(?:or\s+\w+\s+)?(?:only\s+)?{Name}(?:\s+(?:as\s+)?(?!set\b)\w+)?\s+set\b|truncate\s+(?:table\s+)?{Name}|\bcopy\s+{Name}\s*\([^)]*\)\s*from\b)""",
        RegexOptions.IgnoreCase)]
    private static partial Regex WritesTable();
}
