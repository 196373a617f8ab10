using Inbox.Insights;
using Inbox.Threads;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Inbox.Gateway;

/// <summary>Judges what a report is asked with: a period that can be, a zone and a grouping that are known, and only accounts that the caller may read.</summary>
internal sealed class ReportDoor(Access access, Caller caller, TimeProvider clock)
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(28), Longest = TimeSpan.FromDays(3660);

    /// <summary>What the report is about; else what is wrong with the question.</summary>
    /// <param name="query">The question.</param>
    /// <param name="groupings">By what this report can be counted, the usual one first.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<(ReportScope? Scope, ProblemHttpResult? Problem)> OpenAsync(ReportQuery query, IReadOnlyCollection<string> groupings, CancellationToken cancel)
    {
        var to = query.To ?? clock.GetUtcNow();
        var from = query.From ?? to - Usual;
        if (from >= to)
            return (null, Problems.Invalid("from", "The period ends before it begins. 'from' is its first moment, 'to' the first one after it."));
        if (to - from > Longest)
            return (null, Problems.Invalid("from", "A report is about at most ten years."));
        if (query.Format is not (null or "json" or "csv"))
            return (null, Problems.Invalid("format", $"'{query.Format}' is none of json, csv."));
        if (query.Compare is not (null or "before"))
            return (null, Problems.Invalid("compare", $"'{query.Compare}' is not before, the only period that there is to compare with."));
        if (query.GroupBy is { } by && !groupings.Contains(by))
            return (null, Problems.Invalid("groupBy", $"'{query.GroupBy}' is none of {string.Join(", ", groupings)}."));
        if (Split(query.Who)?.Except(ContextValues.Who).FirstOrDefault() is { } stranger)
            return (null, Problems.Invalid("who", $"'{stranger}' is none of {string.Join(", ", ContextValues.Who)}."));
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(query.Zone ?? "UTC", out var zone))
            return (null, Problems.Invalid("zone", $"'{query.Zone}' is no name of the IANA time zone database. One is Europe/Paris."));
        var visible = (await access.ScopeAsync(caller, cancel)).AccountIds;
        var asked = Split(query.Account);
        return (new(new(from, to, zone), [.. asked is null ? visible : visible.Intersect(asked)], query.GroupBy ?? groupings.First()), null);
    }

    /// <summary>The parts of a list with a comma between; null without one.</summary>
    public static string[]? Split(string? list) => list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
