using Inbox.Connectors;
using Inbox.Connectors.Mastodon;
using Inbox.Connectors.Net;

namespace Inbox.Tests.Connectors.Mastodon;

/// <summary>An account that is followed on a strict instance.</summary>
internal sealed class MastodonScene : IAsyncDisposable
{
    public static readonly DateTimeOffset Began = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly OutboundHttp _http;

    private MastodonScene(FollowDesk desk, Instance instance, Vendor vendor)
    {
        (Desk, Instance, Vendor) = (desk, instance, vendor);
        _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), desk.Clock);
        var api = new MastodonApi(_http);
        Channel = new(api, new(api, desk.Clock));
    }

    /// <summary>Where the account is now; null for where it began.</summary>
    public string? Moved { get; set; }

    public FollowDesk Desk { get; }

    public Instance Instance { get; }

    public Vendor Vendor { get; }

    public MastodonChannel Channel { get; }

    public static async Task<MastodonScene> OpenAsync()
    {
        var instance = new Instance();
        return new(await FollowDesk.OpenAsync(), instance, await Vendor.StartAsync(instance.Answer));
    }

    public ConnectedAccount Account(params (string Key, string Value)[] changes)
    {
        var settings = new Dictionary<string, string> { ["url"] = Moved ?? Vendor.Url, ["token"] = Mastodon.Instance.Token };
        foreach (var (key, value) in changes)
            settings[key] = value;
        return Desk.Account("mastodon", settings);
    }

    public async Task<string> WrongAsync((string, string) change) => Assert.Single(await Channel.CheckAsync(Account(change), Cancel)).Key!;

    /// <summary>Follows until it is disposed.</summary>
    public IAsyncDisposable Follow() => Desk.Follow(Channel, Account());

    /// <summary>Follows for some rounds that each ended well.</summary>
    public Task FollowAsync(int looks) => Assert.ThrowsAnyAsync<OperationCanceledException>(() => Desk.RoundsAsync(Channel, Account(), looks, TimeSpan.FromSeconds(5)));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Vendor.DisposeAsync();
        await Desk.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
