using System.Globalization;
using System.Text;
using Inbox.Connectors.Hooks;
using Inbox.Connectors.Net;
using Inbox.Connectors.Webhook;
using Inbox.Storage;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Hooks;

/// <summary>The door with a signed webhook, and a store that can be held.</summary>
internal sealed class SignedDoor : IAsyncDisposable
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("a key of thirty-two bytes, really");
    private readonly FakeClock _clock = new();
    private readonly HttpClient _http = new();
    private readonly TaskCompletionSource _goes = new();
    private OutboundHttp? _out;
    private HookHost? _host;
    private Task _stuck = Task.CompletedTask;

    public HookHost Host => _host!;

    /// <summary>Opens it, and has somebody hold the store until <see cref="GoOnAsync"/>.</summary>
    public static async Task<SignedDoor> StuckAsync(HookRoom room)
    {
        var door = new SignedDoor();
        door._out = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), door._clock);
        door._host = await HookHost.StartAsync(room, new WebhookChannel(new(door._out, door._clock)), new Dictionary<string, string> { ["secret"] = $"whsec_{Convert.ToBase64String(Key)}" }, door._clock);
        var held = new TaskCompletionSource();
        door._stuck = door.Host.Get<Database>().WriteAsync(
            async _ =>
            {
                held.TrySetResult();
                await door._goes.Task;
            },
            CancellationToken.None);
        await held.Task;
        return door;
    }

    public Task GoOnAsync()
    {
        _goes.TrySetResult();
        return _stuck;
    }

    /// <summary>Delivers a message with this number; what is answered, and when it should come again.</summary>
    public async Task<(int Status, TimeSpan? Again)> SendAsync(int i, CancellationToken? hangsUp = null)
    {
        var body = Encoding.UTF8.GetBytes($$$"""{"type":"message.received","data":{"id":"m-{{{i}}}","author":{"id":"u-{{{i}}}","name":"Ada"},"text":"Where is it?"}}""");
        var stamp = _clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = Host.Request(body);
        request.Headers.Add("webhook-id", $"d-{i}");
        request.Headers.Add("webhook-timestamp", stamp);
        request.Headers.Add("webhook-signature", WebhookSignature.Sign([Key], $"d-{i}", stamp, body));
        using var response = await _http.SendAsync(request, hangsUp ?? TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, response.Headers.RetryAfter?.Delta);
    }

    public async ValueTask DisposeAsync()
    {
        await GoOnAsync();
        await Host.DisposeAsync();
        _http.Dispose();
        _out?.Dispose();
    }
}
