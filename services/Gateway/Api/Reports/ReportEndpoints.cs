using Inbox.Insights;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>What is counted (Insights), over the accounts that the caller may read; as JSON or as CSV of the same rows.</summary>
internal static class ReportEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGroup("/reports").WithTags("Reports").Requires(Right.Read)
            .MapGet("/response-times", ResponseTimesAsync);

    private static async Task<Results<Ok<Report<TimeToAnswer>>, FileContentHttpResult, ProblemHttpResult>> ResponseTimesAsync(
        [AsParameters] ReportQuery query, HttpContext http, ResponseTimes report, ReportDoor door, CancellationToken cancel)
    {
        if (AskGrouping.Find(query.GroupBy ?? "none") is not { } grouping)
            return Problems.Invalid("groupBy", $"'{query.GroupBy}' is none of {string.Join(", ", AskGrouping.Names)}.");
        var (scope, problem) = await door.OpenAsync(query, cancel);
        if (scope is null)
            return Problems.Invalid(problem!.Value.Key, problem.Value.Message);
        var rows = await report.RunAsync(scope.Period, scope.Accounts, grouping, cancel);
        return query.Format == "csv"
            ? ReportCsv.Of(http, query, "response-times", ResponseTimesCsv.Columns, rows.Select(ResponseTimesCsv.Fields))
            : TypedResults.Ok(new Report<TimeToAnswer>(scope.Period.From, scope.Period.To, scope.Period.Zone.Id, rows));
    }
}
