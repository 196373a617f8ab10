using System.Globalization;
using System.Text;
using Inbox.Insights;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Inbox.Gateway;

/// <summary>A report as a table that spreadsheets open right: UTF-8 with its mark, words and separators as they are usual where the reader is. A line <c>sep=</c> would make Excel forget the mark.</summary>
internal sealed class ReportCsv(ReportNames names, PublicAddress address)
{
    /// <summary>A table as a file, written line by line while it is sent.</summary>
    /// <param name="http">Whose answer it is; the language that it accepts, where the question names none.</param>
    /// <param name="query">What was asked.</param>
    /// <param name="table">The columns.</param>
    /// <param name="scope">What the report is about.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<PushStreamHttpResult> OfAsync<TRow>(HttpContext http, ReportQuery query, ReportTable<TRow> table, ReportScope scope, IReadOnlyList<TRow> rows, CancellationToken cancel)
        where TRow : ReportRow
    {
        var reader = await names.ForAsync(scope, [.. rows.Select(r => r.Key).OfType<string>()], ReportWords.In(query.Language ?? Accepted(http.Request)), cancel);
        return Download.Streamed(
            http, $"{table.Name}.csv", "text/csv; charset=utf-8",
            async stream =>
            {
                await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)) { NewLine = "\r\n" };
                await writer.WriteLineAsync(Line(table.Header.Select(reader.Words.Column), reader));
                foreach (var row in rows)
                    await writer.WriteLineAsync(Line(table.Line(row, scope, reader, address.Url), reader));
            });
    }

    private static string? Accepted(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage.Where(l => l.Quality != 0).OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.Value)
            .FirstOrDefault(l => l is not null && (l.StartsWith("en", StringComparison.OrdinalIgnoreCase) || l.StartsWith("fr", StringComparison.OrdinalIgnoreCase)));

    private static string Line(IEnumerable<object?> fields, ReportReader reader) => string.Join(reader.Words.Separator, fields.Select(f => Field(f, reader)));

    private static string Field(object? value, ReportReader reader) => value switch
    {
        null => "",
        double share => share.ToString("0.####", reader.Words.Culture),
        DateTimeOffset at => reader.Time(at),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Csv.Field(value.ToString()),
    };
}
