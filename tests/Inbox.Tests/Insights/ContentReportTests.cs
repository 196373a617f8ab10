using Inbox.Insights;
using Inbox.Tests.Insights.Packs;
using Inbox.Tests.Threads;
using Inbox.Threads;

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

        Assert.Equal(["p2: 1", "p3: 1"], await RowsAsync(packs, account));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_post_stays_when_a_comment_elsewhere_has_its_number(string database)
    {
        await using var packs = await PackDesk.OpenAsync(database);
        var (desk, account) = (packs.Desk, await packs.Desk.AddAccountAsync("page"));
        await desk.ApplyAsync(
            desk.Comment(account, "1", "ann") with { Content = new("2", null, null) }, desk.Comment(account, "2", "bob") with { Content = new("7", null, null) }, desk.Comment(account, "3", "cid") with { Content = new("2", null, null) });

        Assert.Equal(["2: 2", "7: 1"], await RowsAsync(packs, account));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task A_thread_that_somebody_began_themselves_becomes_no_post_by_being_merged_into_what_is_about_one(string database)
    {
        await using var packs = await PackDesk.OpenAsync(database);
        var (desk, account) = (packs.Desk, await packs.Desk.AddAccountAsync("page"));
        await desk.ApplyAsync(desk.Comment(account, "c1", "ann") with { Content = new("c1", null, null) }, desk.Comment(account, "c2", "bob") with { Content = new("c1", null, null) }, desk.Comment(account, "c3", "ann", post: "p2", title: "Tea"));
        var cards = await desk.CardsAsync();
        var (about, begun) = (cards.Single(c => c.Content?.Title == "Tea"), cards.Single(c => c.Person.Name == "ann" && c.Content?.Title is null));
        Assert.IsType<Outcome<Acted>.Done>(await desk.Get<MergeConversations>().RunAsync(about.Id, "anna", begun.Id, Desk.Stop));

        Assert.Equal(["p2: 1"], await RowsAsync(packs, account));
    }

    [Fact]
    public async Task Whether_a_post_is_such_a_thread_is_asked_of_an_index()
    {
        await using var desk = await Desk.OpenAsync();

        Assert.Contains("messages_external (account_id=? AND external_id=?)", await PlanTests.PlanAsync(desk, PostBook.Begun(desk.Database.Dialect)), StringComparison.Ordinal);
    }

    /// <summary>Each post of the report with how many people it brought.</summary>
    private static async Task<IEnumerable<string>> RowsAsync(PackDesk packs, string account)
    {
        var now = packs.Desk.Clock.GetUtcNow();
        var rows = await packs.Get<ConversationsByContent>().RunAsync(new(new(now.AddDays(-1), now.AddDays(1), TimeZoneInfo.Utc), [account]), ConversationsByContent.UsuallyWanted, TimeSpan.FromHours(24), Desk.Stop);
        return rows.Select(r => $"{r.ContentId}: {r.People}").Order();
    }
}
