using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Inbox.Gateway;

namespace Inbox.Tests.Proof;

/// <summary>Pages that lose their line, one by one and all at once, and come back: they show what the server has. How soon is the benchmark <c>storm</c>'s to say.</summary>
public sealed class LiveStormTests
{
    private const int Pages = 40;

    [Fact]
    public async Task F23_pages_that_drop_at_any_moment_and_all_at_once_show_what_the_server_has()
    {
        await using var host = await ProofHost.StartAsync(watched: true);
        var accounts = new Dictionary<string, string>();
        foreach (var pen in Pen.Pushed)
            accounts[pen.Channel] = await host.AddAccountAsync(pen.Channel, pen.Settings);
        var staff = (await host.Get<StaffMembers>().AddAsync("ada@acme.test", "Ada", Role.Manager, ProofHost.Cancel))!.Id;
        var session = await host.Get<Sessions>().StartAsync(staff, "127.0.0.1", ProofHost.Cancel);
        var pages = Enumerable.Range(0, Pages).Select(i => new Page(host.Url, session, new Random(i))).ToList();
        await Task.WhenAll(pages.Select(p => p.ComeAsync()));

        using var http = new HttpClient();
        var random = new Random(23);
        foreach (var drop in new Story(Pen.Pushed, 23, host.Clock.GetUtcNow().AddDays(-1)).Tell(400))
        {
            using var request = drop.Pen.Request(host.Url, accounts[drop.Pen.Channel], drop.Body, drop.Name, host.Clock.GetUtcNow());
            using var response = await http.SendAsync(request, ProofHost.Cancel);
            if (random.Next(4) == 0)
                await pages[random.Next(Pages)].DropAsync();
        }
        await Task.WhenAll(pages.Select(p => p.DropAsync(stays: true)));
        await host.DrainedAsync();
        await Task.WhenAll(pages.Select(p => p.ComeAsync()));

        var truth = await pages[0].FetchAsync();
        await ProofHost.WaitAsync(() => Task.FromResult(pages.TrueForAll(p => p.Shows(truth))), "every page shows what the server has");
        Assert.All(pages, p => Assert.Equal(p.Comings, p.Fetches - (p == pages[0] ? 1 : 0))); // nobody was told to fetch more
        await Task.WhenAll(pages.Select(p => p.DropAsync(stays: true)));
        pages.ForEach(p => p.Dispose());
    }

    /// <summary>What a page does: it listens first, then fetches, then applies what came between.</summary>
    private sealed class Page(string url, string session, Random random) : IDisposable
    {
        private const char End = '\u001e';
        private readonly ConcurrentDictionary<string, long> _cards = new();
        private readonly HttpClient _http = Http(url, session);
        private ClientWebSocket? _socket;
        private Task _listening = Task.CompletedTask;
        private TaskCompletionSource _greeted = new();

        public int Comings { get; private set; }

        public int Fetches { get; private set; }

        public bool Shows(IReadOnlyDictionary<string, long> truth) => truth.Count == _cards.Count && truth.All(t => _cards.TryGetValue(t.Key, out var version) && version == t.Value);

        public async Task ComeAsync()
        {
            Comings++;
            (_socket, _greeted) = (new(), new());
            _socket.Options.SetRequestHeader("Cookie", $"inbox={session}");
            _socket.Options.SetRequestHeader("Origin", url);
            await _socket.ConnectAsync(new($"{url.Replace("http:", "ws:", StringComparison.Ordinal)}/live"), ProofHost.Cancel);
            await _socket.SendAsync(Encoding.UTF8.GetBytes($$"""{"protocol":"json","version":1}{{End}}"""), WebSocketMessageType.Text, true, ProofHost.Cancel);
            _listening = ListenAsync(_socket);
            await Task.WhenAny(_greeted.Task, _listening);
            foreach (var (id, version) in await FetchAsync())
                _cards.AddOrUpdate(id, version, (_, was) => Math.Max(was, version));
        }

        public async Task DropAsync(bool stays = false)
        {
            _socket?.Abort();
            await _listening;
            _socket?.Dispose();
            if (random.Next(2) == 0)
                _cards.Clear(); // loaded anew
            if (!stays)
                await ComeAsync();
        }

        public async Task<IReadOnlyDictionary<string, long>> FetchAsync()
        {
            Fetches++;
            var all = new Dictionary<string, long>();
            string? next = "";
            while (next is not null)
            {
                using var body = JsonDocument.Parse(await _http.GetStringAsync($"/api/v1/conversations?limit=100{(next.Length > 0 ? $"&cursor={Uri.EscapeDataString(next)}" : "")}", ProofHost.Cancel));
                foreach (var card in body.RootElement.GetProperty("items").EnumerateArray())
                    all[card.GetProperty("id").GetString()!] = card.GetProperty("version").GetInt64();
                next = body.RootElement.TryGetProperty("next", out var more) ? more.GetString() : null;
            }
            return all;
        }

        public void Dispose()
        {
            _socket?.Dispose();
            _http.Dispose();
        }

        private async Task ListenAsync(ClientWebSocket socket)
        {
            var (buffer, text) = (new byte[65_536], new StringBuilder());
            try
            {
                while (true)
                {
                    var got = await socket.ReceiveAsync(buffer.AsMemory(), ProofHost.Cancel);
                    if (got.MessageType == WebSocketMessageType.Close)
                        return;
                    text.Append(Encoding.UTF8.GetString(buffer, 0, got.Count));
                    var parts = text.ToString().Split(End);
                    foreach (var part in parts[..^1])
                        Take(JsonDocument.Parse(part).RootElement);
                    text.Clear().Append(parts[^1]);
                }
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The line broke, which is what this is about.
            }
        }

        private void Take(JsonElement frame)
        {
            if (!frame.TryGetProperty("target", out var target))
                return;
            if (target.GetString() == "missed")
                _greeted.TrySetResult();
            if (target.GetString() != "changed")
                return;
            var change = frame.GetProperty("arguments")[0];
            var (id, version) = (change.GetProperty("conversationId").GetString()!, change.GetProperty("version").GetInt64());
            if (change.TryGetProperty("card", out var card) && card.ValueKind == JsonValueKind.Object)
                _cards.AddOrUpdate(id, version, (_, was) => Math.Max(was, version));
            else
                _cards.TryRemove(id, out _);
        }

        private static HttpClient Http(string url, string session)
        {
            var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new(url) };
            client.DefaultRequestHeaders.Add("X-Inbox", "1");
            client.DefaultRequestHeaders.Add("Cookie", $"inbox={session}");
            return client;
        }
    }
}
