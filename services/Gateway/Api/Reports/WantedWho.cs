using Inbox.Insights;
using Inbox.Storage;

namespace Inbox.Gateway;

/// <summary>Whom the team wants to reach: one set for the installation, so that everybody and the weekly mail count the same conversations.</summary>
internal sealed class WantedWho(Database database)
{
    /// <summary>The chosen values of <em>who</em>; those that are usual while nobody chose.</summary>
    public async Task<IReadOnlyCollection<string>> ReadAsync(CancellationToken cancel) =>
        await database.ListAsync<string>("select who from wanted_who order by who", null, cancel) is { Count: > 0 } chosen ? chosen : ConversationsByContent.UsuallyWanted;

    /// <summary>Chooses them for everybody.</summary>
    public Task ChooseAsync(IReadOnlyCollection<string> who, CancellationToken cancel) =>
        database.WriteAsync(
            async t =>
            {
                await database.Dialect.HoldAsync(t, "wanted-who", cancel);
                await t.RunAsync("delete from wanted_who", null, cancel);
                foreach (var one in who)
                    await t.RunAsync("insert into wanted_who (who) values (@one)", new { one }, cancel);
                return who.Count;
            },
            cancel);

    /// <summary>The question with the chosen set, where it names none of its own.</summary>
    public async Task<ReportQuery> InAsync(ReportQuery query, CancellationToken cancel) =>
        query.Who is null ? query with { Who = string.Join(',', await ReadAsync(cancel)) } : query;
}
