using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

public sealed class ContentTests
{
    public static TheoryData<string> Databases => Desk.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task A_post_gives_its_title_and_link_to_conversations_about_it_whichever_came_first(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var page = await desk.AddAccountAsync("page");
        await desk.ApplyAsync(Untitled(desk, page, "1", "ann"));
        Assert.Null((await desk.CardAsync()).Content);

        await desk.ApplyAsync(Seen(desk, page, "post1", "New shop", 1), Seen(desk, page, "nobody", "Nobody talked about this", 1));
        await desk.ApplyAsync(Untitled(desk, page, "2", "bob"));
        Assert.Equal(["New shop https://us.example/post1", "New shop https://us.example/post1"], (await desk.CardsAsync()).Select(c => $"{c.Content!.Title} {c.Content.Url}"));
        Assert.Equal([("nobody", true, 0), ("post1", true, 2)], await desk.Database.ListAsync<(string, bool, int)>(
            """
            select k.external_id, k.own, count(c.id)
            from contents k
            left join conversations c on c.account_id = k.account_id and c.content_id = k.external_id
            group by k.external_id, k.own
            order by k.external_id
            """,
            null, Desk.Stop));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Fact]
    public async Task Open_pages_are_told_when_a_title_becomes_known_or_changes_and_not_otherwise()
    {
        await using var desk = await Desk.OpenAsync();
        var page = await desk.AddAccountAsync("page");
        await desk.ApplyAsync(Untitled(desk, page, "1", "ann"));
        var card = await desk.CardAsync();

        var told = await desk.ApplyAsync(Seen(desk, page, "post1", "New shop", 1));
        Assert.Equal((card.Id, page, card.Version + 1), (Assert.Single(told).Id, told[0].AccountId, told[0].Version));
        Assert.Equal(told[0].Version, (await desk.CardAsync()).Version);
        Assert.Empty(await desk.ApplyAsync(Seen(desk, page, "post1", "New shop", 2)));
        Assert.Single(await desk.ApplyAsync(Seen(desk, page, "post1", "Newer shop", 3)));
    }

    [Fact]
    public async Task A_title_that_comes_with_one_persons_comment_stands_on_everybodys_until_somebody_looks()
    {
        await using var desk = await Desk.OpenAsync();
        var page = await desk.AddAccountAsync("page");
        await desk.ApplyAsync(Untitled(desk, page, "1", "ann"));
        await desk.ApplyAsync(desk.Comment(page, "2", "bob", title: "As Bob saw it"));
        Assert.Equal(["As Bob saw it", "As Bob saw it"], (await desk.CardsAsync()).Select(c => c.Content!.Title));
        Assert.False((await desk.Database.OneAsync<bool?>("select own from contents", null, Desk.Stop))!.Value);

        await desk.ApplyAsync(Seen(desk, page, "post1", "As it is", 0));
        await desk.ApplyAsync(desk.Comment(page, "3", "cid", title: "As Cid saw it"));
        Assert.Equal(["As it is"], (await desk.CardsAsync()).Select(c => c.Content!.Title!).Distinct());
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Posts_of_a_store_from_before_keep_the_title_that_their_conversations_knew(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var page = await desk.AddAccountAsync("page");
        await desk.ApplyAsync(desk.Comment(page, "1", "ann", title: "As Ann saw it"), Untitled(desk, page, "2", "bob"));
        await desk.Database.WriteAsync(t => t.RunAsync("delete from contents", null, Desk.Stop), Desk.Stop);
        await desk.Database.WriteAsync(t => t.RunAsync("delete from migrations where name like '%007-told-content.sql'", null, Desk.Stop), Desk.Stop);
        await new Migrator(desk.Database, desk.Clock).RunAsync([ThreadsRoom.Schema], Desk.Stop);

        Assert.Equal(("As Ann saw it", false), await desk.Database.OneAsync<(string, bool)>("select title, own from contents", null, Desk.Stop));
        await desk.ApplyAsync(Seen(desk, page, "post1", "As it is", 1));
        Assert.Equal(["As it is", "As it is"], (await desk.CardsAsync()).Select(c => c.Content!.Title));
    }

    [Fact]
    public async Task Looks_removals_and_what_messages_told_end_the_same_in_any_order()
    {
        string? state = null;
        for (var seed = 0; seed < 60; seed++)
        {
            await using var desk = await Desk.OpenAsync();
            var page = await desk.AddAccountAsync("page");
            var at = desk.Clock.GetUtcNow();
            IChannelEvent[] events =
            [
                Seen(desk, page, "back", "Old", 1), Gone(desk, page, "back", 2), Seen(desk, page, "back", "New", 3),
                Seen(desk, page, "gone", "Old", 1), Gone(desk, page, "gone", 4), Gone(desk, page, "gone", 3), desk.Comment(page, "g", "ann", "gone", at: at.AddMinutes(9), title: "Told"),
                Seen(desk, page, "same", "A", 1), Seen(desk, page, "same", "B", 1),
                desk.Comment(page, "t1", "ann", "told", at: at, title: "First"), desk.Comment(page, "t2", "bob", "told", at: at.AddMinutes(1), title: "Second"), Untitled(desk, page, "t3", "cid", "told"),
                Gone(desk, page, "unseen", 1),
            ];
            new Random(seed).Shuffle(events);
            foreach (var some in events.Concat(events).Chunk(1 + seed % 4))
                await desk.ApplyAsync(some);
            var rows = string.Join('\n', await desk.Database.ListAsync<string>(
                $"select external_id || ' ' || coalesce(title, '-') || ' ' || cast(own as text) || ' ' || cast((coalesce(removed_at, {at.ToUnixTimeMilliseconds()}) - {at.ToUnixTimeMilliseconds()}) / 60000 as text) from contents order by external_id", null, Desk.Stop));
            Assert.Equal(state ??= rows, rows);
            Assert.Equal("back New 1 0\ngone Old 1 4\nsame B 1 0\ntold Second 0 0\nunseen - 0 1", rows);
        }
    }

    [Fact]
    public async Task A_picture_that_is_shown_no_more_is_kept_no_longer()
    {
        await using var desk = await Desk.OpenAsync();
        var page = await desk.AddAccountAsync("page");
        await desk.ApplyAsync(Untitled(desk, page, "1", "ann"));
        var pictures = new List<string>();
        foreach (var minute in (int[])[2, 1, 3])
        {
            pictures.Add((await desk.Get<Attachments>().AddAsync("anna", "post.jpg", "image/jpeg", [1], Desk.Stop)).Id);
            await desk.ApplyAsync(Seen(desk, page, "post1", $"Title {minute}", minute) with { Picture = pictures[^1] });
        }
        Assert.Equal((pictures[2], "Title 3"), ((await desk.CardAsync()).Content!.Picture, (await desk.CardAsync()).Content!.Title));
        Assert.Equal([pictures[2]], await desk.Database.ListAsync<string>("select id from attachments", null, Desk.Stop));

        await desk.Database.WriteAsync(t => t.RunAsync("update attachments set size = 0", null, Desk.Stop), Desk.Stop); // as while it is still fetched
        Assert.Null((await desk.CardAsync()).Content!.Picture);
    }

    private static MessageReceived Untitled(Desk desk, string page, string id, string who, string post = "post1") => desk.Comment(page, id, who, post) with { Content = new(post) };

    private static ContentSeen Seen(Desk desk, string page, string id, string title, int minute) =>
        new(Id.New(desk.Clock), page, "page", new(id, $"https://us.example/{id}", title), desk.Clock.GetUtcNow().AddMinutes(minute)) { Own = true, PublishedAt = desk.Clock.GetUtcNow().AddDays(-1) };

    private static ContentSeen Gone(Desk desk, string page, string id, int minute) =>
        new(Id.New(desk.Clock), page, "page", new(id), desk.Clock.GetUtcNow().AddMinutes(minute)) { Removed = true };
}
