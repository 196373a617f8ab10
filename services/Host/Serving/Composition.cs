using Inbox.Connectors;
using Inbox.Connectors.Chat;
using Inbox.Connectors.Email;
using Inbox.Connectors.Hooks;
using Inbox.Connectors.Net;
using Inbox.Gateway;
using Inbox.Insights;
using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Host;

/// <summary>Puts the rooms together for the roles that a process has.</summary>
internal static class Composition
{
    /// <summary>What every process has, whatever it does.</summary>
    public static IServiceCollection AddInboxCore(this IServiceCollection services, HostSettings settings, Database database, MasterKey key) =>
        services.AddSingleton(settings).AddStorage(database, key).AddSingleton(ConnectorsRoom.Descriptions).AddDescriptions().AddChannels(settings);

    /// <summary>The channels with their way out; enough to read payloads without a store.</summary>
    public static IServiceCollection AddChannels(this IServiceCollection services, HostSettings settings)
    {
        var outbound = new Outbound(new(settings.AllowedHosts, settings.IsLocal));
        return services
            .AddSingleton(Clock.System)
            .AddLogging()
            .AddSingleton(outbound)
            .AddSingleton<OutboundHttp>()
            .AddSingleton(EmailConnection.Of(outbound, Clock.System, settings.TrustedCertificates))
            .AddChannels();
    }

    private static IServiceCollection AddDescriptions(this IServiceCollection services)
    {
        foreach (var description in ConnectorsRoom.Descriptions)
            services.AddSingleton(description);
        return services;
    }

    /// <summary>What one role adds.</summary>
    public static IServiceCollection AddRole(this IServiceCollection services, HostSettings settings, Role role) => role switch
    {
        Role.Connectors => services.AddConnectors().AddSingleton(new Pace { BeforePublishingAgain = TimeSpan.FromSeconds(settings.RetrySeconds), BetweenLooks = TimeSpan.FromSeconds(settings.LookSeconds) }).AddSingleton(new HookAddress(settings.PublicUrl)).AddSingleton(new ChatFolder(Path.Combine(WebPage.Root, "chat"))),
        Role.Threads => services.AddThreads().AddThreadsWork(),
        Role.Insights => settings.Suggest is { } endpoint ? services.AddInsightsWork().AddEndpoint(endpoint, SuggestSettings.Open(endpoint)) : services.AddInsightsWork(),
        Role.Gateway => services.AddThreads().AddInsights().AddGateway(new GatewayOptions { PublicUrl = settings.IsPortChosenLater ? null : settings.PublicUrl.ToString(), PageFolder = WebPage.Root, TrustedProxies = settings.TrustedProxies, IsDemo = settings.IsDemo }).AddGatewayWork(),
        _ => services,
    };
}
