using Inbox.Connectors;
using Inbox.Connectors.Bluesky;
using Inbox.Connectors.Net;

namespace Inbox.Tests.Connectors.Bluesky;

/// <summary>An account that is followed on a strict network.</summary>
internal sealed class BlueskyScene : IAsyncDisposable
{
    private readonly OutboundHttp _http;
    private readonly Vendor _vendor;
    private readonly (string Key, string Value)[] _settings;

    private BlueskyScene(FollowDesk desk, Network network, Vendor vendor, (string, string)[] settings)
    {
        (Desk, Network, _vendor, _settings) = (desk, network, vendor, settings);
        _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), desk.Clock);
        var api = new BlueskyApi(_http, new());
        Channel = new(api, new(api, desk.Clock));
    }

    public FollowDesk Desk { get; }

    public Network Network { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public BlueskyChannel Channel { get; }

    public string Url => _vendor.Url;

    public TalkNetwork Talks => Network.Talks;

    /// <summary>How often somebody asked for a page of notifications.</summary>
    public int Pages => _vendor.Requests.Count(r => r.Path.Contains("listNotifications", StringComparison.Ordinal));

    public static async Task<BlueskyScene> OpenAsync(params (string Key, string Value)[] settings)
    {
        var network = new Network();
        return new(await FollowDesk.OpenAsync(), network, await Vendor.StartAsync(network.Answer), settings);
    }

    public ConnectedAccount Account(params (string Key, string Value)[] changes)
    {
        var settings = new Dictionary<string, string> { ["service"] = _vendor.Url, ["identifier"] = Bluesky.Network.Handle, ["password"] = Bluesky.Network.Password, ["messages"] = "on" };
        foreach (var (key, value) in _settings.Concat(changes))
            settings[key] = value;
        return Desk.Account("bluesky", settings);
    }

    public async Task<string> WrongAsync((string, string) change) => Assert.Single(await Channel.CheckAsync(Account(change), Cancel)).Key!;

    /// <summary>Follows for some rounds that each ended well.</summary>
    public Task FollowAsync(int looks) => Assert.ThrowsAnyAsync<OperationCanceledException>(() => Desk.RoundsAsync(Channel, Account(), looks, TimeSpan.FromSeconds(5)));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _vendor.DisposeAsync();
        await Desk.DisposeAsync();
    }
}
