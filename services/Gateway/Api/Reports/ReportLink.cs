using System.Globalization;
using Inbox.Insights;
using Microsoft.AspNetCore.Http;

namespace Inbox.Gateway;

/// <summary>The address at which the conversations behind a row are listed: the same question, with the row's key.</summary>
internal static class ReportLink
{
    public static TRow Linked<TRow>(this TRow row, string report, ReportScope scope, ReportQuery query)
        where TRow : ReportRow => (TRow)row.WithLink($"/api/v1/reports/{report}/conversations{Values(row.Key, scope, query)}");

    private static QueryString Values(string? key, ReportScope scope, ReportQuery query) => QueryString.Create(
        new Dictionary<string, string?>
        {
            ["from"] = Time(scope.Period.From),
            ["to"] = Time(scope.Period.To),
            ["zone"] = scope.Period.Zone.Id,
            ["account"] = query.Account,
            ["who"] = query.Who,
            ["hours"] = query.Hours,
            ["days"] = query.Days?.ToString(CultureInfo.InvariantCulture),
            ["groupBy"] = scope.GroupBy,
            ["key"] = key,
        }.Where(v => v.Value is not null));

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
