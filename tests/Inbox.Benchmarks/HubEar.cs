using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;

namespace Inbox.Benchmarks;

/// <summary>A connected hub client that notes when it first hears of each numbered message.</summary>
internal sealed class HubEar : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, long> _heard = new();

    public int Count => _heard.Count;

    /// <summary>What a message carries in its text.</summary>
    public static string Mark(int i) => string.Create(CultureInfo.InvariantCulture, $"hook-{i}-end");

    public static async Task<HubEar> OpenAsync(Uri address, string token)
    {
        var ear = new HubEar();
        ear._socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        await ear._socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/live" }.Uri, default);
        await ear._socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, default);
        _ = Task.Run(ear.ListenAsync);
        return ear;
    }

    /// <summary>When it was heard of, as a timestamp; 0 when it was not.</summary>
    public long At(int i) => _heard.GetValueOrDefault(i);

    /// <summary>Waits until so many were heard of, or none came for ten seconds.</summary>
    public async Task HeardAsync(int count)
    {
        for (var (quiet, last) = (0, Count); Count < count && quiet < 2_000; quiet = Count == last ? quiet + 1 : 0, last = Count)
            await Task.Delay(5);
    }

    public void Dispose() => _socket.Dispose();

    private async Task ListenAsync()
    {
        var (buffer, kept) = (new byte[1 << 17], 0);
        while (_socket.State == WebSocketState.Open)
        {
            kept += (await _socket.ReceiveAsync(buffer.AsMemory(kept), default)).Count;
            var read = Note(buffer.AsSpan(0, kept));
            buffer.AsSpan(read, kept - read).CopyTo(buffer);
            kept -= read;
        }
    }

    /// <summary>Notes the marks in it; how much of it need not be looked at again.</summary>
    private int Note(ReadOnlySpan<byte> text)
    {
        var read = 0;
        for (int at; (at = text[read..].IndexOf("hook-"u8)) >= 0;)
        {
            var number = text[(read + at + 5)..];
            if (number.IndexOf("-end"u8) is not (>= 0 and var end))
                return read + at;
            if (int.TryParse(number[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var i))
                _heard.TryAdd(i, Stopwatch.GetTimestamp());
            read += at + 5 + end;
        }
        return Math.Max(read, text.Length - 4);
    }
}
