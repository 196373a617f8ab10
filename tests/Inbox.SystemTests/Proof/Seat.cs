using Inbox.Servers;
using Microsoft.Playwright;

namespace Inbox.SystemTests.Proof;

/// <summary>One member of staff before a page that is opened once and never loaded again; the page itself notes when it came to show what.</summary>
internal sealed class Seat(Session session) : IAsyncDisposable
{
    private const string Notes =
        """
        () => {
          const notes = (window.notes = { cards: {}, offer: '', offers: [], states: [] });
          const look = () => {
            for (const subject of document.querySelectorAll('.listing .card .subject')) notes.cards[subject.textContent] ??= Date.now();
            const offer = document.querySelector('.offer button')?.textContent ?? '';
            if (offer && offer !== notes.offer) notes.offers.push(Date.now());
            notes.offer = offer;
            const state = [...document.querySelectorAll('article.out .state span, .bubble > .state span')].at(-1)?.textContent;
            if (state && state !== notes.states.at(-1)) notes.states.push(state);
          };
          new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
        }
        """;

    public IPage Page => session.Page;

    public IReadOnlyCollection<string> Errors => session.Errors;

    public static async Task<Seat> TakeAsync(Session session)
    {
        var answer = await session.Context.APIRequest.PostAsync(
            "/api/v1/session", new() { Headers = [new("X-Inbox", "1")], DataObject = new { email = Installation.Email, password = Installation.Password } });
        Assert.True(answer.Ok, $"signing in answered {answer.Status}");
        session.Page.SetDefaultTimeout(60_000);
        await session.Page.GotoAsync("/waiting");
        await session.Page.Locator(".live.live").WaitForAsync();
        await session.Page.Locator(".listing .scroller, .listing .list").First.WaitForAsync();
        await session.Page.EvaluateAsync(Notes);
        return new(session);
    }

    /// <summary>The card of a conversation once it stands in the list: what is new is offered, and stands at the end when it is taken, because who waits longest stands first.</summary>
    public async Task<ILocator> CardAsync(string subject)
    {
        await Page.WaitForFunctionAsync(
            """
            (subject) => {
              if ([...document.querySelectorAll('.listing .card .subject')].some((one) => one.textContent === subject)) return true;
              document.querySelector('.offer button')?.click();
              document.querySelector('.listing .scroller')?.scrollTo({ top: 1e6 });
              return false;
            }
            """,
            subject);
        return Page.Locator(".listing .card").Filter(new() { Has = Page.GetByText(subject, new() { Exact = true }) });
    }

    /// <summary>Opens a conversation by its card.</summary>
    public async Task ReadAsync(string subject)
    {
        await (await CardAsync(subject)).ClickAsync();
        await Page.GetByRole(AriaRole.Heading, new() { Name = subject, Exact = true }).WaitForAsync();
        await Page.Locator("article").First.WaitForAsync();
    }

    /// <summary>Answers by keys alone; the moment of the key that sends.</summary>
    public async Task<DateTimeOffset> AnswerAsync(string text)
    {
        await Page.EvaluateAsync("() => { window.notes.states = []; document.activeElement?.blur() }");
        await Page.Keyboard.PressAsync("r");
        await Page.Locator("textarea:focus").WaitForAsync();
        await Page.Keyboard.TypeAsync(text);
        var pressed = Wall.Now;
        await Page.Keyboard.PressAsync("Control+Enter");
        await Sent(text).WaitForAsync();
        return pressed;
    }

    /// <summary>Our reply with these words.</summary>
    public ILocator Sent(string text) => Page.Locator("article.out").Filter(new() { HasText = text });

    /// <summary>What the page said of the last reply, in this order.</summary>
    public Task<string[]> StatesAsync() => Page.EvaluateAsync<string[]>("() => window.notes.states");

    /// <summary>When something new came into the list or was offered since a moment. The list is kept at its end: what follows a page that is not the last one comes with a later page.</summary>
    public async Task<DateTimeOffset> NewsAsync(string subject, DateTimeOffset since)
    {
        var at = await Page.WaitForFunctionAsync(
            """
            ({ subject, since }) => {
              document.querySelector('.listing .scroller')?.scrollTo({ top: 1e6 });
              return window.notes.cards[subject] ?? window.notes.offers.find((at) => at >= since);
            }
            """,
            new { subject, since = since.ToUnixTimeMilliseconds() });
        return DateTimeOffset.FromUnixTimeMilliseconds(await at.JsonValueAsync<long>());
    }

    /// <summary>The page was never loaded again, and nothing went wrong in it.</summary>
    public async Task IsStillItselfAsync()
    {
        Assert.True(await Page.EvaluateAsync<bool>("() => 'notes' in window"));
        Assert.Empty(Errors);
    }

    public ValueTask DisposeAsync() => session.DisposeAsync();
}
