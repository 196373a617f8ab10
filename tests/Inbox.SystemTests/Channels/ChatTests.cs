using Inbox.Servers;
using Inbox.SystemTests.Proof;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Inbox.SystemTests.Channels;

/// <summary>The chat as a visitor has it: in a second browser, on somebody else's page.</summary>
public sealed class ChatTests(OpenPage open) : IClassFixture<OpenPage>
{
    private Installation Inbox => open.Inbox;

    [Fact]
    public async Task A_visitor_on_a_strict_and_ugly_page_is_answered_from_the_inbox_and_a_cut_line_loses_nothing()
    {
        var account = await Inbox.OpenChatAsync();
        await using var shop = await Shop.OpenAsync(Inbox.Host.Address, account);
        await using var seat = await open.SitDownAsync();
        await using var browser = await Browser.StartAsync();
        await using var visitor = await browser.OpenAsync();
        await visitor.Page.GotoAsync($"{shop.Url}/roses?colour=red");
        var chat = await OpenChatAsync(visitor.Page);
        Assert.Equal("rgb(123, 31, 162)", await visitor.Page.Locator("inbox-chat button").EvaluateAsync<string>("(b) => getComputedStyle(b).backgroundColor"));
        Assert.DoesNotContain("fantasy", await chat.Locator("h1").EvaluateAsync<string>("(h) => getComputedStyle(h).fontFamily"), StringComparison.Ordinal);

        await chat.SayAsync("Do you deliver on Sunday?");
        await chat.Locator(".mine:not(.unsent)").GetByText("Do you deliver on Sunday?").WaitForAsync();
        var card = Assert.Single(await Eventually.Until(() => Inbox.Api.CardsAsync(account), c => c.Count > 0, "the conversation"));
        Assert.Equal(("Red roses", $"{shop.Url}/roses?colour=red"), (card.GetProperty("content").Text("title"), card.GetProperty("content").Text("url")));
        await seat.Page.GotoAsync($"/waiting/{card.Text("id")}");
        await seat.Page.Locator("article.in").GetByText("Do you deliver on Sunday?").WaitForAsync();

        await Inbox.Api.PostAsync($"/conversations/{card.Text("id")}/notes", new { text = "A difficult customer" });
        await AnswerAsync(seat, "We do, until noon.");
        await chat.Locator(".theirs").GetByText("We do, until noon.").WaitForAsync();
        await Expect(chat.Locator(".theirs .name").First).ToHaveTextAsync("Ada");

        // The line is cut. Both sides write; when it is back everything is there once, in the server's order.
        await visitor.Context.SetOfflineAsync(true);
        await chat.SayAsync("And on Monday?");
        await chat.SayAsync("Before nine?");
        await chat.Locator(".unsent .state").First.WaitForAsync();
        await AnswerAsync(seat, "Are you still there?");
        await visitor.Context.SetOfflineAsync(false);
        await chat.Locator(".mine:not(.unsent)").GetByText("Before nine?").WaitForAsync();
        await chat.Locator(".theirs").GetByText("Are you still there?").WaitForAsync();
        await seat.Page.Locator("article.in").GetByText("Before nine?").WaitForAsync();
        await Expect(chat.Locator(".mine .bubble")).ToHaveTextAsync((string[])["Do you deliver on Sunday?", "And on Monday?", "Before nine?"]);

        // Another page of the site later: the same visitor with the same conversation, and nothing that was not for them.
        await visitor.Page.GotoAsync($"{shop.Url}/tulips");
        chat = await OpenChatAsync(visitor.Page);
        await chat.GetByText("Are you still there?").WaitForAsync();
        Assert.DoesNotContain("difficult", await chat.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Single(await Inbox.Api.CardsAsync(account));
        Assert.DoesNotContain(visitor.Errors, e => !e.Contains("ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal) && !e.Contains("favicon", StringComparison.Ordinal));
        await Inbox.VerifiesAsync();
    }

    [Fact]
    public async Task Two_tabs_of_a_site_are_one_visitor_and_send_what_either_has_written()
    {
        var account = await Inbox.OpenChatAsync();
        await using var shop = await Shop.OpenAsync(Inbox.Host.Address, account);
        await using var browser = await Browser.StartAsync();
        await using var visitor = await browser.OpenAsync();
        var other = await visitor.Context.NewPageAsync();
        await visitor.Page.GotoAsync($"{shop.Url}/roses");
        await other.GotoAsync($"{shop.Url}/tulips");
        var (first, second) = (await OpenChatAsync(visitor.Page), await OpenChatAsync(other));
        await first.SayAsync("Do you deliver?");
        await second.SayAsync("On Sunday?");
        await Expect(first.Locator(".mine:not(.unsent) .bubble")).ToHaveCountAsync(2);
        await Expect(second.Locator(".mine:not(.unsent) .bubble")).ToHaveCountAsync(2);

        // The line is cut, both write, and one of them is closed.
        await visitor.Context.SetOfflineAsync(true);
        await first.SayAsync("Before nine?");
        await second.Locator(".unsent").GetByText("Before nine?").WaitForAsync();
        await second.SayAsync("Or after six?");
        await visitor.Page.CloseAsync();
        await visitor.Context.SetOfflineAsync(false);
        await Expect(second.Locator(".mine:not(.unsent) .bubble")).ToHaveCountAsync(4, new() { Timeout = 60_000 });
        await Expect(second.Locator(".mine .bubble").Last).ToHaveTextAsync("Or after six?");
        Assert.Single(await Eventually.Until(() => Inbox.Api.CardsAsync(account), c => c.Count > 0, "the conversation"));
    }

    [Fact]
    public async Task No_style_of_the_page_moves_the_button_out_of_sight()
    {
        var account = await Inbox.OpenChatAsync();
        await using var shop = await Shop.OpenAsync(Inbox.Host.Address, account);
        await using var browser = await Browser.StartAsync();
        await using var visitor = await browser.OpenAsync();
        await visitor.Page.GotoAsync($"{shop.Url}/roses");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Open the chat" }).WaitForAsync();
        string[] styles =
        [
            "body { filter: grayscale(1) }", "body { transform: translateX(0) !important }", "body { will-change: transform }", "body { contain: paint }", "html { transform: translateX(0) !important }",
            "html { perspective: 1px }", "html > * { opacity: 0 !important }", "[popover] { inset: auto auto -500px -500px !important }", "::backdrop { display: block !important; background: red !important }",
        ];
        foreach (var style in styles)
            Assert.True(await visitor.Page.EvaluateAsync<bool>(
                """
                style => {
                  const sheet = new CSSStyleSheet()
                  sheet.replaceSync(`body { min-height: 5000px } ${style}`)
                  document.adoptedStyleSheets = [sheet]
                  const host = document.querySelector('inbox-chat')
                  const { left, top, right, bottom } = host.shadowRoot.querySelector('button').getBoundingClientRect()
                  const isSeen = left > innerWidth / 2 && top > innerHeight / 2 && right <= innerWidth && bottom <= innerHeight
                  return isSeen && document.elementFromPoint((left + right) / 2, (top + bottom) / 2) === host && getComputedStyle(host).opacity === '1' && getComputedStyle(host, '::backdrop').display === 'none'
                }
                """, style), style);
        await OpenChatAsync(visitor.Page);
    }

    private static async Task<IFrame> OpenChatAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the chat" }).ClickAsync();
        var frame = await Eventually.Some(() => Task.FromResult(page.Frames.FirstOrDefault(f => f.Url.Contains("/chat/", StringComparison.Ordinal))), "the chat's frame");
        await frame.Locator("textarea:focus").WaitForAsync();
        return frame;
    }

    /// <summary>Answers by keys in the conversation that is open.</summary>
    private static async Task AnswerAsync(Seat seat, string text)
    {
        await seat.Page.EvaluateAsync("() => document.activeElement?.blur()");
        await seat.Page.Keyboard.PressAsync("r");
        await seat.Page.Locator("textarea:focus").WaitForAsync();
        await seat.Page.Keyboard.TypeAsync(text);
        await seat.Page.Keyboard.PressAsync("Control+Enter");
        await seat.Sent(text).GetByText("Sent", new() { Exact = true }).WaitForAsync();
    }
}
