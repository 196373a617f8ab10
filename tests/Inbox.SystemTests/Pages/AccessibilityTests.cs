using Microsoft.Playwright;

namespace Inbox.SystemTests.Pages;

/// <summary>
/// axe finds nothing on the main screens. Four looks hold every pair of light or dark, desk or telephone, English or French.
/// </summary>
public sealed class AccessibilityTests(DemoPages demo) : IClassFixture<DemoPages>
{
    [Theory]
    [InlineData(ColorScheme.Light, "en-GB", 1440, 900)]
    [InlineData(ColorScheme.Dark, "fr-FR", 1440, 900)]
    [InlineData(ColorScheme.Light, "fr-FR", 390, 844)]
    [InlineData(ColorScheme.Dark, "en-GB", 390, 844)]
    public async Task Axe_finds_no_violation_on_any_main_screen(ColorScheme scheme, string language, int width, int height)
    {
        var look = new BrowserNewContextOptions { ColorScheme = scheme, Locale = language, ViewportSize = new() { Width = width, Height = height } };
        var found = new List<string>();
        await using (var stranger = await demo.OpenAsync(look))
        {
            foreach (var path in (string[])["/sign-in", "/welcome#0"])
            {
                await stranger.Page.GotoAsync(path);
                await stranger.Page.Locator("form").WaitForAsync();
                found.AddRange(await Axe.LookAsync(stranger.Page, path));
            }
        }
        await using var session = await demo.EnterAsync(look);
        var page = session.Page;
        found.AddRange(await Axe.LookAsync(page, "waiting"));
        await page.Keyboard.PressAsync("j");
        await page.Locator("article").First.WaitForAsync();
        await page.Locator("textarea").WaitForAsync();
        found.AddRange(await Axe.LookAsync(page, "conversation"));
        await page.Keyboard.PressAsync("p");
        await page.Locator("aside h2").WaitForAsync();
        found.AddRange(await Axe.LookAsync(page, "person"));
        foreach (var (keys, name) in (IEnumerable<(string, string)>)[("Control+k", "palette"), ("?", "help"), ("t", "tags"), ("z", "snooze")])
        {
            await page.Keyboard.PressAsync(keys);
            await page.Locator("dialog[open]").WaitForAsync();
            found.AddRange(await Axe.LookAsync(page, name));
            await page.Keyboard.PressAsync("Escape");
            await page.Locator("dialog").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        }
        foreach (var path in (string[])["/settings/profile", "/settings/accounts", "/settings/staff", "/settings/teams", "/settings/saved", "/settings/tokens", "/settings/quarantine", "/closed", "/search?q=order", "/reports/managers", "/reports/marketers", "/reports/links"])
        {
            await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
            await page.Locator("main").WaitForAsync();
            if (path.StartsWith("/reports/ma", StringComparison.Ordinal)) await page.Locator("figure svg").First.WaitForAsync();
            found.AddRange(await Axe.LookAsync(page, path));
        }
        Assert.Empty(found);
        Assert.Empty(session.Errors);
        Assert.Empty(session.Outside);
    }
}
