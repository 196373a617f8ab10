using Inbox.Insights;
using Inbox.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Gateway;

/// <summary>What a digest tells: rows of the reports, as the page shows them, with the conversations behind each.</summary>
internal sealed record DigestFigures(
    Period Period, PeopleCount? People, DepthOfTalks? Depth, TimeToAnswer? Times, QuestionsAnswered? Questions, IReadOnlyList<ContextKnown> Natures, IReadOnlyList<ContentRow> Content)
{
    private const int MostContent = 5, MostAccounts = 8;
    private static readonly ReportQuery Plain = new();

    /// <summary>How long people waited, by account; empty where there is only one.</summary>
    public IReadOnlyList<TimeToAnswer> Waits { get; init; } = [];

    /// <summary>Whether anybody listens, for accounts that publish.</summary>
    public IReadOnlyList<ChannelRow> Channels { get; init; } = [];

    /// <summary>Who came back, or in how short a time how many are to be expected.</summary>
    public SecondDateRow? Dates { get; init; }

    /// <summary>What the accounts are called, by their ids.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>Counts a period over the accounts that the reader may see, each figure by its own report.</summary>
    public static async Task<DigestFigures> OfAsync(IServiceProvider reports, Period period, IReadOnlyCollection<string> accounts, CancellationToken cancel)
    {
        var all = new ReportScope(period, accounts);
        var (natures, content, each) = (all with { GroupBy = "likelyNature" }, all with { GroupBy = "content" }, all with { GroupBy = "account" });
        var (wanted, day) = (await reports.GetRequiredService<WantedWho>().ReadAsync(cancel), TimeSpan.FromHours(24));
        var waits = accounts.Count > 1 ? await reports.GetRequiredService<ResponseTimes>().RunAsync(each, false, cancel) : [];
        var channels = await reports.GetRequiredService<ChannelsReport>().RunAsync(all, wanted, day, cancel);
        return new(
            period,
            One("people", all, await reports.GetRequiredService<PeopleReport>().RunAsync(all, cancel)),
            One("depth", all, await reports.GetRequiredService<TalkDepth>().RunAsync(all, cancel)),
            One("response-times", all, await reports.GetRequiredService<ResponseTimes>().RunAsync(all, false, cancel)),
            One("questions", all, await reports.GetRequiredService<Questions>().RunAsync(all, day, cancel)),
            [.. (await reports.GetRequiredService<ContextReport>().RunAsync(natures, cancel)).Select(r => r.Linked("context", natures, Plain))],
            [
                .. (await reports.GetRequiredService<ConversationsByContent>().RunAsync(content, wanted, day, cancel))
                    .Where(r => r.People > 0).Take(MostContent).Select(r => r.Linked("conversations-by-content", content, Plain)),
            ])
        {
            Dates = One("second-dates", all, await reports.GetRequiredService<SecondDates>().RunAsync(all, TimeSpan.FromDays(30), cancel)),
            Waits = [.. waits.Where(r => r is { Key: not null, Calendar: not null }).OrderByDescending(r => r.Calendar!.Median.Ms).Take(MostAccounts).Select(r => r.Linked("response-times", each, Plain))],
            Channels = [.. channels.Where(r => r.Listening.N > 0).Take(MostAccounts).Select(r => r.Linked("channels", all, Plain))],
            Names = (await reports.GetRequiredService<Accounts>().ListAsync(cancel)).ToDictionary(a => a.Id, a => a.Name),
        };
    }

    private static TRow? One<TRow>(string report, ReportScope scope, IReadOnlyList<TRow> rows)
        where TRow : ReportRow => rows.Count == 0 ? null : rows[0].Linked(report, scope, Plain);
}
