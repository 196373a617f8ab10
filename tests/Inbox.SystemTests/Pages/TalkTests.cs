using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Inbox.SystemTests.Pages;

/// <summary>Comments and direct messages in the page: many people under one post, answers in the open and in private, and what a platform does not take.</summary>
public sealed class TalkTests(TalkPages talk) : IClassFixture<TalkPages>
{
    [Fact]
    public async Task Twenty_people_under_one_post_are_twenty_conversations_about_it_and_a_comment_shows_what_it_answers()
    {
        for (var i = 1; i <= 20; i++)
            await talk.CommentAsync($"t{i}", $"Guest {i:00}", $"Is number {i} still to be had?", "4711_20", parent: i == 20 ? "t19" : null);
        await using var session = await talk.OpenAsync();
        var page = session.Page;
        await page.GotoAsync("/waiting");
        var cards = page.Locator(".card").Filter(new() { HasText = "posts/4711_20" });
        await Expect(cards).ToHaveCountAsync(20);
        await cards.Filter(new() { HasText = "Guest 20" }).ClickAsync();
        await Expect(page.GetByText("Answers Guest 19")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 2 }).GetByRole(AriaRole.Link).Or(page.Locator(".about a")).First).ToHaveAttributeAsync("href", "https://www.facebook.com/bakery/posts/4711_20");
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task A_comment_is_answered_in_the_open_and_in_private_and_goes_on_in_one_timeline()
    {
        await talk.CommentAsync("a1", "Ada Lovelace", "What does the rye loaf cost?");
        await using var session = await talk.OpenAsync();
        var page = session.Page;
        await page.GotoAsync("/waiting");
        await page.Locator(".card").Filter(new() { HasText = "Ada Lovelace" }).First.ClickAsync();
        await Expect(page.GetByText("Everybody can read this")).ToBeVisibleAsync();
        Assert.Empty(await Axe.LookAsync(page, "public"));
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Public reply" }).FillAsync("We will write to you.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Reply publicly" }).ClickAsync();
        await Expect(page.GetByText("Sent", new() { Exact = true })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Private reply" }).ClickAsync();
        await Expect(page.GetByText("Only Ada Lovelace reads this")).ToBeVisibleAsync();
        Assert.Empty(await Axe.LookAsync(page, "private"));
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Private reply" }).FillAsync("4.20, and for you 4.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send privately" }).ClickAsync();
        // The one private answer is given: the composer says so, and offers the open.
        await Expect(page.GetByText("Your one private answer is given.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(3);
        await PageApi.Until(() => talk.Graph.Posted.Any(p => p.Path == "me/messages" && p.Values.GetRawText().Contains("\"comment_id\":\"a1\"", StringComparison.Ordinal)), "the private answer at the platform");
        Assert.Empty(await Axe.LookAsync(page, "closed"));

        await talk.WriteAsync("m-a2", "1001", "Lovely, keep me one!");
        await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(4);
        await Expect(page.GetByText("Lovely, keep me one!").Last).ToBeVisibleAsync();
        await Expect(page.GetByText("Your one private answer is given.")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Private reply" }).FillAsync("Kept until noon.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send privately" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(5);
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task A_closed_window_and_a_dead_account_lock_the_composer_and_say_why()
    {
        await talk.WriteAsync("w1", "psid-old", "Are you open on Sunday?", Wall.Now.AddHours(-25).ToUnixTimeSeconds());
        await talk.WriteAsync("w2", "psid-new", "And on Monday?");
        await using var session = await talk.OpenAsync();
        var page = session.Page;
        await page.GotoAsync("/waiting");
        await page.Locator(".card").Filter(new() { HasText = "open on Sunday" }).ClickAsync();
        await Expect(page.GetByText("Too long since they last wrote.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Reply" }).FillAsync("Yes!");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true })).ToBeDisabledAsync();

        await page.Locator(".card").Filter(new() { HasText = "on Monday" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Reply" }).FillAsync("Yes!");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true })).ToBeEnabledAsync();
        talk.Graph.IsDead = true;
        await Expect(page.GetByText("This account does not work.")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true })).ToBeDisabledAsync();
        Assert.Empty(await Axe.LookAsync(page, "locked"));
        talk.Graph.IsDead = false;
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task What_was_begun_as_a_note_or_in_private_comes_back_so_here_and_in_another_browser()
    {
        await talk.CommentAsync("n1", "Grace Hopper", "Is the oven hot?", "4711_30");
        await talk.CommentAsync("n2", "Mary Ward", "Do you bake at night?", "4711_31");
        await using var session = await talk.OpenAsync();
        var page = session.Page;
        await page.GotoAsync("/waiting");
        await BeginAsync(page, "Grace Hopper", "Note", "A difficult customer");
        await BeginAsync(page, "Mary Ward", "Private reply", "Between us");
        await page.Locator(".card").Filter(new() { HasText = "Grace Hopper" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Note" })).ToHaveValueAsync("A difficult customer");
        await page.Locator(".card").Filter(new() { HasText = "Mary Ward" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Private reply" })).ToHaveValueAsync("Between us");

        var mary = $"/conversations/{page.Url.Split('/')[^1]}";
        await Eventually.Until(() => session.GetAsync(mary), c => c.GetProperty("draft") is { ValueKind: JsonValueKind.Object } draft && draft.GetProperty("way").GetString() == "private", "the draft at the server");
        await using var other = await talk.OpenAsync();
        await other.Page.GotoAsync(page.Url);
        await Expect(other.Page.GetByRole(AriaRole.Textbox, new() { Name = "Private reply" })).ToHaveValueAsync("Between us");
        await Expect(other.Page.GetByText("Only Mary Ward reads this")).ToBeVisibleAsync();
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task A_note_that_is_written_beside_a_refused_reply_stays_a_note()
    {
        await talk.CommentAsync("r1", "Rosa Parks", "Is the rye loaf back?", "4711_40");
        await using var session = await talk.OpenAsync();
        var page = session.Page;
        await page.GotoAsync("/waiting");
        await page.RouteAsync("**/replies", route => route.FulfillAsync(new() { Status = 409, ContentType = "application/problem+json", Body = """{"status":409,"missed":[],"version":9}""" }), new() { Times = 1 });
        await BeginAsync(page, "Rosa Parks", "Public reply", "It is.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Reply publicly" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "I have read it, reply publicly" })).ToBeEnabledAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Note" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "I have read it" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Note" }).FillAsync("She asks every day");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add note" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(2);
        var told = await Eventually.Until(() => session.MessagesAsync(page.Url.Split('/')[^1]), m => m.Count == 2, "the note");
        Assert.Equal(["message", "note"], told.Select(m => m.GetProperty("kind").GetString()).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(session.Errors, e => !e.Contains("409", StringComparison.Ordinal));
    }

    private static async Task BeginAsync(IPage page, string person, string way, string text)
    {
        await page.Locator(".card").Filter(new() { HasText = person }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Level = 2 }).GetByText(person).Or(page.GetByRole(AriaRole.Article).GetByText(person)).First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = way, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = way }).FillAsync(text);
    }
}
