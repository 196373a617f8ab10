using System.IO.Compression;
using Inbox.Servers;
using Inbox.SystemTests.Pages;
using Inbox.SystemTests.Proof;
using Microsoft.Playwright;

namespace Inbox.SystemTests.Channels;

/// <summary>The chat as a visitor has it: in a second browser, on somebody else's page.</summary>
public sealed class ChatTests(Post post, OpenPage open) : IClassFixture<OpenPage>
{
    private Installation Inbox => open.Inbox;

    [Fact]
    public async Task A_visitor_on_a_strict_and_ugly_page_is_answered_from_the_inbox_and_a_cut_line_loses_nothing()
    {
        var account = await ConnectAsync();
        await using var shop = await Shop.OpenAsync(Inbox.Host.Address, account);
        await using var seat = await open.SitDownAsync();
        await using var browser = await Browser.StartAsync();
        await using var visitor = await browser.OpenAsync();
        await visitor.Page.GotoAsync($"{shop.Url}/roses?colour=red");
        var chat = await OpenChatAsync(visitor.Page);
        Assert.Equal("rgb(123, 31, 162)", await visitor.Page.Locator("inbox-chat button").EvaluateAsync<string>("(b) => getComputedStyle(b).backgroundColor"));
        Assert.DoesNotContain("fantasy", await chat.Locator("h1").EvaluateAsync<string>("(h) => getComputedStyle(h).fontFamily"), StringComparison.Ordinal);

        await SayAsync(chat, "Do you deliver on Sunday?");
        await chat.Locator(".mine:not(.unsent)").GetByText("Do you deliver on Sunday?").WaitForAsync();
        var card = Assert.Single(await Eventually.Until(() => Inbox.Api.CardsAsync(account), c => c.Count > 0, "the conversation"));
        Assert.Equal(("Red roses", $"{shop.Url}/roses?colour=red"), (card.GetProperty("content").Text("title"), card.GetProperty("content").Text("url")));
        await seat.Page.GotoAsync($"/waiting/{card.Text("id")}");
        await seat.Page.Locator("article.in").GetByText("Do you deliver on Sunday?").WaitForAsync();

        await Inbox.Api.PostAsync($"/conversations/{card.Text("id")}/notes", new { text = "A difficult customer" });
        await AnswerAsync(seat, "We do, until noon.");
        await chat.Locator(".theirs").GetByText("We do, until noon.").WaitForAsync();
        Assert.Equal("Ada", await chat.Locator(".theirs .name").First.InnerTextAsync());

        // The line is cut. Both sides write; when it is back everything is there once, in the server's order.
        await visitor.Context.SetOfflineAsync(true);
        await SayAsync(chat, "And on Monday?");
        await SayAsync(chat, "Before nine?");
        await chat.Locator(".unsent .state").First.WaitForAsync();
        await AnswerAsync(seat, "Are you still there?");
        await visitor.Context.SetOfflineAsync(false);
        await chat.Locator(".mine:not(.unsent)").GetByText("Before nine?").WaitForAsync();
        await chat.Locator(".theirs").GetByText("Are you still there?").WaitForAsync();
        await seat.Page.Locator("article.in").GetByText("Before nine?").WaitForAsync();
        Assert.Equal(["Do you deliver on Sunday?", "And on Monday?", "Before nine?"], await chat.Locator(".mine .bubble").AllInnerTextsAsync());

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
    public async Task Who_has_left_is_answered_by_mail_and_goes_on_by_mail_in_the_same_conversation()
    {
        var (desk, guest) = (post.Desk(), post.Guest());
        var mailbox = await Inbox.ConnectAsync(desk);
        var account = await ConnectAsync(("mailAddress", desk));
        await using var browser = await Browser.StartAsync();
        await using (var visitor = await browser.OpenAsync())
        {
            // Somebody may have been at the desk until just now.
            visitor.Page.SetDefaultTimeout(90_000);
            await visitor.Page.GotoAsync($"{Inbox.Host.Address}chat/{account}");
            await SayAsync(visitor.Page.MainFrame, "Is my order on its way?");
            await visitor.Page.GetByText("Nobody is here just now. Leave").WaitForAsync();
            await visitor.Page.GetByLabel("E-mail address").FillAsync(guest);
            await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await visitor.Page.GetByText($"we answer at {guest}").WaitForAsync();
        }
        var card = Assert.Single(await Eventually.Until(() => Inbox.Api.CardsAsync(account), c => c.Count > 0, "the conversation"));
        var conversation = card.Text("id")!;
        await Eventually.Until(() => Inbox.Api.MessagesAsync(conversation), m => m.Any(x => x.Text("text") == guest), "the address that was left");
        await Inbox.Api.AnswerAsync(conversation, "It left this morning.");
        var first = Assert.Single(await CustomerMailbox.ReadAsync(post.Server, guest, 1));
        Assert.Contains("It left this morning.", first.Body, StringComparison.Ordinal);
        Assert.Contains(desk, first["From"], StringComparison.Ordinal);

        // The visitor's mail joins the chat; the mailbox has no conversation of its own, not even by our copy in Sent.
        await post.Server.Deliver(guest, desk, Letter.Answer(first, guest, "Thank you. By which carrier?").ToString());
        var messages = await Eventually.Until(() => Inbox.Api.MessagesAsync(conversation), m => m.Any(x => x.Text("text")!.Contains("By which carrier?", StringComparison.Ordinal)), "the mail in the chat");
        Assert.Equal(4, messages.Count);
        await Inbox.Api.AnswerAsync(conversation, "By bicycle.");
        var second = (await CustomerMailbox.ReadAsync(post.Server, guest, 2))[^1];
        Assert.Contains("By bicycle.", second.Body, StringComparison.Ordinal);
        Assert.Contains(first.Id, second.References);
        Assert.Empty(await Inbox.Api.CardsAsync(mailbox));

        // Answering proved the mailbox: a mail from there is the same person's.
        await post.Server.Deliver(guest, desk, new Letter(guest, desk, "Something else", "Hello again").ToString());
        var mail = Assert.Single(await Eventually.Until(() => Inbox.Api.CardsAsync(mailbox), c => c.Count > 0, "the mail of its own"));
        Assert.Equal(card.GetProperty("person").Text("id"), mail.GetProperty("person").Text("id"));
        await Inbox.VerifiesAsync();
    }

    [Fact]
    public async Task The_widget_is_at_most_20_KB_and_axe_finds_nothing_in_light_and_dark()
    {
        var account = await ConnectAsync();
        using var http = new HttpClient { BaseAddress = Inbox.Host.Address };
        var sizes = new List<long>();
        foreach (var path in (string[])[$"/chat/{account}.js", $"/chat/{account}", $"/chat/{account}/app.js", $"/chat/{account}/app.css"])
            sizes.Add(Zipped(await http.GetByteArrayAsync(path, TestContext.Current.CancellationToken)));
        Assert.InRange(sizes.Sum(), 1000, 20 * 1024);

        await using var browser = await Browser.StartAsync();
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            foreach (var language in (string[])["en-GB", "fr-FR"])
            {
                await using var visitor = await browser.OpenAsync(new() { ColorScheme = scheme, Locale = language, ViewportSize = new() { Width = 400, Height = 700 } });
                visitor.Page.SetDefaultTimeout(90_000);
                await visitor.Page.GotoAsync($"{Inbox.Host.Address}chat/{account}");
                Assert.Equal(language[..2], await visitor.Page.Locator("html").GetAttributeAsync("lang"));
                // By keys alone: the field has the focus.
                await visitor.Page.Locator(".theirs").WaitForAsync();
                await visitor.Page.Keyboard.TypeAsync("See https://example.org/a.");
                await visitor.Page.Keyboard.PressAsync("Enter");
                await visitor.Page.Locator(".mine:not(.unsent)").WaitForAsync();
                await visitor.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "notes.txt", MimeType = "text/plain", Buffer = "x"u8.ToArray() });
                await visitor.Page.Locator(".file").WaitForAsync();
                await visitor.Page.Locator("#address").WaitForAsync();
                await visitor.Page.Locator("#address").FillAsync("nonsense");
                await visitor.Page.Keyboard.PressAsync("Enter");
                await visitor.Page.Locator("#address-problem:not(:empty)").WaitForAsync();
                Assert.Empty(await Axe.LookAsync(visitor.Page, $"{scheme} {language}"));
                Assert.Empty(visitor.Errors);
            }
    }

    private async Task<string> ConnectAsync(params (string Key, string Value)[] settings)
    {
        var account = await Inbox.Api.PostAsync("/accounts", new { channel = "chat", name = "Fern & Fig", settings = settings.Append(("color", "#7b1fa2")).ToDictionary(s => s.Item1, s => s.Item2) });
        await Inbox.Api.IsFollowedAsync(account.Text("id")!);
        return account.Text("id")!;
    }

    private static async Task<IFrame> OpenChatAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the chat" }).ClickAsync();
        var frame = await Eventually.Some(() => Task.FromResult(page.Frames.FirstOrDefault(f => f.Url.Contains("/chat/", StringComparison.Ordinal))), "the chat's frame");
        await frame.Locator("textarea:focus").WaitForAsync();
        return frame;
    }

    private static async Task SayAsync(IFrame chat, string text)
    {
        await chat.Locator("textarea").FillAsync(text);
        await chat.Locator("textarea").PressAsync("Enter");
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

    private static long Zipped(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(bytes);
        return zipped.Length;
    }
}
