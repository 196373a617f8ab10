using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Gateway;
using Inbox.Host;
using Inbox.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Benchmarks;

/// <summary>From the call of intake to the event in a connected hub client (WebSocket over loopback), at 100 messages/s, embedded. The limit is one durable commit in the same run.</summary>
internal static partial class LatencyBenchmark
{
    private const int PerSecond = 100, Seconds = 30;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("inbox-latency").FullName;
        var settings = HostSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Inbox:Data", folder), new("Urls", "http://127.0.0.1:5493")]).Build());
        await using var app = await Server.StartAsync(settings, [], default);
        var channel = app.Services.GetRequiredService<ChannelList>().Find("email")!;
        var account = await app.Services.GetRequiredService<Accounts>().AddAsync(channel.Description, "Bench", new Dictionary<string, string> { ["address"] = Letters.Us, ["smtpHost"] = "localhost" }, default);
        var token = (await app.Services.GetRequiredService<ApiTokens>().CreateAsync("bench", Gateway.Role.Admin, null, default)).Text;
        var (sent, done) = (new ConcurrentDictionary<int, long>(), new ConcurrentDictionary<int, double>());
        using var socket = await HubAsync(token);
        var listening = ListenAsync(socket, sent, done);
        var (intake, clock) = (app.Services.GetRequiredService<Intake>(), app.Services.GetRequiredService<TimeProvider>());
        var commits = new List<double>();
        for (var i = -200; i < PerSecond * Seconds; i++)
        {
            var delivery = channel.Pack(account, Mail(i), clock.GetUtcNow(), Origin.Incoming, () => Id.New(clock));
            var began = Stopwatch.GetTimestamp();
            sent[i] = began;
            _ = intake.AcceptAsync(delivery, default).ContinueWith(_ => Note(commits, began), TaskScheduler.Default);
            await Task.Delay(1000 / PerSecond);
        }
        for (var wait = 0; wait < 200 && done.Count < sent.Count; wait++)
            await Task.Delay(50);
        await app.StopAsync();
        Print("accepted durably (limit)", commits.Order().ToArray(), 0, 0);
        Print("visible in a hub client", done.Where(d => d.Key >= 0).Select(d => d.Value).Order().ToArray(), 10, 50);
        Console.WriteLine($"{sent.Count - done.Count} of {sent.Count} not seen");
        Directory.Delete(folder, recursive: true);
        await Task.WhenAny(listening, Task.Delay(1000));
    }

    private static void Note(List<double> commits, long began)
    {
        lock (commits)
            commits.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    private static byte[] Mail(int i) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"From: p{i}@people.example\r\nTo: {Letters.Us}\r\nSubject: Latency {i} end\r\nMessage-ID: <latency{i}@bench.example>\r\nDate: Mon, 05 Jan 2026 10:00:00 +0000\r\n\r\nWhere is my parcel?\r\n"));

    private static async Task<ClientWebSocket> HubAsync(string token)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        await socket.ConnectAsync(new("ws://127.0.0.1:5493/live"), default);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, default);
        return socket;
    }

    private static async Task ListenAsync(ClientWebSocket socket, ConcurrentDictionary<int, long> sent, ConcurrentDictionary<int, double> done)
    {
        var (buffer, text) = (new byte[1 << 16], new StringBuilder());
        while (socket.State == WebSocketState.Open)
        {
            var got = await socket.ReceiveAsync(buffer.AsMemory(), default);
            text.Append(Encoding.UTF8.GetString(buffer, 0, got.Count));
            if (!got.EndOfMessage)
                continue;
            foreach (Match match in Subject().Matches(text.ToString()))
                if (int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) is var i && sent.TryGetValue(i, out var began))
                    done.TryAdd(i, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            text.Clear();
        }
    }

    [GeneratedRegex("Latency (-?\\d+) end")]
    private static partial Regex Subject();

    private static void Print(string name, double[] times, double aim50, double aim99) => Console.WriteLine(times.Length == 0 ? $"{name}: nothing measured" : string.Create(CultureInfo.InvariantCulture,
        $"{name,-26} p50 {times[times.Length / 2],6:0.0} ms  p99 {times[times.Length * 99 / 100],6:0.0} ms (n={times.Length}, {PerSecond}/s{(aim50 > 0 ? $"; aim p50 {aim50}, p99 {aim99}" : "")})"));
}
