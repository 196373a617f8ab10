using Inbox.Connectors;
using Inbox.Connectors.Net;
using Inbox.Connectors.WordPress;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Tests.Connectors.WordPress;

/// <summary>A site, the channel, and a desk that follows it.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly OutboundHttp _http;
    private readonly Vendor _vendor;

    private Scene(FollowDesk desk, Site site, Vendor vendor)
    {
        (Desk, Site, _vendor) = (desk, site, vendor);
        _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), desk.Clock);
        var api = new WordPressApi(_http);
        Channel = new(api, new(api), new(new Cursors(desk.Store.Database)));
    }

    /// <summary>Where the account leads to now; null for where it began.</summary>
    public string? Moved { get; set; }

    public FollowDesk Desk { get; }

    public Site Site { get; }

    public WordPressChannel Channel { get; }

    public static async Task<Scene> OpenAsync()
    {
        var site = new Site();
        return new(await FollowDesk.OpenAsync(), site, await Vendor.StartAsync(site.Answer));
    }

    public ConnectedAccount Account(params (string Key, string Value)[] changes)
    {
        var settings = new Dictionary<string, string> { ["url"] = Moved ?? _vendor.Url, ["user"] = Site.User, ["password"] = Site.Password };
        foreach (var (key, value) in changes)
            settings[key] = value;
        return Desk.Account("wordpress", settings);
    }

    /// <summary>Staff do it, as the consumer does: in WordPress, and noted.</summary>
    public async Task ModerateAsync(string comment, ModerationState state)
    {
        Desk.Clock.Advance(TimeSpan.FromSeconds(10));
        await Channel.ModerateAsync(Account(), comment, state, Cancel);
        await Desk.Store.Database.WriteAsync(t => Touched.NoteAsync(t, Desk.Store.AccountId, comment, new(state, Desk.Clock.GetUtcNow()), Cancel), Cancel);
        Desk.Clock.Advance(TimeSpan.FromSeconds(10));
    }

    public async Task<string> WrongAsync((string, string) change) => Assert.Single(await Channel.CheckAsync(Account(change), Cancel)).Key!;

    /// <summary>Follows for some rounds that each ended well.</summary>
    public Task FollowAsync(int looks) => Assert.ThrowsAnyAsync<OperationCanceledException>(() => Desk.RoundsAsync(Channel, Account(), looks, TimeSpan.FromSeconds(1)));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _vendor.DisposeAsync();
        await Desk.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
