using Inbox.Gateway;
using Inbox.Insights;
using Inbox.Servers;
using Inbox.Storage;
using Inbox.Tests.Gateway;
using Inbox.Tests.Threads;
using Inbox.Threads;
using Inbox.WorkingHours;

namespace Inbox.Tests.Insights.Year;

/// <summary>A whole year, put through the product's door once, and a gateway that is asked about it on its last evening.</summary>
public sealed class YearHouse : IAsyncLifetime
{
    private readonly ThrowAwayFolder _folder = new("year");

    internal YearLife Life { get; } = new(seed: 2026);

    internal GatewayHost Host { get; private set; } = null!;

    internal HttpClient Reader { get; private set; } = null!;

    /// <summary>Which conversation of the store each message is in.</summary>
    internal IReadOnlyDictionary<string, string> Conversations { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await using (var desk = await Desk.OpenAsync(path: _folder["inbox.db"]))
        {
            await new Migrator(desk.Database, desk.Clock).RunAsync([InsightsRoom.Schema], default);
            desk.Clock.Advance(YearTime.Utc(YearTime.Start) - desk.Clock.GetUtcNow());
            await SetUpAsync(desk);
            await Life.Script.PlayAsync(new(desk));
            foreach (var q in new[] { "messages", "conversations", "asks", "people", "acts", "asks where withdrawn_at is not null", "asks where dismissed_at is not null", "asks where owner is not null", "messages where answers_comment is not null", "messages where state='failed'", "conversations where nature='spam'" })
                Conversations = (await desk.Database.ListAsync<(string Id, string Conversation)>("select id, conversation_id from messages", null, default)).ToDictionary(m => m.Id, m => m.Conversation);
            await desk.Database.WriteAsync(SuggestedAsync, default);
        }
        Host = await GatewayHost.StartAsync(sqlite: _folder["inbox.db"]);
        Host.Clock.Advance(YearTime.Utc(YearTime.End) - Host.Clock.GetUtcNow());
        await Host.Get<Database>().WriteAsync(TeamsAsync, default);
        Reader = await Host.AsAsync(Role.Admin);
    }

    public async ValueTask DisposeAsync()
    {
        Reader.Dispose();
        await Host.DisposeAsync();
        _folder.Dispose();
    }

    private async Task SetUpAsync(Desk desk)
    {
        foreach (var account in Life.Accounts)
            account.Id = account.Channel == Desk.Channel ? desk.Account : await desk.AddAccountAsync(account.Channel, page: "4711");
        var (schedules, weekdays) = (desk.Get<Schedules>(), (int[])[1, 2, 3, 4, 5]);
        var hours = new ScheduleHours("Europe/Paris", [new(weekdays, "09:00", "12:30"), new(weekdays, "14:00", "18:00")], YearTime.Holidays, "2025-01-01");
        await schedules.SetAsync(Life.Mail.Id, hours, default);
        await schedules.SetAsync(Life.Mail.Id, hours with { Weekly = [.. hours.Weekly, new([6], "10:00", "14:00")], ValidFrom = "2026-09-01" }, default);
        await schedules.SetAsync(Life.Wall.Id, new("Europe/Paris", [new([1, 2, 3, 4, 5, 6, 7], "20:00", "03:00")], [], "2025-01-01"), default);
        foreach (var account in Life.Accounts.Where(a => a.FirstMinutes is not null))
            Assert.IsType<Outcome<AnswerTargets>.Done>(await desk.Get<Targets>().SetAsync(account.Id, [new("normal", account.FirstMinutes, account.NextMinutes, account.Hours is not null)], null, default));
    }

    /// <summary>What had been suggested to staff. What is suggested follows from texts and is proved elsewhere.</summary>
    private async Task SuggestedAsync(System.Data.Common.DbTransaction transaction)
    {
        foreach (var talk in Life.Facts.Talks)
            if (talk.Suggested is var (who, why, nature))
                await transaction.RunAsync(
                    """
                    insert into suggestions (conversation_id, account_id, version, nature, also, nature_source, nature_evidence, sentiment, sentiment_evidence, language, who, why)
                    values (@id, @account, 1, @nature, '', 'rule', '', @Sentiment, '', @Language, @who, @why)
                    """,
                    new { id = Conversations[talk.Said[0].Id], account = talk.Account.Id, who, why, nature, talk.SuggestedFelt.Sentiment, talk.SuggestedFelt.Language }, default);
    }

    private async Task TeamsAsync(System.Data.Common.DbTransaction transaction)
    {
        foreach (var team in Life.Accounts.SelectMany(a => a.Teams).Distinct())
            await transaction.RunAsync("insert into teams (id, name, created_at) values (@team, @team, 0)", new { team }, default);
        foreach (var account in Life.Accounts)
            foreach (var team in account.Teams)
                await transaction.RunAsync("insert into team_accounts (team_id, account_id) values (@team, @account)", new { team, account = account.Id }, default);
    }
}
