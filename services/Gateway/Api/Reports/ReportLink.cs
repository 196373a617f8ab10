using System.Globalization;
using Inbox.Insights;
using Microsoft.AspNetCore.Http;

namespace Inbox.Gateway;

/// <summary>The address at which the conversations behind a row are listed: the same question, with the row's key.</summary>
internal static class ReportLink
{
    private const string Api = "/api/v1";

    public static TRow Linked<TRow>(this TRow row, string report, ReportScope scope, ReportQuery query)
        where TRow : ReportRow => (TRow)row.WithLink($"{Api}/reports/{report}/conversations{Values(row.Key, scope, query)}");

    /// <summary>The page that lists them, for people.</summary>
    /// <param name="url">Where the page is.</param>
    /// <param name="link">The address at which they are listed.</param>
    /// <param name="title">What the page is headed with; without it nothing.</param>
    public static string Page(string url, string link, string? title) => url + "/reports/conversations" + QueryString.Create(
        new Dictionary<string, string?> { ["of"] = link[Api.Length..], ["title"] = title }.Where(v => v.Value is not null));

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
