using System.Globalization;
using System.Text;
using Inbox.Insights;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Inbox.Gateway;

/// <summary>A report as a table that spreadsheets open right: UTF-8 with its mark, and separators as they are usual where the reader is.</summary>
internal sealed class ReportCsv
{
    private readonly char _separator;
    private readonly CultureInfo _culture;

    private ReportCsv(string? language) => (_separator, _culture) = language == "fr" ? (';', CultureInfo.GetCultureInfo("fr-FR")) : (',', CultureInfo.InvariantCulture);

    /// <summary>A table as a file, written line by line while it is sent.</summary>
    /// <param name="http">Whose answer it is.</param>
    /// <param name="query">What was asked; its language decides over separators.</param>
    /// <param name="table">The columns.</param>
    /// <param name="period">What the report is about.</param>
    /// <param name="rows">Its rows.</param>
    public static PushStreamHttpResult Of<TRow>(HttpContext http, ReportQuery query, ReportTable<TRow> table, Period period, IEnumerable<TRow> rows)
        where TRow : ReportRow
    {
        var csv = new ReportCsv(query.Language);
        return Download.Streamed(
            http, $"{table.Name}.csv", "text/csv; charset=utf-8",
            async stream =>
            {
                await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)) { NewLine = "\r\n" };
                await writer.WriteLineAsync(csv.Line(table.Header));
                foreach (var row in rows)
                    await writer.WriteLineAsync(csv.Line(table.Line(row, period)));
            });
    }

    private string Line(IEnumerable<object?> fields) => string.Join(_separator, fields.Select(Field));

    private string Field(object? value) => value switch
    {
        null => "",
        double share => share.ToString("0.####", _culture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Csv.Field(value.ToString()),
    };
}
