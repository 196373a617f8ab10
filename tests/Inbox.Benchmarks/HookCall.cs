using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Inbox.Connectors.Webhook;
using Inbox.Host;

namespace Inbox.Benchmarks;

/// <summary>Signed deliveries as bytes, made beforehand, and a connection that carries one after the other: a caller that costs as little as it can.</summary>
internal sealed class HookCall : IDisposable
{
    private const int PerPerson = 10;
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    private readonly Socket _socket;
    private readonly byte[] _answer = new byte[8192];

    private HookCall(Socket socket) => _socket = socket;

    public static string Secret { get; } = "whsec_" + Convert.ToBase64String(Key);

    /// <summary>Messages that carry their number, ten of each person in a row.</summary>
    public static IEnumerable<byte[]> Signed(string accountId, int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            var body = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
                $$$"""{"type":"message.received","data":{"id":"m-{{{i}}}","author":{"id":"u-{{{i / PerPerson}}}","name":"Person {{{i / PerPerson}}}"},"text":"{{{HubEar.Mark(i)}}} Where is my parcel? I ordered it last week, and still nothing has arrived at my door in town. Could you please look where it is, and tell me when it will come?"}}"""));
            var stamp = Clock.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var head = string.Create(CultureInfo.InvariantCulture,
                $"POST /hooks/webhook/{accountId} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nwebhook-id: d-{i}\r\nwebhook-timestamp: {stamp}\r\nwebhook-signature: {WebhookSignature.Sign([Key], $"d-{i}", stamp, body)}\r\n\r\n");
            yield return [.. Encoding.ASCII.GetBytes(head), .. body];
        }
    }

    /// <summary>The same delivery with other bytes than were signed.</summary>
    public static byte[] Spoil(byte[] call) => [.. call.AsSpan(0, call.Length - 1), (byte)' '];

    public static async Task<HookCall> OpenAsync(Uri address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        return new(socket);
    }

    /// <summary>Sends one and waits for its answer, which must be the expected one.</summary>
    public async Task SendAsync(byte[] call, int status)
    {
        if (await AskAsync(call) is var (said, answer) && said != status)
            throw new InvalidOperationException($"A delivery was answered so: {answer}");
    }

    /// <summary>Sends one; what it was answered.</summary>
    public async Task<(int Status, string Answer)> AskAsync(byte[] call)
    {
        await _socket.SendAsync(call);
        var length = 0;
        do
        {
            var got = await _socket.ReceiveAsync(_answer.AsMemory(length));
            length += got > 0 ? got : throw new IOException("The door closed the connection.");
        }
        while (!IsWhole(_answer.AsSpan(0, length)));
        var status = int.Parse(_answer.AsSpan(9, 3), CultureInfo.InvariantCulture);
        return (status, status == 200 ? "" : Encoding.UTF8.GetString(_answer, 0, length));
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        var head = answer[..end];
        return head.IndexOf("Content-Length: "u8) is var at and >= 0
            ? answer.Length >= end + 4 + int.Parse(head[(at + 16)..] is var rest && rest.IndexOf((byte)'\r') is var stop and >= 0 ? rest[..stop] : head[(at + 16)..], CultureInfo.InvariantCulture)
            : answer.EndsWith("0\r\n\r\n"u8);
    }
}
