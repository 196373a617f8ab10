using Inbox.Connectors;
using Inbox.Connectors.Meta;
using Inbox.Connectors.Net;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Tests.Connectors.Meta;

/// <summary>A platform that is a real server, an account of it, and the ways there.</summary>
internal sealed class MetaScene : IAsyncDisposable
{
    private readonly OutboundHttp _http;
    private readonly Vendor _vendor;
    private readonly (string Channel, string Id, string Value) _is;

    private MetaScene(FollowDesk desk, Vendor vendor, GraphFake fake, (string Channel, string Id, string Value) its)
    {
        (Desk, _vendor, Fake, _is) = (desk, vendor, fake, its);
        _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), desk.Clock);
        Graph = new(_http);
    }

    public FollowDesk Desk { get; }

    public GraphFake Fake { get; }

    public GraphApi Graph { get; }

    /// <summary>How often the platform was told that it has the reply.</summary>
    public int HandedOver { get; private set; }

    public static async Task<MetaScene> OpenAsync(string channel, string id, string value, Func<Func<string>, GraphFake> start)
    {
        Vendor? vendor = null;
        var fake = start(() => vendor!.Url);
        vendor = await Vendor.StartAsync(fake.Answer);
        return new(await FollowDesk.OpenAsync(), vendor, fake, (channel, id, value));
    }

    public ConnectedAccount Account(params (string Key, string Value)[] other)
    {
        var settings = GraphFake.Settings(_is.Id, _is.Value);
        settings["graphUrl"] = _vendor.Url;
        foreach (var (key, value) in other)
            settings[key] = value;
        return Desk.Account(_is.Channel, settings);
    }

    public Sending Sending(string text, string person, string? thread = null, string? parent = null, Visibility visibility = Visibility.Private, TimeSpan? since = null, ConnectedAccount? account = null, params StoredFile[] files)
    {
        var now = Desk.Clock.GetUtcNow();
        var reply = new SendReply("reply-1", 1, "conversation", "account", _is.Channel, new(person, "Ada"), visibility, text, "Mia", now)
        {
            ThreadKey = thread ?? person, ParentExternalId = parent, Quoted = parent is null ? null : new(new(person), now - (since ?? TimeSpan.Zero), "Where is it?"),
            AnswersComment = visibility == Visibility.Private && thread is not null && thread == parent, HeardAt = now - since,
        };
        return new(account ?? Account(), reply, files, _ => { HandedOver++; return Task.CompletedTask; });
    }

    /// <summary>Follows until the account was said to do somehow.</summary>
    public async Task<(HealthState State, string? Reason)> HealthAsync(IChannel channel, ConnectedAccount account, Uri? publicUrl)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var following = channel.FollowAsync(Desk.Following(account, publicUrl), stop.Token);
        await Storage.Eventually.IsTrueAsync(() => Task.FromResult(!Desk.Health.IsEmpty || following.IsCompleted));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
        return Desk.Health.Last();
    }

    public static StoredFile File(string name, string type, int size = 5) => new() { Id = name, Name = name, MediaType = type, Content = new byte[size] };

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _vendor.DisposeAsync();
        await Desk.DisposeAsync();
    }
}
