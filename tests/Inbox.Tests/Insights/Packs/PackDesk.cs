using System.Text.Json;
using Inbox.Contracts;
using Inbox.Insights;
using Inbox.Storage;
using Inbox.Tests.Threads;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Tests.Insights.Packs;

/// <summary>All reports over a desk's conversations, and the packs that they read.</summary>
internal sealed class PackDesk : IAsyncDisposable
{
    private readonly ServiceProvider _services, _elsewhere;

    private PackDesk(Desk desk, int few) => (Desk, _services, _elsewhere) = (desk, Services(desk, few), Services(desk, 0));

    public Desk Desk { get; }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Makes packs in another process than the one that reports.</summary>
    public PackWriter Writer => _elsewhere.GetRequiredService<PackWriter>();

    public PackCheck Check => _services.GetRequiredService<PackCheck>();

    /// <param name="database">Which one.</param>
    /// <param name="few">So many persons and asks may be different from what is kept before all are worked out anew.</param>
    public static async Task<PackDesk> OpenAsync(string database, int few = 2_000)
    {
        var desk = await Desk.OpenAsync(database);
        await new Migrator(desk.Database, desk.Clock).RunAsync([InsightsRoom.Schema], default);
        return new(desk, few);
    }

    /// <summary>Marks everything as different from its pack, so that reports read rows alone.</summary>
    public Task ForgetAsync() => Desk.Database.WriteAsync(t => t.RunAsync("insert into insights_changes (conversation_id, times) select id, 1 from conversations where true on conflict (conversation_id) do update set times = insights_changes.times + 1", null, default), default);

    public Task<List<long>> WaitingAsync() => Desk.Database.ListAsync<long>("select times from insights_changes", null, default);

    /// <summary>Every report by everything that it can be counted by, as JSON.</summary>
    public Task<IReadOnlyList<string>> ReportsAsync(ReportScope scope) => ReportsAsync(_services, scope);

    /// <summary>The same from somebody who has kept nothing.</summary>
    public async Task<IReadOnlyList<string>> ReportsAnewAsync(ReportScope scope)
    {
        await using var services = Services(Desk, 0);
        return await ReportsAsync(services, scope);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _elsewhere.DisposeAsync();
        await Desk.DisposeAsync();
    }

    private static ServiceProvider Services(Desk desk, int few) => new ServiceCollection().AddSingleton(desk.Database).AddSingleton<TimeProvider>(desk.Clock)
        .AddSingleton<IEnumerable<ChannelDescription>>(Desk.Channels).AddInsights().AddSingleton<PackWriter>().AddSingleton(new PersonShelf(few)).AddSingleton(new AskShelf(few / 100)).BuildServiceProvider();

    private static async Task<IReadOnlyList<string>> ReportsAsync(ServiceProvider services, ReportScope scope)
    {
        T Of<T>() where T : notnull => services.GetRequiredService<T>();
        var (day, who, all) = (TimeSpan.FromHours(24), ConversationsByContent.UsuallyWanted, new List<string>());
        foreach (var by in AskGrouping.Names.Except(["team"])) // teams are the gateway's
        {
            Add(by, await Of<ResponseTimes>().RunAsync(scope with { GroupBy = by }, withBefore: true, default));
            Add(by, await Of<Questions>().RunAsync(scope with { GroupBy = by }, day, default));
        }
        Add("", await Of<Staffing>().RunAsync(scope, default));
        foreach (var by in TalkDepth.Groupings)
            Add(by, await Of<TalkDepth>().RunAsync(scope with { GroupBy = by }, default));
        foreach (var by in PeopleReport.Groupings)
        {
            Add(by, await Of<PeopleReport>().RunAsync(scope with { GroupBy = by }, default));
            Add(by, await Of<SecondDates>().RunAsync(scope with { GroupBy = by }, TimeSpan.FromDays(2), default));
        }
        foreach (var by in ContextReport.Groupings)
            Add(by, await Of<ContextReport>().RunAsync(scope with { GroupBy = by }, default));
        Add("", await Of<ChannelsReport>().RunAsync(scope, who, day, default));
        Add("", await Of<ConversationsByContent>().RunAsync(scope, who, day, default));
        return all;

        void Add<T>(string by, IReadOnlyList<T> rows) => all.AddRange(rows.Select(r => $"{typeof(T).Name} by {by}: {JsonSerializer.Serialize(r)}"));
    }
}
