using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Connectors.X;

/// <summary>Composes the channel.</summary>
internal static class XRoom
{
    public static ChannelRoom Room { get; } = new(XChannel.Describes, services => services
        .AddSingleton<XPace>()
        .AddSingleton<XApi>()
        .AddSingleton<XUpload>()
        .AddSingleton<XSender>()
        .AddSingleton<IChannel, XChannel>());
}
