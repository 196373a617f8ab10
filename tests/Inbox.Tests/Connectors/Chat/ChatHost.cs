using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Inbox.Connectors;
using Inbox.Connectors.Chat;
using Inbox.Connectors.Email;
using Inbox.Connectors.Net;
using Inbox.Contracts;
using Inbox.Servers;
using Inbox.Storage;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inbox.Tests.Connectors.Chat;

/// <summary>The chat's door as a process with the connectors' role opens it: real Kestrel, real sockets, SQLite in a throw-away folder.</summary>
internal sealed class ChatHost : IAsyncDisposable
{
    public const string Secret = "0123456789abcdef0123456789abcdef";
    private readonly ThrowAwayFolder _folder = new("chat");
    private readonly WebApplication _app;

    private ChatHost(TimeProvider clock)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _folder.Path, EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var outbound = new Outbound(new(new HashSet<string>(), AllowLoopback: true));
        builder.Services.AddSingleton(clock).AddStorage(new SqliteDatabase(_folder["inbox.db"]), new MasterKey(new byte[32]));
        builder.Services.AddSingleton(outbound).AddSingleton<OutboundHttp>().AddSingleton(EmailConnection.Of(outbound, clock, null)).AddSingleton<EmailSender>()
            .AddChat().AddChatDoor().AddSingleton<ChannelList>().AddSingleton<ConnectedAccounts>().AddSingleton(new ChatFolder(_folder.Path));
        builder.Services.AddMassTransit(bus =>
        {
            ChatRoom.Room.AddConsumers!(bus);
            bus.UsingInMemory((context, memory) => memory.ConfigureEndpoints(context));
        });
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(2));
        _app = builder.Build();
        _app.MapChat();
    }

    public string AccountId { get; private set; } = "";

    public HttpClient Http { get; } = new();

    public static async Task<ChatHost> StartAsync(TimeProvider clock, params (string Key, string Value)[] settings)
    {
        var host = new ChatHost(clock);
        await host.Get<Migrator>().RunAsync([typeof(StorageRoom).Assembly, typeof(ConnectorsRoom).Assembly], Cancel);
        host.AccountId = await host.AddAccountAsync("Fern & Fig", settings);
        await host._app.StartAsync(Cancel);
        host.Http.BaseAddress = new(host._app.Urls.First());
        return host;
    }

    public async Task<string> AddAccountAsync(string name, params (string Key, string Value)[] settings) =>
        (await Get<Accounts>().AddAsync(ChatChannel.Describes, name, settings.Append(("secret", Secret)).ToDictionary(s => s.Item1, s => s.Item2), Cancel)).Id;

    /// <summary>A browser that opens the chat for the first time, or with what it kept.</summary>
    public async Task<Browsing> OpenAsync(object? with = null, string? account = null)
    {
        using var answer = await Http.PostAsJsonAsync($"/chat/{account ?? AccountId}/beginnings", with ?? new { }, Cancel);
        Assert.Equal(200, (int)answer.StatusCode);
        return new(this, account ?? AccountId, await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel));
    }

    /// <summary>A reply of staff, sent as the sending path does.</summary>
    public Task<SendOutcome> ReplyAsync(string visitor, string text, string id) => Get<IChannel>().SendAsync(
        new(
            new(Get<Accounts>().FindAsync(AccountId, Cancel).GetAwaiter().GetResult()!, new Dictionary<string, string>()),
            new SendReply(id, 1, "conversation", AccountId, ChatChannel.Name, new(visitor), Visibility.Private, text, "Mia", Get<TimeProvider>().GetUtcNow()), [], _ => Task.CompletedTask),
        Cancel);

    public async Task<IReadOnlyList<MessageReceived>> EventsAsync() =>
        [.. (await Get<PendingEvents>().ListAsync(TimeSpan.FromDays(-1), "", 10_000, Cancel)).Select(p => p.Event).OfType<MessageReceived>()];

    public async Task<ClientWebSocket> SocketAsync(string? account = null)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(Http.BaseAddress!) { Scheme = "ws", Path = $"/chat/{account ?? AccountId}/stream" }.Uri, Cancel);
        return socket;
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}

/// <summary>One visitor's browser.</summary>
internal sealed class Browsing(ChatHost host, string account, JsonElement beginning)
{
    public JsonElement Beginning => beginning;

    public string Token { get; set; } = beginning.GetProperty("token").GetString()!;

    /// <summary>What staff and threads know the visitor by.</summary>
    public string Visitor => host.Get<ChatTokens>().Read(account, Token)!.Id;

    public async Task<(int Status, JsonElement Body, HttpResponseMessage Answer)> AskAsync(HttpMethod method, string path, object? json = null, byte[]? bytes = null)
    {
        using var request = new HttpRequestMessage(method, $"/chat/{account}{path}");
        request.Headers.TryAddWithoutValidation("X-Chat-Token", Token);
        request.Content = bytes is not null ? new ByteArrayContent(bytes) : json is null ? null : JsonContent.Create(json);
        var answer = await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, text.StartsWith('{') ? JsonDocument.Parse(text).RootElement : default, answer);
    }

    public async Task<int> SayAsync(string text, string? id = null) =>
        (await AskAsync(HttpMethod.Post, "/messages", new { clientId = id ?? Guid.CreateVersion7().ToString(), text, url = "https://shop.example/roses?utm=1#a", title = "Roses" })).Status;

    /// <summary>What the visitor sees behind a place.</summary>
    public async Task<IReadOnlyList<string>> SeesAsync(long after = 0) =>
        [.. (await AskAsync(HttpMethod.Get, $"/messages?after={after}")).Body.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("text").GetString()!)];

    public static async Task<string> HearAsync(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        var got = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        return got.MessageType == WebSocketMessageType.Close ? "closed" : Encoding.UTF8.GetString(buffer, 0, got.Count);
    }

    public static Task TellAsync(ClientWebSocket socket, string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
}
