using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Connectors.Email;
using Inbox.Connectors.Hooks;
using Inbox.Connectors.Net;
using Inbox.Gateway;
using Inbox.Insights;
using Inbox.Servers;
using Inbox.Storage;
using Inbox.Tests.Storage;
using Inbox.Threads;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Inbox.Tests.Proof;

/// <summary>All rooms in one process, as an embedded installation has them: the real doors on a free port, every channel, the bus in memory, SQLite in a throw-away folder.</summary>
internal sealed class ProofHost : IAsyncDisposable
{
    private readonly ThrowAwayFolder _folder;
    private readonly Stay? _stay;
    private readonly WebApplication _app;

    private ProofHost(bool follows, bool watched, Stay? stay)
    {
        (_stay, _folder, Clock) = (stay, stay?.Folder ?? new("proof"), stay?.Clock ?? new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _folder.Path, EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var outbound = new Outbound(new(new HashSet<string>(), AllowLoopback: true));
        builder.Services.AddSingleton<TimeProvider>(Clock).AddStorage(new SqliteDatabase(_folder["inbox.db"]), new MasterKey(new byte[32])).AddSingleton(ConnectorsRoom.Descriptions);
        foreach (var description in ConnectorsRoom.Descriptions)
            builder.Services.AddSingleton(description);
        builder.Services.AddSingleton(outbound).AddSingleton<OutboundHttp>().AddSingleton(EmailConnection.Of(outbound, Clock, null)).AddChannels();
        _ = follows ? builder.Services.AddConnectors() : builder.Services.AddPublishing().AddSingleton<ConnectedAccounts>().AddSingleton<HookAccounts>().AddSingleton<HookProofs>().AddSingleton(new HookRoom()).AddSingleton<HookParts>().AddSingleton<HookDesk>().AddSingleton<HealthAnnouncer>();
        if (stay is not null)
            builder.Services.AddSingleton(new HookAddress(new("https://inbox.shop.example/")));
        builder.Services.AddThreads().AddThreadsWork().AddInsights();
        if (watched)
            builder.Services.AddGateway(new GatewayOptions());
        builder.Services.AddMassTransit(bus =>
        {
            ThreadsRoom.AddConsumers(bus);
            if (follows)
                ConnectorsRoom.AddConsumers(bus);
            if (watched)
                GatewayRoom.AddConsumers(bus);
            bus.UsingInMemory((context, memory) => memory.ConfigureEndpoints(context));
        });
        _app = builder.Build();
        _app.MapHooks();
        if (watched)
            _app.MapGateway();
    }

    public FakeClock Clock { get; }

    public string Url => _app.Urls.First();

    public Database Database => Get<Database>();

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="follows">With what follows accounts and sends replies.</param>
    /// <param name="watched">With the gateway.</param>
    /// <param name="stay">What outlives it.</param>
    public static async Task<ProofHost> StartAsync(bool follows = false, bool watched = false, Stay? stay = null)
    {
        var host = new ProofHost(follows, watched, stay);
        await host.Get<Migrator>().RunAsync([typeof(StorageRoom).Assembly, ThreadsRoom.Schema, InsightsRoom.Schema, typeof(ConnectorsRoom).Assembly, typeof(GatewayRoom).Assembly], Cancel);
        await host._app.StartAsync(Cancel);
        return host;
    }

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public async Task<string> AddAccountAsync(string channel, IReadOnlyDictionary<string, string> settings) =>
        (await Get<Accounts>().AddAsync(ConnectorsRoom.Descriptions.Single(d => d.Channel == channel), channel, settings, Cancel)).Id;

    /// <summary>Makes durable what our own follower or door found, as these do.</summary>
    public async Task AcceptAsync(string account, Drop drop)
    {
        var channel = Get<ChannelList>().Find(drop.Pen.Channel)!;
        await Get<Intake>().AcceptAsync(channel.Pack((await Get<Accounts>().FindAsync(account, Cancel))!, drop.Body, Clock.GetUtcNow(), Inbox.Connectors.Origin.Incoming, () => Id.New(Clock), drop.Name), Cancel);
    }

    /// <summary>Waits until Threads has taken up everything that was accepted.</summary>
    public Task DrainedAsync(TimeSpan? longest = null) => WaitAsync(async () => await Database.OneAsync<long>("select count(*) from intake", null, Cancel) == 0, "the intake is empty", longest);

    /// <summary>Waits for something, while the clock stands.</summary>
    public static async Task WaitAsync(Func<Task<bool>> isTrue, string what, TimeSpan? longest = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(longest ?? TimeSpan.FromSeconds(120));
        while (!await isTrue())
        {
            Assert.False(limit.IsCancellationRequested, $"Waited in vain: {what}.");
            await Eventually.PauseAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        var database = Database;
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await database.DisposeAsync();
        if (_stay is null)
            _folder.Dispose();
    }
}

/// <summary>What stays when an installation that platforms can reach stops and starts again.</summary>
internal sealed record Stay(ThrowAwayFolder Folder, FakeClock Clock);
