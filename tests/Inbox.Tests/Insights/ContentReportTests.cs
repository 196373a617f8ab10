using Inbox.Insights;
using Inbox.Tests.Insights.Packs;
using Inbox.Tests.Threads;

namespace Inbox.Tests.Insights;

public sealed class ContentReportTests
{
    public static TheoryData<string> Databases => Desk.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task A_thread_that_somebody_began_themselves_is_no_post_and_a_post_of_which_nothing_is_told_is_one(string database)
    {
        await using var packs = await PackDesk.OpenAsync(database);
        var (desk, account) = (packs.Desk, await packs.Desk.AddAccountAsync("page"));
        await desk.ApplyAsync(desk.Comment(account, "c1", "ann", post: "c1") with { Content = new("c1", null, null) }, desk.Comment(account, "c2", "bob", post: "p2") with { Content = new("p2", null, null) }, desk.Comment(account, "c3", "cid", post: "p3"));
        var scope = new ReportScope(new(desk.Clock.GetUtcNow().AddDays(-1), desk.Clock.GetUtcNow().AddDays(1), TimeZoneInfo.Utc), [account]);

        var rows = await packs.Get<ConversationsByContent>().RunAsync(scope, ConversationsByContent.UsuallyWanted, TimeSpan.FromHours(24), Desk.Stop);
        Assert.Equal(["p2", "p3"], rows.Select(r => r.ContentId).Order());
    }
}
