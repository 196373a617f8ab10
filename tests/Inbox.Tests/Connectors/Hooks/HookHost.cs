using Inbox.Connectors;
using Inbox.Connectors.Hooks;
using Inbox.Contracts;
using Inbox.Servers;
using Inbox.Storage;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Inbox.Tests.Connectors.Hooks;

/// <summary>The door of a process with the connectors' role, with one channel: real Kestrel on a free port, SQLite in a throw-away folder.</summary>
internal sealed class HookHost : IAsyncDisposable
{
    private readonly ThrowAwayFolder _folder = new("hooks");
    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    private HookHost(IReadOnlyList<IChannel> channels, TimeProvider clock, HookRoom room)
    {
        _first = channels[0].Description.Channel;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _folder.Path, EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(clock).AddStorage(new SqliteDatabase(_folder["inbox.db"]), new MasterKey(new byte[32]));
        foreach (var channel in channels)
            builder.Services.AddSingleton(channel);
        builder.Services.AddSingleton<ChannelList>().AddSingleton<ConnectedAccounts>().AddSingleton<HookAccounts>().AddSingleton<HookProofs>().AddSingleton(room).AddSingleton<HookParts>().AddSingleton<HookDesk>().AddSingleton<HealthAnnouncer>();
        builder.Services.AddMassTransit(bus => bus.UsingInMemory());
        _app = builder.Build();
        _app.MapHooks();
    }

    private readonly string _first;

    public string AccountId { get; private set; } = "";

    /// <param name="channel">The channel of the account.</param>
    /// <param name="settings">The account's.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="others">Further channels.</param>
    public static Task<HookHost> StartAsync(IChannel channel, IReadOnlyDictionary<string, string> settings, TimeProvider clock, params IReadOnlyList<IChannel> others) =>
        StartAsync(new HookRoom(), channel, settings, clock, others);

    /// <summary>The same, with a door that holds so much at once.</summary>
    public static async Task<HookHost> StartAsync(HookRoom room, IChannel channel, IReadOnlyDictionary<string, string> settings, TimeProvider clock, params IReadOnlyList<IChannel> others)
    {
        var host = new HookHost([channel, .. others], clock, room);
        await host.Get<Migrator>().RunAsync([typeof(StorageRoom).Assembly], Cancel);
        host.AccountId = (await host.Get<Accounts>().AddAsync(channel.Description, "Test", settings, Cancel)).Id;
        await host._app.StartAsync(Cancel);
        return host;
    }

    /// <summary>A delivery to the account, not signed yet.</summary>
    public HttpRequestMessage Request(byte[] body, string? path = null) =>
        new(HttpMethod.Post, $"{_app.Urls.First()}{path ?? $"/hooks/{_first}/{AccountId}"}") { Content = new ByteArrayContent(body) };

    public async Task<int> SendAsync(HttpRequestMessage request)
    {
        using (request)
        using (var response = await _http.SendAsync(request, Cancel))
            return (int)response.StatusCode;
    }

    public async Task<string> ReadAsync(HttpRequestMessage request)
    {
        using (request)
        using (var response = await _http.SendAsync(request, Cancel))
            return await response.Content.ReadAsStringAsync(Cancel);
    }

    /// <summary>The events that are durable.</summary>
    public async Task<IReadOnlyList<IChannelEvent>> EventsAsync() => [.. (await Get<PendingEvents>().ListAsync(TimeSpan.FromDays(-1), "", 10_000, Cancel)).Select(p => p.Event)];

    /// <summary>How many rows anything left behind: raw bytes, events, quarantine.</summary>
    public async Task<long> RowsAsync() =>
        await Get<Database>().OneAsync<long>("select (select count(*) from payloads) + (select count(*) from intake) + (select count(*) from quarantine)", null, Cancel);

    public async Task<IReadOnlyList<Quarantined>> QuarantineAsync() => await Get<Quarantine>().ListAsync(null, 100, Cancel);

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
