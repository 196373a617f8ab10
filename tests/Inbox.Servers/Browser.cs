using Microsoft.Playwright;

namespace Inbox.Servers;

/// <summary>
/// Debian's Chromium, headless. No name but localhost resolves in it, so a page can reach nothing outside this machine; what it tried
/// is in <see cref="Session.Outside"/>. Each session is a fresh profile.
/// </summary>
public sealed class Browser : IAsyncDisposable
{
    const string Program = "/usr/bin/chromium";
    readonly IPlaywright playwright;
    readonly IBrowser browser;

    Browser(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    public static async Task<Browser> StartAsync()
    {
        if (!File.Exists(Program)) throw new InvalidOperationException($"{Program} is missing: tests/run installs Debian's chromium.");
        Assertions.SetDefaultExpectTimeout(30_000); // as long as every other wait in a page: the machine may be busy
        var playwright = await Playwright.CreateAsync();
        try
        {
            var browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Program,
                Headless = true,
                Args =
                [
                    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
                ],
            });
            return new Browser(playwright, browser);
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }

    /// <summary>A profile of its own with one page; <paramref name="options"/> override size, language and colour scheme.</summary>
    public async Task<Session> OpenAsync(BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.ViewportSize ??= new() { Width = 1280, Height = 800 };
        options.Locale ??= "en-GB";
        options.ReducedMotion ??= ReducedMotion.Reduce;
        var context = await browser.NewContextAsync(options);
        return await Session.OpenAsync(context);
    }

    public async ValueTask DisposeAsync()
    {
        await browser.CloseAsync();
        playwright.Dispose();
    }
}
