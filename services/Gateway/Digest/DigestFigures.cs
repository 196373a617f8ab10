using Inbox.Insights;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Gateway;

/// <summary>What a digest tells: rows of the reports, as the page shows them, with the conversations behind each.</summary>
internal sealed record DigestFigures(
    Period Period, PeopleCount? People, DepthOfTalks? Depth, TimeToAnswer? Times, QuestionsAnswered? Questions, IReadOnlyList<ContextKnown> Natures, IReadOnlyList<ContentRow> Content)
{
    private const int MostContent = 5;
    private static readonly ReportQuery Plain = new();

    /// <summary>Counts a period over the accounts that the reader may see, each figure by its own report.</summary>
    public static async Task<DigestFigures> OfAsync(IServiceProvider reports, Period period, IReadOnlyCollection<string> accounts, CancellationToken cancel)
    {
        var all = new ReportScope(period, accounts);
        var (natures, content) = (all with { GroupBy = "likelyNature" }, all with { GroupBy = "content" });
        return new(
            period,
            One("people", all, await reports.GetRequiredService<PeopleReport>().RunAsync(all, cancel)),
            One("depth", all, await reports.GetRequiredService<TalkDepth>().RunAsync(all, cancel)),
            One("response-times", all, await reports.GetRequiredService<ResponseTimes>().RunAsync(all, false, cancel)),
            One("questions", all, await reports.GetRequiredService<Questions>().RunAsync(all, TimeSpan.FromHours(24), cancel)),
            [.. (await reports.GetRequiredService<ContextReport>().RunAsync(natures, cancel)).Select(r => r.Linked("context", natures, Plain))],
            [
                .. (await reports.GetRequiredService<ConversationsByContent>().RunAsync(content, ConversationsByContent.UsuallyWanted, TimeSpan.FromHours(24), cancel))
                    .Where(r => r.People > 0).Take(MostContent).Select(r => r.Linked("conversations-by-content", content, Plain)),
            ]);
    }

    private static TRow? One<TRow>(string report, ReportScope scope, IReadOnlyList<TRow> rows)
        where TRow : ReportRow => rows.Count == 0 ? null : rows[0].Linked(report, scope, Plain);
}
