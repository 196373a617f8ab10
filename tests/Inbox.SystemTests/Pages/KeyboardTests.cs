using System.Text.RegularExpressions;
using Inbox.Mail;
using Inbox.Servers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Inbox.SystemTests.Pages;

/// <summary>Everything by keys alone: no test of this class touches a mouse.</summary>
public sealed class KeyboardTests(PageInbox inbox) : IClassFixture<PageInbox>
{
    /// <summary>A conversation for each test.</summary>
    private static readonly (string Subject, string Name, string Text)[] Letters =
    [
        ("Keys", "Kim Keys", "Where is my parcel?"), ("Walk one", "Wanda One", "First"), ("Walk two", "Willi Two", "Second"), ("Assign", "Asa Assign", "Whose is this?"),
        ("Search", "Sam Search", "A very particular heliotrope."), ("Palette", "Pat Palette", "Hello"), ("Tab", "Tab Taylor", "Hello"),
    ];

    [Fact]
    public async Task A_reply_is_written_and_sent_by_keys_alone()
    {
        await using var session = await OpenAsync("Keys");
        var page = session.Page;
        var before = inbox.Sink.Mails.Count;

        await page.Keyboard.PressAsync("r");
        await page.Locator("textarea:focus").WaitForAsync();
        await page.Keyboard.TypeAsync("It leaves today. j k e are letters here.");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.Locator("article.out").GetByText("It leaves today. j k e are letters here.").WaitForAsync();
        await PageApi.Until(() => inbox.Sink.Mails.Count > before, "the reply");
        Assert.Contains("It leaves today.", MailReader.Read(inbox.Sink.Mails[^1].Data).Text, StringComparison.Ordinal);
        await page.Locator("article.out").GetByText("Sent", new() { Exact = true }).WaitForAsync();
        Assert.Empty(session.Errors);
    }

    [Fact]
    public async Task J_and_k_walk_through_the_list()
    {
        await using var session = await OpenAsync("Walk", twice: true);
        var page = session.Page;
        await page.Keyboard.PressAsync("j");
        var first = await SelectedAsync(page, null);
        await page.Keyboard.PressAsync("j");
        var second = await SelectedAsync(page, first);
        Assert.NotEqual(first, second);
        await page.Keyboard.PressAsync("k");
        Assert.Equal(first, await SelectedAsync(page, second));
        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".card[aria-current=true]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    [Fact]
    public async Task A_assigns_to_me_and_e_closes_and_opens_again()
    {
        await using var session = await OpenAsync("Assign");
        var page = session.Page;
        var id = await session.ConversationAsync("Assign");
        await page.Keyboard.PressAsync("a");
        await page.GetByText("Assigned to Ada Desk").First.WaitForAsync();
        Assert.Equal("Ada Desk", (await session.GetAsync($"/conversations/{id}")).GetProperty("assignee").GetProperty("name").GetString());
        await page.Keyboard.PressAsync("e");
        await page.GetByText("Conversation closed").First.WaitForAsync();
        Assert.Equal("closed", (await session.GetAsync($"/conversations/{id}")).GetProperty("state").GetString());
        await page.GotoAsync($"/closed/{id}");
        await page.Locator("article").First.WaitForAsync();
        await page.Keyboard.PressAsync("e");
        await page.GetByText("Conversation opened again").First.WaitForAsync();
        Assert.NotEqual("closed", (await session.GetAsync($"/conversations/{id}")).GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("s")]
    [InlineData("/")]
    public async Task S_and_slash_search_the_whole_history(string key)
    {
        await using var session = await OpenAsync("Search");
        var page = session.Page;
        await page.Keyboard.PressAsync(key);
        await page.Locator("input:focus").WaitForAsync();
        await page.Keyboard.TypeAsync("heliotrope");
        await Expect(page).ToHaveURLAsync(new Regex("/search.*q=heliotrope"));
        await page.Locator(".card").GetByText("Sam Search").WaitForAsync();
        await Expect(page.Locator(".card")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_palette_and_the_help_name_every_command_and_give_the_focus_back()
    {
        await using var session = await OpenAsync("Palette");
        var page = session.Page;
        await page.Keyboard.PressAsync("r");
        await page.Keyboard.PressAsync("Control+k");
        var options = page.Locator("dialog[open] [role=option]");
        await options.First.WaitForAsync();
        var named = string.Join('\n', await options.AllInnerTextsAsync());
        foreach (var command in (string[])["Reply", "Write a note", "Assign to me", "Assign to…", "Close the conversation", "Snooze", "Tags", "Merge with another conversation", "Split messages off",
            "Next conversation", "Previous conversation", "Search conversations", "Person", "Waiting", "Open", "Snoozed", "Closed", "Settings", "Keyboard", "Sign out"])
            Assert.Contains(command, named, StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("dialog").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.Locator("textarea:focus").WaitForAsync();

        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("?");
        await page.Locator("dialog[open]").GetByText("Next conversation").WaitForAsync();
        await page.Keyboard.PressAsync("Escape");

        await page.Keyboard.PressAsync("Control+k");
        await options.First.WaitForAsync();
        await page.Keyboard.TypeAsync("settings");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/settings"));
    }

    [Fact]
    public async Task Tab_reaches_the_lists_the_conversation_and_the_reply_box()
    {
        await using var session = await OpenAsync("Tab");
        var page = session.Page;
        var reached = new HashSet<string>();
        for (var n = 0; n < 60; n++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>("() => { const a = document.activeElement; return a.closest('aside') ? 'person' : a.closest('article') ? 'message' : a.closest('.card') ? 'card' : a.localName === 'textarea' ? 'reply' : a.closest('nav') ? 'rail' : a.closest('[role=search]') ? 'search' : a.closest('header') ? 'header' : a.localName }"));
        }
        Assert.Superset(new HashSet<string> { "rail", "search", "card", "header", "message", "reply" }, reached);
    }

    private async Task<Session> OpenAsync(string subject, bool twice = false)
    {
        await inbox.ImportOnceAsync([.. Letters.Select(letter => (letter.Subject, HostileMail.Text(letter.Subject, letter.Text, letter.Name, $"{letter.Name.Split(' ')[0].ToLowerInvariant()}@keys.test")))]);
        var session = await inbox.OpenAsync();
        var id = await session.ConversationAsync(twice ? $"{subject} one" : subject);
        if (twice) await session.ConversationAsync($"{subject} two");
        await session.Page.GotoAsync(twice ? "/waiting" : $"/waiting/{id}");
        await session.Page.Locator(twice ? ".card" : "article").First.WaitForAsync();
        await session.Page.Locator(".card").First.WaitForAsync();
        return session;
    }

    /// <summary>Where the selected card leads, once it is another than before.</summary>
    private static async Task<string?> SelectedAsync(IPage page, string? before)
    {
        await page.WaitForFunctionAsync("(before) => { const now = document.querySelector('.card[aria-current=true]')?.getAttribute('href'); return now && now !== before }", before);
        return await page.Locator(".card[aria-current=true]").GetAttributeAsync("href");
    }
}
