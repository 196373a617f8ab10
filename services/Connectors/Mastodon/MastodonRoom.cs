using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Connectors.Mastodon;

/// <summary>Composes the channel.</summary>
internal static class MastodonRoom
{
    public static ChannelRoom Room { get; } = new(MastodonChannel.Describes, services => services
        .AddSingleton<MastodonApi>()
        .AddSingleton<MastodonSender>()
        .AddSingleton<IChannel, MastodonChannel>());
}
