using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Connectors.Mastodon;

/// <summary>Composes the channel.</summary>
internal static class MastodonRoom
{
    public static IServiceCollection AddMastodon(this IServiceCollection services) => services
        .AddSingleton<MastodonApi>()
        .AddSingleton<MastodonSender>()
        .AddSingleton<IChannel, MastodonChannel>();
}
