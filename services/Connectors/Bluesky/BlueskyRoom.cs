using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Connectors.Bluesky;

/// <summary>Composes the channel.</summary>
internal static class BlueskyRoom
{
    public static IServiceCollection AddBluesky(this IServiceCollection services) => services
        .AddSingleton<BlueskySessions>()
        .AddSingleton<BlueskyApi>()
        .AddSingleton<BlueskySender>()
        .AddSingleton<IChannel, BlueskyChannel>();
}
