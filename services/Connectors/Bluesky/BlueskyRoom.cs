using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Connectors.Bluesky;

/// <summary>Composes the channel.</summary>
internal static class BlueskyRoom
{
    public static ChannelRoom Room { get; } = new(BlueskyChannel.Describes, services => services
        .AddSingleton<BlueskySessions>()
        .AddSingleton<BlueskyApi>()
        .AddSingleton<BlueskySender>()
        .AddSingleton<IChannel, BlueskyChannel>());
}
