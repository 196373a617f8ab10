using Inbox.Servers;

namespace Inbox.SystemTests.Proof;

/// <summary>An embedded installation with the real mail server behind it and a browser in front of it. A reply can be taken back for a second, so that it is seen to wait.</summary>
public sealed class OpenPage(Post post) : IAsyncLifetime
{
    private Installation? _inbox;
    private Browser? _browser;

    internal Installation Inbox => _inbox ?? throw new InvalidOperationException("The host was not started.");

    /// <summary>Ada, signed in, in front of the waiting list, with the stream of changes on.</summary>
    internal async Task<Seat> SitDownAsync()
    {
        var session = await _browser!.OpenAsync(new() { BaseURL = Inbox.Host.Address.ToString() });
        try
        {
            return await Seat.TakeAsync(session);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public async ValueTask InitializeAsync()
    {
        _inbox = await Installation.StartAsync(post, new Dictionary<string, string?> { ["Inbox__UndoSeconds"] = "1" });
        _browser = await Browser.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (_inbox is not null) await _inbox.DisposeAsync();
    }
}
