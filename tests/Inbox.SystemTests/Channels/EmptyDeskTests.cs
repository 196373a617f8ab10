using System.IO.Compression;
using Inbox.Servers;
using Inbox.SystemTests.Pages;
using Inbox.SystemTests.Proof;
using Microsoft.Playwright;

namespace Inbox.SystemTests.Channels;

/// <summary>The chat while nobody of the staff has the inbox open, from the first moment on.</summary>
public sealed class EmptyDeskTests(Post post, ProofInbox proof) : IClassFixture<ProofInbox>
{
    private Installation Inbox => proof.Inbox;

    [Fact]
    public async Task Who_has_left_is_answered_by_mail_and_goes_on_by_mail_in_the_same_conversation()
    {
        var (desk, guest) = (post.Desk(), post.Guest());
        var mailbox = await Inbox.ConnectAsync(desk);
        var account = await Inbox.OpenChatAsync(("mailAddress", desk));
        await using var browser = await Browser.StartAsync();
        await using (var visitor = await browser.OpenAsync())
        {
            await visitor.Page.GotoAsync($"{Inbox.Host.Address}chat/{account}");
            await visitor.Page.MainFrame.SayAsync("Is my order on its way?");
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
        var account = await Inbox.OpenChatAsync();
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

    private static long Zipped(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(bytes);
        return zipped.Length;
    }
}
