using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Inbox.SystemTests;

/// <summary>What the hub sent, and when it came.</summary>
internal sealed record Heard(string Target, JsonElement Content, DateTimeOffset At);

/// <summary>A client of the hub that speaks SignalR's JSON protocol over a plain WebSocket.</summary>
internal sealed class LiveClient : IAsyncDisposable
{
    private const char End = '\u001e';
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<Heard> _heard = new();
    private Task _listening = Task.CompletedTask;

    public IReadOnlyList<Heard> All => [.. _heard];

    public static async Task<LiveClient> ConnectAsync(Api api)
    {
        var client = new LiveClient();
        try
        {
            client._socket.Options.SetRequestHeader("Authorization", $"Bearer {api.Token}");
            await client._socket.ConnectAsync(new UriBuilder(api.Address) { Scheme = "ws", Path = "/live" }.Uri, TestContext.Current.CancellationToken);
            await client.SayAsync("""{"protocol":"json","version":1}""");
            var greeting = await client.NextAsync(new byte[4096], CancellationToken.None);
            Assert.Equal("{}", greeting.Split(End)[0]);
            client._listening = client.ListenAsync(greeting[(greeting.IndexOf(End, StringComparison.Ordinal) + 1)..]);
            await client.HearAsync("missed", _ => true, "that it hears of changes from now on");
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>The first thing heard that is as wanted.</summary>
    public Task<Heard> HearAsync(string target, Func<JsonElement, bool> isWanted, string what) =>
        Eventually.Some(() => Task.FromResult(_heard.FirstOrDefault(h => h.Target == target && isWanted(h.Content))), $"{what}; heard {string.Join(' ', _heard.Select(h => h.Target))}");

    public Task InvokeAsync(string method, params string[] arguments) => SayAsync(JsonSerializer.Serialize(new { type = 1, target = method, arguments }));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _listening;
        _socket.Dispose();
        _end.Dispose();
    }

    private async Task ListenAsync(string rest)
    {
        var (buffer, text) = (new byte[64 * 1024], new StringBuilder(rest));
        try
        {
            while (true)
            {
                text.Append(await NextAsync(buffer, _end.Token));
                var parts = text.ToString().Split(End);
                foreach (var part in parts[..^1]) Take(JsonDocument.Parse(part).RootElement);
                text.Clear().Append(parts[^1]);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or EndOfStreamException)
        {
            // The host went away, or the test is over.
        }
    }

    private void Take(JsonElement message)
    {
        if (message.Number("type") == 1) _heard.Enqueue(new(message.Text("target")!, message.GetProperty("arguments")[0], Wall.Now));
    }

    private async Task<string> NextAsync(byte[] buffer, CancellationToken cancel)
    {
        var got = await _socket.ReceiveAsync(buffer.AsMemory(), cancel);
        return got.MessageType == WebSocketMessageType.Close ? throw new EndOfStreamException() : Encoding.UTF8.GetString(buffer, 0, got.Count);
    }

    private Task SayAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text + End), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
}
