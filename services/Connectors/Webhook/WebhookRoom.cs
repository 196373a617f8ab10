using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Connectors.Webhook;

/// <summary>Composes the channel.</summary>
internal static class WebhookRoom
{
    public static ChannelRoom Room { get; } = new(WebhookChannel.Describes, services => services
        .AddSingleton<WebhookSender>()
        .AddSingleton<IChannel, WebhookChannel>());
}
