using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Inbox.Gateway;

/// <summary>A report as a table that spreadsheets open right: UTF-8 with its mark, and separators as they are usual where the reader is.</summary>
internal sealed class ReportCsv
{
    private readonly char _separator;
    private readonly CultureInfo _culture;
    private readonly StringBuilder _text = new("\uFEFF");

    private ReportCsv(string? language) => (_separator, _culture) = language == "fr" ? (';', CultureInfo.GetCultureInfo("fr-FR")) : (',', CultureInfo.InvariantCulture);

    /// <summary>A table as a file.</summary>
    /// <param name="http">Whose answer it is.</param>
    /// <param name="query">What was asked; its language decides over separators.</param>
    /// <param name="name">The report's name.</param>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="rows">The fields of each row: texts and numbers.</param>
    public static FileContentHttpResult Of(HttpContext http, ReportQuery query, string name, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var csv = new ReportCsv(query.Language);
        csv.Add(columns);
        foreach (var row in rows)
            csv.Add(row);
        return Download.Of(http, Encoding.UTF8.GetBytes(csv._text.ToString()), $"{name}.csv", "text/csv; charset=utf-8");
    }

    private void Add(IReadOnlyList<object?> fields) => _text.Append(string.Join(_separator, fields.Select(Field))).Append("\r\n");

    private string Field(object? value) => value switch
    {
        null => "",
        double share => share.ToString("0.####", _culture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Csv.Field(value.ToString()),
    };
}
