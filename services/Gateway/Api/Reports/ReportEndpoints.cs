using System.Globalization;
using Inbox.Insights;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Gateway;

/// <summary>What is counted (Insights), over the accounts that the caller may read; as JSON or as CSV of the same rows, each with the conversations behind it.</summary>
internal static class ReportEndpoints
{
    private const int UsualHours = 24, UsualDays = 30;

    public static void Map(IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/reports").WithTags("Reports").Requires(Right.Read);
        Map<ResponseTimes, TimeToAnswer>(reports, AskTables.ResponseTimes, (r, scope, q, cancel) => r.RunAsync(scope, q.Compare is not null, cancel), (r, scope, q, page, cancel) => r.BehindAsync(scope, page.Key, page.Only, cancel));
        Map<Questions, QuestionsAnswered>(reports, AskTables.Questions, (r, scope, q, cancel) => r.RunAsync(scope, Within(q), cancel), (r, scope, q, page, cancel) => r.BehindAsync(scope, page.Key, page.Only, Within(q), cancel));
        Map<Staffing, StaffingHour>(reports, AskTables.Staffing, (r, scope, q, cancel) => r.RunAsync(scope, cancel), (r, scope, q, page, cancel) => r.BehindAsync(scope, page.Key, page.Only, cancel));
        Map<ContextReport, ContextKnown>(reports, ContextTable.Known, (r, scope, q, cancel) => r.RunAsync(scope, cancel), (r, scope, q, page, cancel) => r.BehindAsync(scope, page.Key, page.Only, cancel));
        Map<TalkDepth, DepthOfTalks>(reports, TalkTables.Depth, (r, scope, q, cancel) => r.RunAsync(scope, cancel), (r, scope, q, page, cancel) => r.BehindAsync(scope, page.Key, page.Only, cancel));
        Map<PeopleReport, PeopleCount>(reports, TalkTables.People, (r, scope, q, cancel) => r.RunAsync(scope, cancel), (r, scope, q, page, cancel) => r.BehindAsync(scope, page.Key, page.Only, cancel));
        Map<SecondDates, SecondDateRow>(reports, TalkTables.SecondDates, (r, scope, q, cancel) => r.RunAsync(scope, After(q), cancel), (r, scope, q, page, cancel) => r.BehindAsync(scope, page.Key, page.Only, After(q), cancel));
        Map<ChannelsReport, ChannelRow>(reports, ContentTables.Channels, (r, scope, q, cancel) => r.RunAsync(scope, Wanted(q), Within(q), cancel), (r, scope, q, page, cancel) => r.BehindAsync(scope, page.Key, page.Only, Wanted(q), cancel));
        Map<OneToOneReport, OneToOneRow>(reports, ContentTables.OneToOne, (r, scope, q, cancel) => r.RunAsync(scope, cancel), (r, scope, q, page, cancel) => r.BehindAsync(scope, page.Key, cancel));
        Map<ConversationsByContent, ContentRow>(reports, ContentTables.Content, (r, scope, q, cancel) => r.RunAsync(scope, Wanted(q), Within(q), cancel), (r, scope, q, page, cancel) => r.BehindAsync(scope, page.Key, page.Only, Wanted(q), cancel));
    }

    private static TimeSpan? Within(ReportQuery query) => query.Hours == "workday" ? null : TimeSpan.FromHours(query.Hours is { } hours ? int.Parse(hours, CultureInfo.InvariantCulture) : UsualHours);

    private static TimeSpan After(ReportQuery query) => TimeSpan.FromDays(query.Days ?? UsualDays);

    private static string[] Wanted(ReportQuery query) => ReportDoor.Split(query.Who) ?? [];

    private static void Map<TReport, TRow>(
        RouteGroupBuilder reports,
        ReportTable<TRow> table,
        Func<TReport, ReportScope, ReportQuery, CancellationToken, Task<IReadOnlyList<TRow>>> run,
        Func<TReport, ReportScope, ReportQuery, BehindQuery, CancellationToken, Task<IReadOnlyList<Behind>>> behind)
        where TReport : class
        where TRow : ReportRow
    {
        // No type parameter in what they take and give, or they could only be compiled at start: 20 of them cost a third of a second.
        reports.MapGet($"/{table.Name}", ReadAsync).Produces<Report<TRow>>();
        reports.MapGet($"/{table.Name}/conversations", ListAsync);

        async Task<IResult> ReadAsync([AsParameters] ReportQuery query, HttpContext http, ReportDoor door, ReportCsv csv, WantedWho wanted, CancellationToken cancel)
        {
            if (table.AsksWho)
                query = await wanted.InAsync(query, cancel);
            var (scope, problem) = await door.OpenAsync(query, table.Groupings, cancel);
            if (scope is null)
                return problem!;
            var rows = (await run(http.RequestServices.GetRequiredService<TReport>(), scope, query, cancel)).Select(r => r.Linked(table.Name, scope, query)).ToList();
            return query.IsCsv ? await csv.OfAsync(http, query, table, scope, rows, cancel) : TypedResults.Ok(new Report<TRow>(scope.Period.From, scope.Period.To, scope.Period.Zone.Id, rows));
        }

        async Task<Results<Ok<Listed<CardShown>>, ProblemHttpResult>> ListAsync(
            [AsParameters] ReportQuery query, [AsParameters] BehindQuery page, HttpContext http, ReportDoor door, BehindDoor cards, WantedWho wanted, CancellationToken cancel)
        {
            if (table.AsksWho)
                query = await wanted.InAsync(query, cancel);
            var (scope, problem) = await door.OpenAsync(query, table.Groupings, cancel);
            if (page.Only is { } only && !table.Parts.Contains(only))
                problem ??= Problems.Invalid("only", $"'{only}' is none of {string.Join(", ", table.Parts)}.");
            return scope is null || problem is not null ? problem! : await cards.ListAsync(await behind(http.RequestServices.GetRequiredService<TReport>(), scope, query, page, cancel), page, cancel);
        }
    }
}
