using System.Text.Json;
using System.Text.RegularExpressions;
using Inbox.Servers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Inbox.SystemTests.Pages;

/// <summary>A host with one account, mails brought in by <c>import eml</c>, a submission server that keeps what is sent, and a browser.</summary>
public sealed partial class PageInbox : IAsyncLifetime
{
    private readonly ThrowAwayFolder _folder = new("mails");
    private readonly SmtpSink _sink = SmtpSink.Start();
    private HostProcess? _host;
    private Browser? _browser;
    private string _account = "", _signedIn = "";
    private int _imports;

    public SmtpSink Sink => _sink;

    public Uri Address => _host!.Address;

    public async ValueTask InitializeAsync()
    {
        _folder.Write("sink.pem", _sink.Certificate.ExportCertificatePem());
        _host = await HostProcess.StartAsync(new Dictionary<string, string?> { ["Inbox__UndoSeconds"] = "0", ["Inbox__TrustedCertificates"] = _folder["sink.pem"] });
        _browser = await Browser.StartAsync();
        _signedIn = await ClaimAsync();
        var account = await _host.RunAsync(
            "account", "add", "--channel", "email", "--name", "Desk", "--set", "address=desk@acme.test", "--set", "password=x",
            "--set", $"smtpHost={_sink.Host}", "--set", $"smtpPort={_sink.Port}", "--set", "smtpSecurity=starttls");
        _account = JsonDocument.Parse(account[account.IndexOf('{', StringComparison.Ordinal)..]).RootElement.GetProperty("id").GetString()!;
    }

    /// <summary>A signed-in visitor with a fresh profile.</summary>
    public async Task<Session> OpenAsync(BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.StorageState = _signedIn;
        options.BaseURL ??= Address.ToString();
        return await _browser!.OpenAsync(options);
    }

    /// <summary>A visitor that nobody knows, for whom no policy of a page holds: what is set into the page is all that protects it.</summary>
    public Task<Session> OpenBareAsync() => _browser!.OpenAsync(new() { BypassCSP = true });

    /// <summary>What all tests of a class look at, brought in by the first.</summary>
    public async Task ImportOnceAsync(params (string Name, string Mail)[] mails)
    {
        if (_imports == 0) await ImportAsync(mails);
    }

    public async Task ImportAsync(params (string Name, string Mail)[] mails)
    {
        var folder = $"import{Interlocked.Increment(ref _imports)}";
        foreach (var (name, mail) in mails) _folder.Write($"{folder}/{name}.eml", mail);
        await _host!.RunAsync("import", "eml", Path.Combine(_folder.Path, folder), "--account", _account);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_host is not null) await _host.DisposeAsync();
        await _sink.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The first administrator comes in by the one-time link, in the page.</summary>
    private async Task<string> ClaimAsync()
    {
        await using var session = await _browser!.OpenAsync(new() { BaseURL = Address.ToString() });
        var page = session.Page;
        await page.GotoAsync($"/welcome#{Link().Match(_host!.Output).Groups[1].Value}");
        await page.GetByLabel("Your name").FillAsync("Ada Desk");
        await page.GetByLabel("E-mail").FillAsync("ada@acme.test");
        await page.GetByLabel("Password").FillAsync("correct horse battery staple");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create my account" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/connect$"));
        return await session.Context.StorageStateAsync();
    }

    [GeneratedRegex(@"/welcome#(\S+)")]
    private static partial Regex Link();
}
