using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Inbox.Tests.Gateway;

/// <summary>Speaks the hub's JSON protocol over a plain WebSocket.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private const char End = '\u001e';
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ClientWebSocket _socket = new();
    private readonly StringBuilder _rest = new();
    private readonly Queue<JsonElement> _frames = new();

    public static async Task<HubClient> OpenAsync(GatewayHost host, Action<ClientWebSocketOptions> set)
    {
        var client = new HubClient();
        set(client._socket.Options);
        await client._socket.ConnectAsync(new(host.Url.Replace("http:", "ws:", StringComparison.Ordinal) + "/live"), Cancel);
        await client.SendAsync(new { protocol = "json", version = 1 });
        await client.FrameAsync();
        await client.EventAsync("missed"); // from here on it hears what happens
        return client;
    }

    public static Task<HubClient> OpenAsync(GatewayHost host, string session, string? origin = null) =>
        OpenAsync(host, options =>
        {
            options.SetRequestHeader("Cookie", $"inbox={session}");
            options.SetRequestHeader("Origin", origin ?? host.Url);
        });

    /// <summary>Calls a hub method; its error, or null.</summary>
    public async Task<string?> CallAsync(string method, params object[] arguments)
    {
        await SendAsync(new { type = 1, invocationId = "1", target = method, arguments });
        while (true)
        {
            var frame = await FrameAsync();
            if (frame.GetProperty("type").GetInt32() == 3)
                return frame.TryGetProperty("error", out var error) ? error.GetString() : null;
            if (frame.GetProperty("type").GetInt32() == 1)
                _frames.Enqueue(frame);
        }
    }

    /// <summary>The next event of a name.</summary>
    public async Task<JsonElement> EventAsync(string name)
    {
        for (var i = _frames.Count; i > 0; i--)
        {
            var kept = _frames.Dequeue();
            if (kept.Text("target") == name)
                return kept.GetProperty("arguments")[0];
            _frames.Enqueue(kept);
        }
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < Patience)
        {
            var frame = await FrameAsync();
            if (frame.GetProperty("type").GetInt32() != 1)
                continue;
            if (frame.Text("target") == name)
                return frame.GetProperty("arguments")[0];
            _frames.Enqueue(frame);
        }
        throw new TimeoutException($"Not heard: {name}. Heard: {string.Join(' ', _frames.Select(f => f.Text("target")))}"); // the server's pings go on for ever
    }

    /// <summary>Names of the events that came before an answer to a call made now: what was pushed earlier has arrived by then.</summary>
    public async Task<IReadOnlyList<string>> SeenAsync()
    {
        await CallAsync("Unwatch", "nothing");
        return [.. _frames.Select(f => f.Text("target"))];
    }

    /// <summary>Waits until the server hangs up.</summary>
    public async Task ClosedAsync()
    {
        try
        {
            while (_socket.State == WebSocketState.Open)
                await FrameAsync();
        }
        catch (Exception e) when (e is WebSocketException or EndOfStreamException)
        {
            // Hung up, which is what was waited for.
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task SendAsync(object frame) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(frame) + End), WebSocketMessageType.Text, true, Cancel);

    private async Task<JsonElement> FrameAsync()
    {
        var buffer = new byte[65_536];
        while (_rest.ToString() is var text)
        {
            if (text.IndexOf(End, StringComparison.Ordinal) is >= 0 and var end)
            {
                _rest.Remove(0, end + 1);
                return JsonDocument.Parse(text[..end]).RootElement;
            }
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            limit.CancelAfter(Patience);
            var got = await _socket.ReceiveAsync(buffer, limit.Token);
            if (got.MessageType == WebSocketMessageType.Close)
                throw new EndOfStreamException();
            _rest.Append(Encoding.UTF8.GetString(buffer, 0, got.Count));
        }
        throw new InvalidOperationException();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
