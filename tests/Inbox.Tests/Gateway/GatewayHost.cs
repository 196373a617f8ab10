using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Inbox.Contracts;
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

namespace Inbox.Tests.Gateway;

/// <summary>The gateway alone over HTTP: real Kestrel on a free port, SQLite in a throw-away folder, the in-memory bus, a clock that stands still.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    public const string Password = "correct horse battery staple";
    private readonly ThrowAwayFolder _folder = new("gateway");
    private readonly LogLines _log = new();
    private readonly WebApplication _app;

    public static ChannelDescription Email { get; } = new(
        "email",
        [
            new("address", Required: true), new("user"), new("password", Secret: true), new("imapHost", Required: true), new("imapPort", Default: "993"),
            new("imapSecurity", Default: "tls", Choices: ["tls", "starttls"]), new("smtpHost", Required: true),
        ],
        TimeSpan.FromDays(7),
        "message/rfc822")
    {
        Moderation = [ModerationState.Approved, ModerationState.Hidden],
        Notifies = true,
    };

    private GatewayHost(Func<string, GatewayOptions, GatewayOptions>? change, string? postgres, string? sqlite)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _folder.Path, EnvironmentName = "Production" });
        builder.Logging.ClearProviders().AddProvider(_log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var options = new GatewayOptions();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddStorage(postgres is null ? new SqliteDatabase(sqlite ?? _folder["inbox.db"]) : new PostgresDatabase(postgres), new MasterKey(new byte[32]));
        builder.Services.AddSingleton(Email);
        builder.Services.AddThreads().AddInsights();
        builder.Services.AddGateway(change?.Invoke(_folder.Path, options) ?? options);
        builder.Services.AddSingleton(Checker);
        builder.Services.AddSingleton(Replays);
        builder.Services.AddSingleton(Moderator);
        builder.Services.AddSingleton(Notices);
        builder.Services.AddMassTransit(bus =>
        {
            GatewayRoom.AddConsumers(bus);
            bus.AddConsumer<CheckConsumer>();
            bus.AddConsumer<ReplayConsumer>();
            bus.AddConsumer<ModerateConsumer>();
            bus.AddConsumer<NoticeConsumer>();
            bus.UsingInMemory((context, memory) => memory.ConfigureEndpoints(context));
        });
        _app = builder.Build();
        _app.MapGateway();
    }

    public FakeClock Clock { get; } = new();

    public Checker Checker { get; } = new();

    public Moderator Moderator { get; } = new();

    public Notices Notices { get; } = new();

    /// <summary>What was asked of the connectors to read again.</summary>
    public Replays Replays { get; } = new();

    public IServiceProvider Services => _app.Services;

    /// <summary>What was logged so far.</summary>
    public IReadOnlyCollection<string> Logged => _log.Lines;

    public string Url => _app.Urls.First();

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    public static async Task<GatewayHost> StartAsync(Func<string, GatewayOptions, GatewayOptions>? change = null, string? postgres = null, string? sqlite = null)
    {
        var host = new GatewayHost(change, postgres, sqlite);
        await host.Get<Migrator>().RunAsync([typeof(StorageRoom).Assembly, ThreadsRoom.Schema, InsightsRoom.Schema, typeof(GatewayRoom).Assembly], Cancel);
        await host._app.StartAsync(Cancel);
        return host;
    }

    /// <summary>A browser of a stranger: keeps cookies, sends the header against forged requests.</summary>
    public HttpClient Stranger()
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new(Url) };
        client.DefaultRequestHeaders.Add("X-Inbox", "1");
        return client;
    }

    /// <summary>A browser with a session; the password is not hashed, which would take its time.</summary>
    public async Task<HttpClient> AsAsync(Role role, string? email = null) => As(await SessionAsync(await AddAsync(role, email)));

    public HttpClient As(string session)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(Url) };
        client.DefaultRequestHeaders.Add("X-Inbox", "1");
        client.DefaultRequestHeaders.Add("Cookie", $"inbox={session}");
        return client;
    }

    public Task<string> SessionAsync(string staffId) => Get<Sessions>().StartAsync(staffId, "127.0.0.1", Cancel);

    public async Task<string> AddAsync(Role role, string? email = null) =>
        (await Get<StaffMembers>().AddAsync(email ?? $"{role}-{Id.New(Clock)}@example.com".ToLowerInvariant(), role.ToString(), role, Cancel))!.Id;

    public async Task<HttpClient> WithTokenAsync(Role role)
    {
        var token = await Get<ApiTokens>().CreateAsync("test", role, null, Cancel);
        var client = new HttpClient { BaseAddress = new(Url) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Text);
        return client;
    }

    public async Task<Account> AddAccountAsync(string name = "Support") =>
        await Get<Accounts>().AddAsync(Email, name, new Dictionary<string, string> { ["address"] = $"{name}@example.com" }, Cancel);

    public async ValueTask DisposeAsync()
    {
        var database = Get<Database>();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await database.DisposeAsync();
        _folder.Dispose();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}

/// <summary>What the connector of the test answers when an account is tried.</summary>
internal sealed class Checker
{
    public IReadOnlyList<SettingProblem> Problems { get; set; } = [];
}

/// <summary>What the connector of the test was asked to do with messages, and its answer.</summary>
internal sealed class Moderator
{
    public List<(string Target, ModerationState State)> Asked { get; } = [];

    public string? Problem { get; set; }
}

/// <summary>What the connector of the test was asked to send to staff, and how it ends.</summary>
internal sealed class Notices
{
    public System.Collections.Concurrent.ConcurrentQueue<SendNotice> Asked { get; } = new();

    public NoticeEnded Ends { get; set; } = new(NoticeState.Sent);
}

internal sealed class NoticeConsumer(Notices notices) : IConsumer<SendNotice>
{
    public Task Consume(ConsumeContext<SendNotice> context)
    {
        notices.Asked.Enqueue(context.Message);
        return context.RespondAsync(notices.Ends);
    }
}

internal sealed class ModerateConsumer(Moderator moderator) : IConsumer<ModerateMessage>
{
    public Task Consume(ConsumeContext<ModerateMessage> context)
    {
        moderator.Asked.Add((context.Message.TargetExternalId, context.Message.State));
        return context.RespondAsync(new ModerationDone(moderator.Problem));
    }
}

internal sealed class CheckConsumer(Checker checker) : IConsumer<CheckAccount>
{
    public Task Consume(ConsumeContext<CheckAccount> context) => context.RespondAsync(new AccountChecked(context.Message.AccountId, checker.Problems));
}

/// <summary>The quarantined bytes that the connectors were asked to read again.</summary>
internal sealed class Replays
{
    private readonly System.Threading.Channels.Channel<string> _asked = System.Threading.Channels.Channel.CreateUnbounded<string>();

    public ValueTask AddAsync(string id) => _asked.Writer.WriteAsync(id);

    public ValueTask<string> NextAsync(CancellationToken cancel) => _asked.Reader.ReadAsync(cancel);
}

internal sealed class ReplayConsumer(Replays replays) : IConsumer<ReplayPayload>
{
    public Task Consume(ConsumeContext<ReplayPayload> context) => replays.AddAsync(context.Message.QuarantineId).AsTask();
}

internal static class HttpAnswers
{
    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, HttpMethod method, string path, object? body = null) =>
        client.SendAsync(new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) }, TestContext.Current.CancellationToken);

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

    public static async Task<JsonElement> ReadAsync(this HttpClient client, string path)
    {
        var response = await client.SendAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
