using System.Text;

namespace Inbox.Tests.Gateway;

/// <summary>Reads CSV as strictly as RFC 4180 says: the same number of fields in every line, quotes closed, nothing behind them. Text is in quotes, numbers and dates are not.</summary>
internal static class Sheet
{
    public static IReadOnlyList<string[]> Read(string csv, char separator)
    {
        Assert.EndsWith("\r\n", csv, StringComparison.Ordinal);
        var (lines, fields, at) = (new List<string[]>(), new List<string>(), csv[0] == '\uFEFF' ? 1 : 0);
        while (at < csv.Length)
        {
            fields.Add(csv[at] == '"' ? Quoted(csv, ref at) : Plain(csv, ref at, separator));
            if (csv[at] == separator)
            {
                at++;
                continue;
            }
            Assert.Equal("\r\n", csv.Substring(at, 2));
            at += 2;
            lines.Add([.. fields]);
            fields.Clear();
        }
        Assert.Single(lines.Select(l => l.Length).Distinct());
        return lines;
    }

    private static string Quoted(string csv, ref int at)
    {
        var text = new StringBuilder();
        for (at++; csv[at] != '"' || csv[at + 1] == '"'; at++)
        {
            if (csv[at] == '"')
                at++;
            text.Append(csv[at]);
        }
        at++;
        return text.ToString();
    }

    private static string Plain(string csv, ref int at, char separator)
    {
        var begin = at;
        while (csv[at] != separator && csv[at] != '\r')
            at++;
        return csv[begin..at];
    }
}
