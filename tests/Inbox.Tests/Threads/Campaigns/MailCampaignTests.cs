using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Tests.Threads.Campaigns;

public sealed class MailCampaignTests
{
    private const string Target = "https://shop.example/spring";
    private static readonly Campaign Spring = new("Spring", "newsletter", "email");

    public static TheoryData<string> Ways => ["plus", "in-reply-to", "references", "subject", "text", "html", "list"];

    [Theory, MemberData(nameof(Ways))]
    public async Task A_mail_is_about_the_campaign_whose_reference_it_carries(string way)
    {
        await using var desk = await Desk.OpenAsync();
        var reference = (await LinkAsync(desk, "list.shop.example")).Reference;
        var mail = way switch
        {
            "plus" => desk.Mail("1", "ann@x.example", tokens: [reference]),
            "in-reply-to" => desk.Mail("1", "ann@x.example", replyTo: [$"{reference}.42@mail.shop.example"]),
            "references" => desk.Mail("1", "ann@x.example", references: [$"42+{reference}@mail.shop.example", "other@mail.shop.example"]),
            "subject" => desk.Mail("1", "ann@x.example", subject: $"Re: Our roses [{reference}]"),
            "text" => desk.Mail("1", "ann@x.example", text: $"Is this real? https://inbox.example/t/{reference}"),
            "html" => Html(desk.Mail("1", "ann@x.example"), $"<p>Hello</p><blockquote><a href='https://inbox.example/t/{reference}'>Roses</a></blockquote>"),
            _ => Says(desk.Mail("1", "ann@x.example", automatic: AutomaticKind.List), "List.Shop.Example"),
        };
        await desk.ApplyAsync(mail, desk.Mail("2", "bob@x.example", text: "Something else, well-known, about https://inbox.example/t/none-a2b3c"));

        Assert.Equal([("Spring · newsletter · email", Target), (null, null)], (await desk.CardsAsync()).OrderBy(c => c.Person.Name, StringComparer.Ordinal).Select(c => (c.Content?.Title, c.Content?.Url)));
        Assert.Equal(Spring.ContentId, await desk.Database.OneAsync<string>("select content_id from conversations where content_id is not null", null, Desk.Stop));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Theory, InlineData("sqlite", false), InlineData("sqlite", true), InlineData("postgres", false), InlineData("postgres", true)]
    public async Task Mails_that_answer_the_campaigns_own_mail_are_about_it_whichever_came_first(string database, bool answersFirst)
    {
        await using var desk = await Desk.OpenAsync(database);
        await LinkAsync(desk, "spring-2026");
        var campaign = Says(desk.Mail("campaign@mail.example", "news@us.example", subject: "Our roses", automatic: AutomaticKind.List), "Spring-2026");
        MessageReceived[] answers = [desk.Mail("a", "ann@x.example", subject: "Re: Our roses", replyTo: ["campaign@mail.example"]), desk.Mail("b", "bob@x.example", subject: "Re: Our roses", references: ["campaign@mail.example"])];
        foreach (var some in answersFirst ? new[] { answers, [campaign] } : [[campaign], answers])
            await desk.ApplyAsync(some);

        var cards = (await desk.CardsAsync()).Where(c => c.Person.Name is "ann" or "bob").ToList();
        Assert.Equal(["Spring · newsletter · email", "Spring · newsletter · email"], cards.Select(c => c.Content?.Title));
        Assert.Empty(await desk.Get<Verify>().RunAsync(Desk.Stop));
    }

    [Fact]
    public async Task Who_had_written_before_was_not_brought_by_a_link_in_our_answer()
    {
        await using var desk = await Desk.OpenAsync();
        var reference = (await LinkAsync(desk)).Reference;
        await desk.ApplyAsync(desk.Mail("1", "ann@x.example"));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.ApplyAsync(desk.Mail("2", "", direction: Direction.Out, to: ["ann@x.example"], replyTo: ["1"], text: $"See https://inbox.example/t/{reference}"));
        Assert.Null((await desk.CardAsync()).Content);

        await desk.ApplyAsync(desk.Mail("3", "", direction: Direction.Out, to: ["bob@x.example"], subject: "Our roses", text: $"See https://inbox.example/t/{reference}"));
        desk.Clock.Advance(TimeSpan.FromMinutes(1));
        await desk.ApplyAsync(desk.Mail("4", "bob@x.example", subject: "Re: Our roses", replyTo: ["3"]));
        Assert.Equal("Spring · newsletter · email", (await desk.CardsAsync()).Single(c => c.Person.Name == "bob").Content?.Title);
    }

    [Fact]
    public async Task A_link_that_was_taken_away_brings_nobody_and_whom_it_had_brought_stays()
    {
        await using var desk = await Desk.OpenAsync();
        var links = desk.Get<TrackedLinks>();
        var reference = (await LinkAsync(desk)).Reference;
        await desk.ApplyAsync(desk.Mail("1", "ann@x.example", tokens: [reference]));
        Assert.True(await links.RemoveAsync(reference, Desk.Stop));
        Assert.False(await links.RemoveAsync(reference, Desk.Stop));
        await desk.ApplyAsync(desk.Mail("2", "bob@x.example", tokens: [reference]));

        Assert.Equal(["ann Spring · newsletter · email", "bob "], (await desk.CardsAsync()).Select(c => $"{c.Person.Name} {c.Content?.Title}").Order(StringComparer.Ordinal));
        Assert.Empty(await links.ListAsync(Desk.Stop));
    }

    [Theory]
    [InlineData("https://shop.example/roses?id=1#top", "https://shop.example/roses?id=1&utm_campaign=Spring&utm_source=newsletter&utm_medium=email&utm_id={ref}#top")]
    [InlineData("https://shop.example", "https://shop.example/?utm_campaign=Spring&utm_source=newsletter&utm_medium=email&utm_id={ref}")]
    [InlineData("http://shop.example/?utm_source=ours", "http://shop.example/?utm_source=ours&utm_campaign=Spring&utm_medium=email&utm_id={ref}")]
    public async Task A_link_tells_the_page_the_campaign_and_leaves_what_its_address_says_already(string target, string location)
    {
        await using var desk = await Desk.OpenAsync();
        var link = (await desk.Get<TrackedLinks>().AddAsync(target, Spring, null, "anna", Desk.Stop)).Link!;

        Assert.Equal(location.Replace("{ref}", link.Reference, StringComparison.Ordinal), link.Location);
    }

    [Theory, InlineData("shop.example"), InlineData("/t/other"), InlineData("//shop.example"), InlineData("javascript:alert(1)"), InlineData("data:text/html,x"), InlineData("https://user:pass@shop.example/"), InlineData("ftp://shop.example/"), InlineData("")]
    public async Task A_link_leads_to_pages_of_the_web_alone(string target)
    {
        await using var desk = await Desk.OpenAsync();

        Assert.Equal((null, "target"), ((await desk.Get<TrackedLinks>().AddAsync(target, Spring, null, "anna", Desk.Stop)) is var (link, field, _) ? (link?.Target, field) : default));
    }

    private static async Task<TrackedLink> LinkAsync(Desk desk, string? mailKey = null) => (await desk.Get<TrackedLinks>().AddAsync(Target, Spring, mailKey, "anna", Desk.Stop)).Link!;

    private static MessageReceived Html(MessageReceived mail, string html) => mail with { Body = mail.Body with { Html = html } };

    private static MessageReceived Says(MessageReceived mail, string key) => mail with { Mail = mail.Mail! with { Campaigns = [key] } };
}
