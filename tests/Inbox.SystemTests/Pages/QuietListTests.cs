using Microsoft.Playwright;

namespace Inbox.SystemTests.Pages;

/// <summary>The list never moves under its reader: what is new is offered. In the demo, where somebody writes every few seconds.</summary>
public sealed class QuietListTests(DemoPages demo) : IClassFixture<DemoPages>
{
    [Fact]
    public async Task New_mails_are_offered_and_the_list_does_not_jump()
    {
        await using var session = await demo.EnterAsync();
        var page = session.Page;
        await page.Locator(".listing .scroller").EvaluateAsync("(list) => { list.scrollTop = 1500 }");
        await page.WaitForFunctionAsync("() => { const first = document.querySelector('.listing .spot'); return first && Number(first.ariaPosInSet) > 1 }");
        await SettledAsync(page);
        var (before, known) = (await LookAsync(page), await WaitingAsync(page));

        var offer = page.Locator(".offer button");
        await offer.WaitForAsync();
        // What is offered first may have come while we looked, and be known already.
        var came = (await Eventually.Until(() => WaitingAsync(page), waiting => waiting.Except(known).Any(), "somebody else who writes")).Except(known).First();
        Assert.Equal(before, await LookAsync(page));

        // What was answered meanwhile goes in the same step, so that the list may end up shorter than it was. Who came last may be offered a moment later.
        await offer.ClickAsync();
        await page.WaitForFunctionAsync(
            "(id) => { document.querySelector('.offer button')?.click(); const list = document.querySelector('.listing .scroller'); list.scrollTop = list.scrollHeight; return [...list.querySelectorAll('.card')].some((card) => card.href.includes(id)) }", came);
        Assert.Empty(session.Errors);
    }

    /// <summary>The rows that scrolling brought into sight are measured; until then they stand where they were estimated to.</summary>
    private static Task SettledAsync(IPage page) => page.EvaluateAsync(
        """
        async () => {
          const places = () => [...document.querySelectorAll('.listing .card')].map((card) => card.getBoundingClientRect().top).join();
          for (let [last, same] = [places(), 0]; same < 20; ) {
            await new Promise(requestAnimationFrame);
            const now = places();
            same = now === last ? same + 1 : 0;
            last = now;
          }
        }
        """);

    /// <summary>How far the list is scrolled, how many it has, and what stands where in sight.</summary>
    private static Task<string> LookAsync(IPage page) => page.EvaluateAsync<string>(
        """
        () => {
          const list = document.querySelector('.listing .scroller');
          const inSight = [...list.querySelectorAll('.card')].filter((card) => card.getBoundingClientRect().bottom > 120 && card.getBoundingClientRect().top < innerHeight);
          return [list.scrollTop, list.querySelector('.spot').ariaSetSize, ...inSight.map((card) => `${card.getAttribute('href')} at ${card.getBoundingClientRect().top}`)].join('\n');
        }
        """);

    /// <summary>Whoever waits, in the order of the list.</summary>
    private static Task<string[]> WaitingAsync(IPage page) => page.EvaluateAsync<string[]>(
        "async () => (await (await fetch('/api/v1/conversations?state=waiting&limit=200')).json()).items.map((card) => card.id)");
}
