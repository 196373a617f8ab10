using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Inbox.Benchmarks;

/// <summary>An open page as the server sees it: listens, reads the waiting list once it hears of changes, applies what comes. When its line breaks it comes back at a random moment within four seconds.</summary>
internal sealed class StormPage : IDisposable
{
    private const char End = '\u001e';
    private readonly Uri _address;
    private readonly string _token;
    private readonly Random _random;
    private readonly HttpClient _http;
    private readonly ConcurrentDictionary<string, long> _versions = new();
    private ClientWebSocket? _socket;
    private TaskCompletionSource _hears = new();
    private Task _listening = Task.CompletedTask;

    public StormPage(Uri address, string token, int seed)
    {
        (_address, _token, _random) = (address, token, new(seed));
        _http = new() { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>How long each reading of the list took, and each coming from the first attempt to the list, in milliseconds.</summary>
    public List<double> Reads { get; } = [];

    public List<double> Comings { get; } = [];

    public bool Shows(IReadOnlyDictionary<string, long> truth) => truth.All(t => _versions.TryGetValue(t.Key, out var version) && version >= t.Value);

    /// <param name="spread">Within which time, for pages whose server was away.</param>
    public async Task ComeAsync(TimeSpan spread)
    {
        await Task.Delay(spread * _random.NextDouble());
        var began = Stopwatch.GetTimestamp();
        (_socket, _hears) = (new(), new());
        _socket.Options.SetRequestHeader("Authorization", $"Bearer {_token}");
        await _socket.ConnectAsync(new UriBuilder(_address) { Scheme = "ws", Path = "/live" }.Uri, default);
        await _socket.SendAsync(Encoding.UTF8.GetBytes($$"""{"protocol":"json","version":1}{{End}}"""), WebSocketMessageType.Text, true, default);
        _listening = ListenAsync(_socket);
        await _hears.Task;
        foreach (var (id, version) in await ReadAsync())
            _versions.AddOrUpdate(id, version, (_, was) => Math.Max(was, version));
        Comings.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    public async Task DropAsync()
    {
        _socket?.Abort();
        await _listening;
        _socket?.Dispose();
    }

    /// <summary>The first screen of the waiting list, and its versions.</summary>
    public async Task<Dictionary<string, long>> ReadAsync()
    {
        var began = Stopwatch.GetTimestamp();
        using var body = JsonDocument.Parse(await _http.GetByteArrayAsync(new Uri("/api/v1/conversations?state=waiting&limit=50", UriKind.Relative)));
        Reads.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        return body.RootElement.GetProperty("items").EnumerateArray().ToDictionary(c => c.GetProperty("id").GetString()!, c => c.GetProperty("version").GetInt64());
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _http.Dispose();
    }

    private async Task ListenAsync(ClientWebSocket socket)
    {
        var (buffer, text) = (new byte[1 << 14], new StringBuilder());
        try
        {
            while (true)
            {
                var got = await socket.ReceiveAsync(buffer.AsMemory(), default);
                if (got.MessageType == WebSocketMessageType.Close)
                    return;
                text.Append(Encoding.UTF8.GetString(buffer, 0, got.Count));
                if (buffer[got.Count - 1] != End)
                    continue;
                foreach (var frame in text.ToString().Split(End, StringSplitOptions.RemoveEmptyEntries))
                    Take(frame);
                text.Clear();
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The line broke, which is what this is about.
        }
    }

    private void Take(string frame)
    {
        if (frame.Contains("\"target\":\"missed\"", StringComparison.Ordinal))
            _hears.TrySetResult();
        if (!frame.Contains("\"target\":\"changed\"", StringComparison.Ordinal))
            return;
        using var json = JsonDocument.Parse(frame);
        var change = json.RootElement.GetProperty("arguments")[0];
        var version = change.GetProperty("version").GetInt64();
        _versions.AddOrUpdate(change.GetProperty("conversationId").GetString()!, version, (_, was) => Math.Max(was, version));
    }
}
