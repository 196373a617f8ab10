using Inbox.Insights;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Inbox.Gateway;

/// <summary>Judges what a report is asked with: a period that can be, a zone and a grouping that are known, and only accounts that the caller may read.</summary>
internal sealed class ReportDoor(Access access, Caller caller, TimeProvider clock)
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(28), Longest = TimeSpan.FromDays(3660);

    /// <summary>What the report is about; else what is wrong with the question.</summary>
    public async Task<(ReportScope? Scope, ProblemHttpResult? Problem)> OpenAsync(ReportQuery query, CancellationToken cancel)
    {
        var to = query.To ?? clock.GetUtcNow();
        var from = query.From ?? to - Usual;
        if (from >= to)
            return (null, Problems.Invalid("from", "The period ends before it begins. 'from' is its first moment, 'to' the first one after it."));
        if (to - from > Longest)
            return (null, Problems.Invalid("from", "A report is about at most ten years."));
        if (query.Format is not (null or "json" or "csv"))
            return (null, Problems.Invalid("format", $"'{query.Format}' is none of json, csv."));
        if (AskGrouping.Find(query.GroupBy ?? "none") is not { } grouping)
            return (null, Problems.Invalid("groupBy", $"'{query.GroupBy}' is none of {string.Join(", ", AskGrouping.Names)}."));
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(query.Zone ?? "UTC", out var zone))
            return (null, Problems.Invalid("zone", $"'{query.Zone}' is no name of the IANA time zone database. One is Europe/Paris."));
        var visible = (await access.ScopeAsync(caller, cancel)).AccountIds;
        var asked = query.Account?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (new(new(from, to, zone), [.. asked is null ? visible : visible.Intersect(asked)], grouping), null);
    }
}

/// <summary>What a report is about.</summary>
internal sealed record ReportScope(Period Period, IReadOnlyList<string> Accounts, AskGrouping Grouping)
{
    public Report<T> With<T>(IReadOnlyList<T> rows) => new(Period.From, Period.To, Period.Zone.Id, rows);
}
