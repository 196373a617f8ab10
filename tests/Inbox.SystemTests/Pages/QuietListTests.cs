using Microsoft.Playwright;

namespace Inbox.SystemTests.Pages;

/// <summary>The list never moves under its reader: what is new is offered.</summary>
public sealed class QuietListTests(PageInbox inbox) : IClassFixture<PageInbox>
{
    [Fact]
    public async Task New_mails_are_offered_and_the_list_does_not_jump()
    {
        var now = TimeProvider.System.GetUtcNow();
        await inbox.ImportAsync([.. Enumerable.Range(0, 40).Select(n => ($"q{n}", HostileMail.Text($"Quiet{n}", "Hello", $"Person {n}", $"p{n}@quiet.test", now.AddHours(-50 + n))))]);
        await using var session = await inbox.OpenAsync();
        var page = session.Page;
        await session.ConversationAsync("Quiet39");
        await page.GotoAsync("/waiting");
        var card = page.Locator(".card", new() { HasText = "Quiet12" });
        await page.Locator(".card").First.WaitForAsync();
        await page.GetByLabel("Live: changes appear at once").Or(page.GetByText("Live: changes appear at once")).First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Locator(".listing .scroller").EvaluateAsync("(list) => { list.scrollTop = 1000 }");
        await card.WaitForAsync();
        var (before, scrolled) = (await card.BoundingBoxAsync(), await ScrolledAsync(page));

        // One that waits longer than all of them, and one that waits shortest: both ends of the list.
        await inbox.ImportAsync(("old", HostileMail.Text("Quiet-old", "Hello", "Olga Old", "old@quiet.test", now.AddHours(-90))), ("new", HostileMail.Text("Quiet-new", "Hello", "Nora New", "new@quiet.test", now)));
        var offer = page.GetByRole(AriaRole.Button, new() { Name = "2 new" });
        await offer.WaitForAsync();
        var after = await card.BoundingBoxAsync();
        Assert.Equal((before!.X, before.Y, before.Height), (after!.X, after.Y, after.Height));
        Assert.Equal(scrolled, await ScrolledAsync(page));
        Assert.Equal(0, await page.Locator(".card", new() { HasText = "Olga Old" }).CountAsync());

        await offer.ClickAsync();
        await page.Locator(".listing .scroller").EvaluateAsync("(list) => { list.scrollTop = 0 }");
        await page.Locator(".card", new() { HasText = "Olga Old" }).WaitForAsync();
        Assert.Equal(0, await offer.CountAsync());
    }

    private static Task<double> ScrolledAsync(IPage page) => page.Locator(".listing .scroller").EvaluateAsync<double>("(list) => list.scrollTop");
}
