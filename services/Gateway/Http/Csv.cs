namespace Inbox.Gateway;

/// <summary>Writes fields of CSV (RFC 4180) that no spreadsheet takes for a formula, whatever people wrote into them.</summary>
internal static class Csv
{
    private const string Risky = "=+-@%|\t\r\n＝＋－＠";

    /// <summary>One field: in quotes, and behind an apostrophe when it begins like a formula or a command (OWASP, CSV Injection).</summary>
    public static string Field(string? text)
    {
        var value = text ?? "";
        var risky = Risky.Contains(value.FirstOrDefault()) || Risky.Contains(value.TrimStart().FirstOrDefault());
        return $"\"{(risky ? "'" : "")}{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
