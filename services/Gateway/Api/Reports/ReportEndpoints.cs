using Inbox.Insights;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Inbox.Gateway;

/// <summary>What is counted (Insights), over the accounts that the caller may read; as JSON or as CSV of the same rows.</summary>
internal static class ReportEndpoints
{
    private const int UsualHours = 24;

    public static void Map(IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/reports").WithTags("Reports").Requires(Right.Read);
        reports.MapGet("/response-times", ResponseTimesAsync);
        reports.MapGet("/questions", QuestionsAsync);
    }

    private static async Task<Results<Ok<Report<TimeToAnswer>>, FileContentHttpResult, ProblemHttpResult>> ResponseTimesAsync(
        [AsParameters] ReportQuery query, HttpContext http, ResponseTimes report, ReportDoor door, CancellationToken cancel)
    {
        var (scope, problem) = await door.OpenAsync(query, cancel);
        if (scope is null)
            return problem!;
        var rows = await report.RunAsync(scope.Period, scope.Accounts, scope.Grouping, cancel);
        return query.IsCsv ? ReportCsv.Of(http, query, "response-times", ReportColumns.ResponseTimes, rows.Select(ReportColumns.Of)) : TypedResults.Ok(scope.With(rows));
    }

    private static async Task<Results<Ok<Report<QuestionsAnswered>>, FileContentHttpResult, ProblemHttpResult>> QuestionsAsync(
        [AsParameters] ReportQuery query, HttpContext http, Questions report, ReportDoor door, CancellationToken cancel)
    {
        var (scope, problem) = await door.OpenAsync(query, cancel);
        if (scope is null)
            return problem!;
        var rows = await report.RunAsync(scope.Period, scope.Accounts, scope.Grouping, TimeSpan.FromHours(query.Hours ?? UsualHours), cancel);
        return query.IsCsv ? ReportCsv.Of(http, query, "questions", ReportColumns.Questions, rows.Select(ReportColumns.Of)) : TypedResults.Ok(scope.With(rows));
    }
}
