using Inbox.Connectors;
using Inbox.Connectors.Net;
using Inbox.Connectors.X;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Tests.Connectors.X;

/// <summary>The platform as a real server, an account of it, and a channel.</summary>
internal sealed class XScene : IAsyncDisposable
{
    private readonly OutboundHttp _http;
    private readonly Vendor _vendor;

    private XScene(FollowDesk desk, XFake fake, Vendor vendor)
    {
        (Desk, Fake, _vendor) = (desk, fake, vendor);
        _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), desk.Clock);
        var api = new XApi(_http, new(desk.Clock), desk.Clock);
        Channel = new(api, new(api, new(api, desk.Clock)));
    }

    public FollowDesk Desk { get; }

    public XFake Fake { get; }

    public XChannel Channel { get; }

    /// <summary>What the platform was asked.</summary>
    public IReadOnlyList<Asked> Requests => _vendor.Requests;

    /// <summary>How often the platform was told that it has the reply.</summary>
    public int HandedOver { get; private set; }

    public static async Task<XScene> OpenAsync()
    {
        var desk = await FollowDesk.OpenAsync();
        var fake = new XFake(desk.Clock);
        return new(desk, fake, await Vendor.StartAsync(fake.Answer));
    }

    public ConnectedAccount Account(params (string Key, string Value)[] other)
    {
        var settings = XFake.Settings;
        settings["url"] = _vendor.Url;
        foreach (var (key, value) in other)
            settings[key] = value;
        return Desk.Account("x", settings);
    }

    /// <summary>Follows for some rounds that each ended well; how it broke when it did before.</summary>
    public async Task<ChannelException?> FollowAsync(int rounds = 1, Uri? publicUrl = null, params (string Key, string Value)[] other)
    {
        try
        {
            await Desk.RoundsAsync(Channel, Account(other), rounds, TimeSpan.FromSeconds(1), publicUrl);
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (ChannelException e)
        {
            return e;
        }
    }

    public Task<SendOutcome> SendAsync(
        string text, string? parent = null, string person = "2002", string? thread = null, Visibility visibility = Visibility.Public, ConnectedAccount? account = null, bool mayStand = false, params StoredFile[] files)
    {
        var reply = new SendReply("reply-1", 1, "conversation", "account", "x", new(person, "Ada"), visibility, text, "Mia", Desk.Clock.GetUtcNow()) { ParentExternalId = parent, ThreadKey = thread };
        return SentAsync(Channel.SendAsync(new(account ?? Account(), reply, files, _ => { HandedOver++; return Task.CompletedTask; }) { MayStand = mayStand }, TestContext.Current.CancellationToken));
    }

    public static StoredFile File(string name, string type, int size = 5) => new() { Id = name, Name = name, MediaType = type, Content = new byte[size] };

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _vendor.DisposeAsync();
        await Desk.DisposeAsync();
    }

    private async Task<SendOutcome> SentAsync(Task<SendOutcome> sending)
    {
        await Desk.Clock.UntilAsync(() => Task.FromResult(sending.IsCompleted), TimeSpan.FromMilliseconds(200));
        return await sending;
    }
}
