using Inbox.Mail;
using Microsoft.Playwright;

namespace Inbox.SystemTests.Pages;

/// <summary>B29–B42 in real Chromium: no script of a stranger runs, nothing is asked for unasked, and each of the two cleaners would do alone.</summary>
public sealed class HostileMailTests(HostilePages pages) : IClassFixture<HostilePages>
{
    [Fact]
    public async Task B26_a_name_that_is_an_address_or_turns_the_writing_hides_no_address_and_turns_nothing_else()
    {
        await using var session = await pages.Inbox.OpenAsync(new() { ViewportSize = new() { Width = 1500, Height = 900 } });
        var page = session.Page;
        await page.GotoAsync($"/waiting/{await pages.Session.ConversationAsync("B26")}");
        await page.Locator("article").GetByText("Safe words of B26.").First.WaitForAsync();
        Assert.Contains("support@bank.example", await page.Locator("article .name").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("b26@customer.test", await page.Locator("article .from").InnerTextAsync());
        await page.Locator("aside .identities").GetByText("b26@customer.test").WaitForAsync();
        var loose = await page.EvaluateAsync<string[]>(
            """
            () => {
              const loose = [];
              const isApart = (one) => one && (/isolate|plaintext/.test(getComputedStyle(one).unicodeBidi) || isApart(one.parentElement));
              for (const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); texts.nextNode(); )
                if (texts.currentNode.data.includes('\u202e') && !isApart(texts.currentNode.parentElement)) loose.push(texts.currentNode.parentElement.outerHTML);
              return loose;
            }
            """);
        Assert.Empty(loose);
    }

    [Fact]
    public Task B29_an_animated_address_never_becomes_a_script() => ShowsNothing("B29");

    [Fact]
    public Task B30_by_to_from_and_set_animate_nothing() => ShowsNothing("B30");

    [Fact]
    public Task B31_scripts_within_scripts_and_comments_within_drawings_stay_words() => ShowsNothing("B31");

    [Fact]
    public Task B32_a_picture_that_is_never_closed_runs_nothing() => ShowsNothing("B32");

    [Fact]
    public Task B33_what_two_parsers_could_read_differently_is_read_in_one_way() => ShowsNothing("B33");

    [Fact]
    public Task B34_no_disguise_of_a_script_address_is_a_link() => ShowsNothing("B34");

    [Fact]
    public Task B35_no_style_picture_or_sheet_loads_by_itself() => ShowsNothing("B35");

    [Fact]
    public Task B36_a_mail_draws_over_nothing_and_asks_for_no_password() => ShowsNothing("B36");

    [Fact]
    public Task B37_a_mail_takes_no_name_of_the_page() => ShowsNothing("B37");

    [Fact]
    public Task B38_a_mail_has_no_base_no_refresh_and_no_frame() => ShowsNothing("B38");

    [Fact]
    public async Task B39_plain_text_becomes_links_and_never_markup()
    {
        await using var session = await pages.Inbox.OpenAsync();
        var watch = await Watch.OnAsync(session);
        await session.Page.GotoAsync($"/waiting/{await pages.Session.ConversationAsync("B39")}");
        await session.Page.Locator("article").GetByText("Safe words of B39.").First.WaitForAsync();

        Assert.Empty(await Watch.TouchAsync(session.Page));
        Assert.Equal(0, await session.Page.Locator("article img, article script, article [onclick], article [onmouseover]").CountAsync());
        var links = await session.Page.Locator("article a[target=_blank]").EvaluateAllAsync<string[]>("links => links.map((link) => link.href)");
        Assert.Contains("http://x.example/", links);
        Assert.All(links, link => Assert.Matches("^https?://[^\"'<>]*$", link));
        watch.SawNothing();
    }

    [Fact]
    public async Task B40_markup_in_a_subject_name_attachment_tag_or_note_stays_text()
    {
        var id = await pages.Session.ConversationAsync("B40");
        await pages.Session.SendAsync("PUT", $"/conversations/{id}/tags/{Uri.EscapeDataString(Hostile.Words)}");
        await pages.Session.SendAsync("POST", $"/conversations/{id}/notes", new { clientId = Guid.CreateVersion7().ToString(), text = Hostile.Words });
        await using var session = await pages.Inbox.OpenAsync(new() { ViewportSize = new() { Width = 1500, Height = 900 } });
        var watch = await Watch.OnAsync(session);
        var page = session.Page;
        await page.GotoAsync($"/search/{id}?q=B40");
        await page.Locator("article").GetByText("Safe words of B40.").First.WaitForAsync();
        foreach (var place in (string[])["article", ".card[aria-current=true]", "aside", "main header"])
            await page.Locator(place).GetByText(Hostile.Words[..^1]).First.WaitForAsync();
        Assert.Empty(await Watch.TouchAsync(page));
        Assert.Equal(0, await page.Locator("img[src*=unasked], [onerror], [onload]").CountAsync());
        Assert.Equal(Hostile.Words, Assert.Single((await pages.Session.GetAsync($"/conversations/{id}")).GetProperty("tags").EnumerateArray().ToList()).GetString());
        watch.SawNothing();
    }

    [Fact]
    public async Task B41_mails_of_a_hundred_thousand_elements_or_attributes_are_shown_as_words()
    {
        await using var session = await pages.Inbox.OpenAsync();
        var watch = await Watch.OnAsync(session);
        await pages.ShowAsync(session, "B41", HostileMail.Names("B41"));
        foreach (var (n, words) in (IEnumerable<(int, string)>)[(0, "deep"), (1, "wide")])
            await session.Page.Locator("article iframe").Nth(n).ContentFrame.GetByText(words).WaitForAsync();
        watch.SawNothing();
    }

    [Fact]
    public async Task B42_our_quote_of_a_hostile_mail_is_clean_in_the_mail_that_we_send()
    {
        var rows = HostileMail.Alone().Select(mail => mail.Name.Replace("alone-", "Alone ", StringComparison.Ordinal)).ToList();
        foreach (var subject in rows)
        {
            var id = await pages.Session.ConversationAsync(subject);
            var version = (await pages.Session.GetAsync($"/conversations/{id}")).GetProperty("version").GetInt64();
            await pages.Session.SendAsync("POST", $"/conversations/{id}/replies", new { clientId = Guid.CreateVersion7().ToString(), text = $"Our answer to {subject}.", seenVersion = version });
        }
        await PageApi.Until(() => pages.Inbox.Sink.Mails.Count >= rows.Count, $"{rows.Count} replies");

        await using var session = await pages.Inbox.OpenBareAsync();
        var watch = await Watch.OnAsync(session);
        foreach (var mail in pages.Inbox.Sink.Mails.Select(sunk => MailReader.Read(sunk.Data)))
        {
            Assert.NotNull(mail.Html);
            Assert.Contains("Safe words of", mail.Html, StringComparison.Ordinal);
            await HostilePages.ShowBareAsync(session, mail.Html, "Our answer to");
        }
        watch.SawNothing();
    }

    [Fact]
    public async Task Show_pictures_asks_for_the_pictures_and_for_nothing_else()
    {
        await pages.Inbox.ImportAsync(("pictures", HostileMail.Html("Pictures", """
            <p>Safe words of pictures.</p><img src="http://shown.example/one.png" onerror="ran(1)" srcset="http://unasked.example/2x.png 2x"><img src="http://shown.example/two.png">
            <p style="background:url(http://unasked.example/back.png)">x</p><script>ran(1)</script><video poster="http://unasked.example/poster.png"></video>
            """)));
        await using var session = await pages.Inbox.OpenAsync();
        var watch = await Watch.OnAsync(session);
        await pages.ShowAsync(session, "Pictures", ["pictures"]);
        await Watch.TouchAsync(session.Page);
        watch.SawNothing();

        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Show pictures" }).ClickAsync();
        await PageApi.Until(() => session.Outside.Distinct().Count() >= 2, "two pictures");
        await session.Page.FrameLocator("article iframe").GetByText("Safe words of pictures.").WaitForAsync();
        await Watch.TouchAsync(session.Page);
        Assert.Equal(["http://shown.example/one.png", "http://shown.example/two.png"], session.Outside.Distinct().Order(StringComparer.Ordinal));
        Assert.All(session.Errors, error => Assert.Contains("ERR_NAME_NOT_RESOLVED", error, StringComparison.Ordinal));
        Assert.Equal(0, await session.Page.Locator("iframe[sandbox*=scripts], iframe:not([sandbox])").CountAsync());
    }

    private async Task ShowsNothing(string row)
    {
        await pages.InThePageAsync(row);
        await pages.WithoutTheServersCleanerAsync(row);
        await pages.WithTheServersCleanerAloneAsync(row);
    }
}
