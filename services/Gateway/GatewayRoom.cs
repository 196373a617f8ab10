using Inbox.Contracts;
using Inbox.Threads;
using MassTransit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Inbox.Gateway;

/// <summary>Everything that the gateway offers, for the host to compose.</summary>
public static class GatewayRoom
{
    /// <summary>Adds the gateway. Storage, Threads and a <see cref="TimeProvider"/> must be there too.</summary>
    public static IServiceCollection AddGateway(this IServiceCollection services, GatewayOptions options)
    {
        services.AddSingleton(options).AddHttpContextAccessor();
        services.ConfigureHttpJsonOptions(json => Json.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.Configure<KestrelServerOptions>(o => o.AddServerHeader = false);
        services.AddProblemDetails().AddExceptionHandler<Problems>();
        // Not AddAuthentication: it brings data protection, which writes keys that nothing here uses into somebody's home folder.
        services.AddWebEncoders().AddAuthenticationCore(o => o.DefaultScheme = InboxAuthentication.SchemeName);
        new AuthenticationBuilder(services).AddScheme<AuthenticationSchemeOptions, InboxAuthentication>(InboxAuthentication.SchemeName, null);
        // It tells of every 401; strangers could fill a disk with that.
        services.AddLogging(log => log.AddFilter(typeof(InboxAuthentication).FullName, LogLevel.Warning));
        services.AddAuthorization(Policies.Add);
        services.AddOpenApi("v1", ApiDescription.Configure);
        services.AddSignalR(o => o.MaximumReceiveMessageSize = 4096).AddJsonProtocol(json => Json.Configure(json.PayloadSerializerOptions));
        return services.AddSignInAndStaff().AddResources().AddLive();
    }

    /// <summary>What the gateway does by itself, without being asked.</summary>
    public static IServiceCollection AddGatewayWork(this IServiceCollection services) => services.AddHostedService<DigestWorker>();

    /// <summary>Adds the gateway's consumers and requests to the bus. The consumer's queue is temporary: one per process, gone with it.</summary>
    public static void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<LiveConsumer>().Endpoint(endpoint =>
        {
            // As many as are read together at most: what waits here is what a read can put together.
            endpoint.PrefetchCount = LiveView.Together;
            endpoint.Temporary = true;
            endpoint.Name = LiveGap.Queue;
            endpoint.InstanceId = Guid.CreateVersion7().ToString("n");
        });
        bus.AddRequestClient<CheckAccount>(RequestTimeout.After(s: 20));
        bus.AddRequestClient<ModerateMessage>(RequestTimeout.After(s: 20));
        bus.AddRequestClient<ListTemplates>(RequestTimeout.After(s: 20));
    }

    /// <summary>Adds the gateway's middleware and endpoints: the API, the hub, the page.</summary>
    public static void MapGateway(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<GatewayOptions>();
        app.UseTrustedProxies(options.TrustedProxies);
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMiddleware<BodyLimit>();
        Page.UseFiles(app, options.PageFolder);
        app.UseRouting();
        app.UseAuthentication();
        app.UseMiddleware<CrossSite>();
        app.UseMiddleware<OwnPage>();
        app.UseAuthorization();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapHub<LiveHub>("/live").Requires(Right.Read);
        LinkDoor.Map(app);
        DigestStop.Map(app);
        MapApi(app);
        Page.Map(app, options.PageFolder);
    }

    /// <summary>Believes what these proxies say of who asks; for a process without the gateway too, whose doors count by address.</summary>
    public static void UseTrustedProxies(this WebApplication app, IReadOnlyList<string> proxies)
    {
        if (proxies.Count > 0)
            app.UseForwardedHeaders(Forwarded(proxies));
    }

    private static void MapApi(WebApplication app)
    {
        var api = app.MapGroup("/api/v1").AddEndpointFilter<Bounded>();
        foreach (var status in (int[])[400, 401, 403, 404, 409, 413, 422])
            api.ProducesProblem(status);
        SessionEndpoints.Map(api);
        MeEndpoints.Map(api);
        StaffEndpoints.Map(api);
        TeamEndpoints.Map(api);
        TokenEndpoints.Map(api);
        AuditEndpoints.Map(api);
        AccountEndpoints.Map(api);
        ScheduleEndpoints.Map(api);
        TargetEndpoints.Map(api);
        LinkEndpoints.Map(api);
        ViewEndpoints.Map(api);
        DigestEndpoints.Map(api);
        ConversationEndpoints.Map(api);
        ReplyEndpoints.Map(api);
        SavedReplyEndpoints.Map(api);
        ActEndpoints.Map(api);
        MergeEndpoints.Map(api);
        MessageEndpoints.Map(api);
        ModerationEndpoints.Map(api);
        TemplateEndpoints.Map(api);
        PeopleEndpoints.Map(api);
        PersonExport.Map(api);
        PersonErasure.Map(api);
        AttachmentEndpoints.Map(api);
        FetchEndpoints.Map(api);
        QuarantineEndpoints.Map(api);
        ReportEndpoints.Map(api);
        WantedEndpoints.Map(api);
    }

    private static IServiceCollection AddSignInAndStaff(this IServiceCollection services) => services
        .AddSingleton<PublicAddress>()
        .AddSingleton<Access>()
        .AddSingleton<AuditTrail>()
        .AddSingleton<Denials>()
        .AddSingleton<Passwords>()
        .AddSingleton<Sessions>()
        .AddSingleton<SessionCookie>()
        .AddSingleton<SignIn>()
        .AddSingleton<SignInLimit>()
        .AddSingleton<SignInParts>()
        .AddSingleton<SignInStores>()
        .AddSingleton<StaffMembers>()
        .AddSingleton<Invitations>()
        .AddSingleton<FirstAdministrator>()
        .AddSingleton<ApiTokens>()
        .AddSingleton<Teams>()
        .AddSingleton<SavedViews>()
        .AddSingleton<WantedWho>()
        .AddSingleton<DigestBook>()
        .AddSingleton<DigestStop>()
        .AddSingleton<DigestSending>()
        .AddSingleton<DigestRound>()
        .AddScoped(scope => scope.GetRequiredService<IHttpContextAccessor>().HttpContext?.Caller()
            ?? throw new InvalidOperationException("An endpoint without a right asked for its caller: give its group Requires(…)."));

    private static IServiceCollection AddResources(this IServiceCollection services) => services
        .AddSingleton<TeamChange>()
        .AddSingleton<LinkBudget>()
        .AddSingleton<MessageHtml>()
        .AddSingleton<Shown>()
        .AddSingleton(s => new ExportLines(s.GetRequiredService<Export>(), s.GetRequiredService<Shown>()))
        .AddSingleton<StaffNames>()
        .AddSingleton<Uploads>()
        .AddSingleton<ThreadsReading>()
        .AddScoped<ConversationDoor>()
        .AddScoped<SavedReplyDoor>()
        .AddScoped<SavedReplyAudit>()
        .AddScoped<ScheduleDoor>()
        .AddScoped<ActDoor>()
        .AddScoped<JoinDoor>()
        .AddScoped<Moderators>()
        .AddScoped<AccountChange>()
        .AddScoped<AccountAnnouncement>()
        .AddScoped<QuarantineDoor>()
        .AddScoped<ReportDoor>()
        .AddScoped<BehindDoor>()
        .AddSingleton<ReportNames>()
        .AddSingleton<ReportCsv>()
        .AddSingleton<QuarantineReplay>();

    private static IServiceCollection AddLive(this IServiceCollection services) => services
        .AddSingleton<LiveConnections>()
        .AddHostedService(s => s.GetRequiredService<LiveConnections>())
        .AddHostedService<DeskBeat>()
        .AddSingleton<Presence>()
        .AddHostedService(s => s.GetRequiredService<Presence>())
        .AddSingleton<LivePush>()
        .AddReceiveEndpointObserver<LiveGap>()
        .AddSingleton<LiveView>()
        .AddSingleton<Answering>()
        .AddSingleton<WatchedConversation>();

    private static ForwardedHeadersOptions Forwarded(IReadOnlyList<string> proxies)
    {
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (proxy.Contains('/', StringComparison.Ordinal))
                forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            else
                forwarded.KnownProxies.Add(System.Net.IPAddress.Parse(proxy));
        }
        return forwarded;
    }
}
