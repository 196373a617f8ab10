using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Inbox.SystemTests;

/// <summary>A visitor of the website chat without a browser: the requests of the widget.</summary>
internal sealed class ChatVisitor : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly string _account, _token;

    private ChatVisitor(string account, string token) => (_account, _token) = (account, token);

    public static async Task<ChatVisitor> BeginAsync(Uri address, string account)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var answer = await TakenAsync(() => http.PostAsJsonAsync($"/chat/{account}/beginnings", new { }, Cancel));
        return new(account, (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).Text("token")!);
    }

    public async Task SayAsync(Uri address, string text)
    {
        var message = new { clientId = $"{Guid.CreateVersion7():n}", text, url = "https://shop.example/roses", title = "Roses" };
        using var answer = await TakenAsync(() =>
        {
            var request = Request(HttpMethod.Post, address, "messages");
            request.Content = JsonContent.Create(message);
            return _http.SendAsync(request, Cancel);
        });
    }

    /// <summary>What the visitor sees through one of the processes.</summary>
    public async Task<IReadOnlyList<string>> SeesAsync(Uri address)
    {
        using var request = Request(HttpMethod.Get, address, "messages");
        using var answer = await _http.SendAsync(request, Cancel);
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).List("entries").Select(e => e.Text("text")!)];
    }

    /// <summary>An open socket that has heard its first word.</summary>
    public async Task<ClientWebSocket> ListenAsync(Uri address)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = $"/chat/{_account}/stream" }.Uri, Cancel);
        await socket.SendAsync(Encoding.UTF8.GetBytes(_token), WebSocketMessageType.Text, true, Cancel);
        await NewsAsync(socket);
        return socket;
    }

    /// <summary>Waits for news, whatever else is told before.</summary>
    public static async Task NewsAsync(ClientWebSocket socket)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        var buffer = new byte[4096];
        while (true)
        {
            var got = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            Assert.Equal(WebSocketMessageType.Text, got.MessageType);
            if (JsonDocument.Parse(buffer.AsMemory(0, got.Count)).RootElement.GetProperty("news").GetBoolean()) return;
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>As the widget does: the same again until it is taken.</summary>
    private static Task<HttpResponseMessage> TakenAsync(Func<Task<HttpResponseMessage>> send) => Eventually.Until(send, answer => answer.IsSuccessStatusCode, "a visitor's request is taken", TimeSpan.FromSeconds(20));

    private HttpRequestMessage Request(HttpMethod method, Uri address, string path) => new(method, new Uri(address, $"/chat/{_account}/{path}")) { Headers = { { "X-Chat-Token", _token } } };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
