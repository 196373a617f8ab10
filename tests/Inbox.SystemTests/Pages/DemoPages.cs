using System.Text.RegularExpressions;
using Inbox.Servers;
using Microsoft.Playwright;

namespace Inbox.SystemTests.Pages;

/// <summary>The demo with its invented people, as somebody sees it who tries Inbox for the first time.</summary>
public sealed partial class DemoPages : IAsyncLifetime
{
    private HostProcess? _host;
    private Browser? _browser;
    private string _link = "";

    public async ValueTask InitializeAsync()
    {
        _host = await HostProcess.StartAsync(null, "demo");
        _browser = await Browser.StartAsync();
        await PageApi.Until(() => Link().IsMatch(_host.Output), "the demo's link");
        _link = Link().Match(_host.Output).Value;
    }

    /// <summary>A stranger.</summary>
    public Task<Session> OpenAsync(BrowserNewContextOptions options)
    {
        options.BaseURL = _host!.Address.ToString();
        return _browser!.OpenAsync(options);
    }

    /// <summary>Signed in, in front of the waiting list.</summary>
    public async Task<Session> EnterAsync(BrowserNewContextOptions? options = null)
    {
        var session = await OpenAsync(options ?? new());
        await session.Page.GotoAsync(_link);
        await session.Page.Locator(".card").First.WaitForAsync();
        return session;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_host is not null) await _host.DisposeAsync();
    }

    [GeneratedRegex(@"http://\S+/demo/[0-9a-f]+")]
    private static partial Regex Link();
}
