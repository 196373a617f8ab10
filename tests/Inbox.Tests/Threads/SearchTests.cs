using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

public sealed class SearchTests
{
    private const int People = 40;

    [Theory]
    [MemberData(nameof(Desk.Databases), MemberType = typeof(Desk))]
    public async Task A_common_word_is_paged_through_with_nothing_missed_and_nothing_twice(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await FillAsync(desk, desk.Account);
        var wanted = await IdsAsync(desk, _ => true);
        foreach (var query in new[] { "colis", "Coli perdu", "COLIS Bonjour", "包裹", "colis 包裹" })
            foreach (var limit in new[] { 1, 7, 200 })
                Assert.Equal(wanted, await PagesAsync(desk, new() { Query = query, Limit = limit }));
        Assert.Equal(await IdsAsync(desk, i => i % 2 == 0), await PagesAsync(desk, new() { Query = "troisieme", Limit = 3 }));
    }

    [Theory]
    [MemberData(nameof(Desk.Databases), MemberType = typeof(Desk))]
    public async Task A_search_shows_only_what_the_reader_may_see(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var other = await desk.AddAccountAsync(Desk.Channel);
        await FillAsync(desk, desk.Account);
        await FillAsync(desk, other);
        var (ours, theirs) = ((await CardsOfAsync(desk, desk.Account)).Order(), (await CardsOfAsync(desk, other)).Order());
        Assert.Equal(ours, (await PagesAsync(desk, new() { Query = "colis", Limit = 7, Visible = [desk.Account] })).Order());
        Assert.Equal(theirs, (await PagesAsync(desk, new() { Query = "colis", Limit = 7, Visible = [other, "elsewhere"] })).Order());
        Assert.Equal(theirs, (await PagesAsync(desk, new() { Query = "colis", Limit = 7, Account = other })).Order());
        Assert.Equal(ours.Concat(theirs).Order(), (await PagesAsync(desk, new() { Query = "colis", Limit = 7, Visible = [desk.Account, other] })).Order());
        Assert.Empty(await PagesAsync(desk, new() { Query = "colis", Account = other, Visible = [desk.Account] }));
        Assert.Empty(await PagesAsync(desk, new() { Query = "colis", Visible = [] }));
    }

    [Theory]
    [MemberData(nameof(Desk.Databases), MemberType = typeof(Desk))]
    public async Task A_page_whose_filter_passes_over_many_hits_comes_short_and_the_next_goes_on(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        await FillAsync(desk, desk.Account);
        var wanted = (await IdsAsync(desk, i => i % 10 == 3)).ToHashSet();
        foreach (var id in wanted)
            Assert.IsType<Outcome<Acted>.Done>(await desk.Get<Close>().RunAsync(id, "anna", null, Desk.Stop));
        var (seen, place, requests) = (new List<string>(), Place.Start, 0);
        while (true)
        {
            var page = await CardSearch.FindAsync(desk.Database, SearchText.Words("colis"), new() { State = States.Closed }, place, 2, Desk.Stop, mostHits: 9);
            seen.AddRange(page.Items.Select(c => c.Id));
            requests++;
            if (page.Next is null)
                break;
            place = Place.Read(page.Next)!.Value;
        }
        Assert.True(requests > 5, $"only {requests} requests");
        Assert.Equal(wanted.Order(), seen.Order());
    }

    [Theory]
    [MemberData(nameof(Desk.Databases), MemberType = typeof(Desk))]
    public async Task A_list_of_few_accounts_is_paged_in_the_order_of_all(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        var other = await desk.AddAccountAsync(Desk.Channel);
        foreach (var (account, at) in new[] { (desk.Account, 0), (other, 1), (desk.Account, 2) })
            await desk.ApplyAsync([.. Enumerable.Range(0, 10).Select(i => desk.Mail(
                $"{at}-{i}@x", $"p{at}{i}@x.example", account: account, at: desk.Clock.GetUtcNow().AddMinutes(-i / 2)))]);
        var waiting = await PagesAsync(desk, new() { State = States.Waiting });
        Assert.Equal(30, waiting.Count);
        Assert.Equal(waiting, await PagesAsync(desk, new() { State = States.Waiting, Limit = 4, Visible = [desk.Account, other, "elsewhere"] }));
        Assert.Equal((await CardsOfAsync(desk, other)).Order(), (await PagesAsync(desk, new() { State = States.Waiting, Limit = 4, Visible = [other] })).Order());
    }

    [Theory]
    [InlineData("colis", "mon colis", true)]
    [InlineData("col", "mon colis", true)]
    [InlineData("co", "mon colis", false)]
    [InlineData("olis", "mon colis", false)]
    [InlineData("包裹", "的包裹在", true)]
    [InlineData("包在", "的包裹在", false)]
    [InlineData("e-mail", "my e-mails", true)]
    [InlineData("colis perdu", "mon colis", false)]
    public void Words_stand_in_a_text_as_the_databases_see_it(string query, string text, bool stands) =>
        Assert.Equal(stands, SearchText.Has(SearchText.Fold(text), SearchText.Words(query)));

    [Theory]
    [MemberData(nameof(Desk.Databases), MemberType = typeof(Desk))]
    public async Task The_databases_and_the_check_of_later_pages_see_the_same_words(string database)
    {
        await using var desk = await Desk.OpenAsync(database);
        string[] texts = ["mon colis", "的包裹在", "my e-mails", "ÉLISE été", "a1b2 10.000,50", "under_score x", "straße ﬁn", "日本語テスト", "한국어 단어", "x@y.example"];
        string[] queries = ["colis", "col", "co", "包裹", "包在", "e-mail", "elis", "ete", "10.000", "a1b", "score", "stra", "fin", "テスト", "국어", "x@y", "x@y.exa", "example"];
        for (var i = 0; i < texts.Length; i++)
            await desk.ApplyAsync(desk.Mail($"t{i}@x", $"p{i}@q.test", subject: null, text: texts[i]));
        var stored = await desk.Database.ListAsync<(string Id, string Text)>("select conversation_id, text from messages", null, Desk.Stop);
        foreach (var query in queries)
            Assert.Equal(
                stored.Where(s => SearchText.Has(SearchText.Fold(s.Text), SearchText.Words(query))).Select(s => s.Id).Order(),
                (await PagesAsync(desk, new() { Query = query })).Order());
    }

    /// <summary>Three rounds of mails, so that a conversation's messages stand far apart; every second person does not repeat the word at the end.</summary>
    private static async Task FillAsync(Desk desk, string account)
    {
        string[] texts = ["Bonjour, mon colis est perdu 包裹", "Toujours rien", "Troisième fois: bonjour, où est mon colis perdu? 包裹"];
        for (var round = 0; round < texts.Length; round++)
        {
            desk.Clock.Advance(TimeSpan.FromMinutes(1));
            await desk.ApplyAsync([.. Enumerable.Range(0, People).Where(i => round < 2 || i % 2 == 0).Select(i => desk.Mail(
                $"{round}-{i}-{account}@x", $"p{i}@x.example", text: texts[round], account: account, replyTo: round == 0 ? null : [$"{round - 1}-{i}-{account}@x"]))]);
        }
    }

    /// <summary>The conversations of some people, the latest message with the words first.</summary>
    private static async Task<List<string>> IdsAsync(Desk desk, Func<int, bool> which)
    {
        var rows = await desk.Database.ListAsync<(string Id, string Address)>(
            "select conversation_id, author_address from messages where reply <> 'Toujours rien' order by seq desc", null, Desk.Stop);
        return [.. rows.Where(r => which(int.Parse(r.Address.Split('@')[0][1..], System.Globalization.CultureInfo.InvariantCulture))).Select(r => r.Id).Distinct()];
    }

    private static Task<List<string>> CardsOfAsync(Desk desk, string account) =>
        desk.Database.ListAsync<string>("select id from conversations where account_id = @account", new { account }, Desk.Stop);

    private static async Task<List<string>> PagesAsync(Desk desk, CardFilter filter)
    {
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await desk.Get<Conversations>().ListAsync(filter with { Cursor = cursor }, Desk.Stop);
            seen.AddRange(page.Items.Select(c => c.Id));
            cursor = page.Next;
        }
        while (cursor is not null);
        return seen;
    }
}
