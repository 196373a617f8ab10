namespace Inbox.SystemTests.Pages;

/// <summary>The box in which staff answer, as wide as screens make it.</summary>
public sealed class ComposerTests(DemoPages demo) : IClassFixture<DemoPages>
{
    [Theory]
    [InlineData("fr-FR", 1280)]
    [InlineData("fr-FR", 1440)]
    [InlineData("fr-FR", 390)]
    [InlineData("en-GB", 1280)]
    public async Task What_tells_public_from_private_is_read_whole_and_the_button_keeps_its_side(string language, int width)
    {
        await using var session = await demo.EnterAsync(new() { Locale = language, ViewportSize = new() { Width = width, Height = 850 } });
        var page = session.Page;
        var found = await page.WaitForFunctionAsync(
            """
            async () => {
              const { items } = await (await fetch('/api/v1/conversations?limit=200')).json()
              for (const { id } of items.filter((one) => one.visibility === 'public')) {
                const { ways } = await (await fetch(`/api/v1/conversations/${id}`)).json()
                if (ways.length === 2 && ways.some((one) => one.until && !one.closed)) return id
              }
            }
            """, null, new() { Timeout = 90_000, PollingInterval = 500 });
        await page.GotoAsync($"/open/{await found.JsonValueAsync<string>()}");
        foreach (var way in (string[])["public", "private", "note"])
        {
            await page.Locator($".modes button.{way}").ClickAsync();
            await page.Locator($".modes button.{way}[aria-pressed=true]").WaitForAsync();
            Assert.True(await page.Locator(".modes .to").EvaluateAsync<bool>("to => to.scrollWidth <= to.clientWidth && to.scrollHeight <= to.clientHeight"), $"{way} is cut");
            Assert.InRange(await page.Locator(".foot .primary").EvaluateAsync<double>("button => button.closest('.frame').getBoundingClientRect().right - button.getBoundingClientRect().right"), 0, 20);
        }
        Assert.Empty(session.Errors);
    }
}
