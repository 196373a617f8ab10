using System.Text.Json.Nodes;
using Inbox.Servers;
using Microsoft.Playwright;

namespace Inbox.SystemTests.Pages;

/// <summary>One host that holds every hostile mail, and one signed-in page that is watched.</summary>
public sealed class HostilePages : IAsyncLifetime
{
    private readonly PageInbox _inbox = new();
    private Session? _session;

    internal PageInbox Inbox => _inbox;

    internal Session Session => _session ?? throw new InvalidOperationException("The page was not opened.");

    public async ValueTask InitializeAsync()
    {
        await _inbox.InitializeAsync();
        await _inbox.ImportAsync([
            .. HostileMail.Conversations(), .. HostileMail.Alone(), ("B26", HostileMail.Text("B26 \u202Ednuora", "Safe words of B26.", "support@bank.example \u202Emoc.knab")), ("B39", HostileMail.Text("B39", $"Safe words of B39.\n{Hostile.Text}")), ("B40", HostileMail.WithWordsEverywhere(Hostile.Words))]);
        _session = await _inbox.OpenAsync();
    }

    /// <summary>Every mail of a row in the page as it is: both cleaners, the sandbox and the policies together.</summary>
    internal async Task InThePageAsync(string row)
    {
        await using var session = await _inbox.OpenAsync();
        var watch = await Watch.OnAsync(session);
        await ShowAsync(session, row, HostileMail.Names(row));
        Assert.Empty(await Watch.TouchAsync(session.Page));
        watch.SawNothing();
    }

    /// <summary>Every mail of a row in the page when the server's cleaner let everything pass.</summary>
    internal async Task WithoutTheServersCleanerAsync(string row)
    {
        await using var session = await _inbox.OpenAsync();
        var watch = await Watch.OnAsync(session);
        await session.Page.RouteAsync(address => address.Contains("/messages", StringComparison.Ordinal), route => PassUncleanedAsync(route, HostileMail.Names(row)));
        await ShowAsync(session, row, HostileMail.Names(row));
        Assert.Empty(await Watch.TouchAsync(session.Page));
        watch.SawNothing(butForParsing: true);
    }

    /// <summary>What the server's cleaner gives, set into a page where no policy, no sandbox and no second cleaner helps.</summary>
    internal async Task WithTheServersCleanerAloneAsync(string row)
    {
        await using var session = await _inbox.OpenBareAsync();
        var watch = await Watch.OnAsync(session);
        var messages = await Session.MessagesAsync(await Session.ConversationAsync(row));
        Assert.Equal(HostileMail.Names(row).Count, messages.Count);
        foreach (var message in messages) await ShowBareAsync(session, message.GetProperty("html").GetString()!, "Safe words of");
        watch.SawNothing();
    }

    internal static async Task ShowBareAsync(Session session, string html, string words)
    {
        await session.Page.SetContentAsync($"<!doctype html><body data-bare=yes>{html}");
        Assert.Contains(words, await session.Page.InnerTextAsync("body"), StringComparison.Ordinal);
        Assert.Empty(await Watch.TouchAsync(session.Page));
    }

    /// <summary>Opens a conversation and waits until all these mails are shown in their frames.</summary>
    internal async Task ShowAsync(Session session, string subject, IReadOnlyList<string> names)
    {
        await session.Page.GotoAsync($"/waiting/{await Session.ConversationAsync(subject)}");
        await session.Page.WaitForFunctionAsync(
            "(all) => { const shown = [...document.querySelectorAll('article iframe')].map((f) => f.contentDocument?.body?.innerText ?? '').join(' '); return all.every((words) => shown.includes(words)) }",
            names.Select(HostileMail.SafeWords).ToArray());
    }

    private static async Task PassUncleanedAsync(IRoute route, IReadOnlyList<string> names)
    {
        var answer = await route.FetchAsync();
        var page = JsonNode.Parse(await answer.TextAsync())!;
        foreach (var message in page["items"]!.AsArray())
            message!["html"] = HostileMail.Source(names.Single(name => message["html"]!.GetValue<string>().Contains(HostileMail.SafeWords(name), StringComparison.Ordinal)));
        await route.FulfillAsync(new() { Response = answer, Body = page.ToJsonString() });
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is not null) await _session.DisposeAsync();
        await _inbox.DisposeAsync();
    }
}
