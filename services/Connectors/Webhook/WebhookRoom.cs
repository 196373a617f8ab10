using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Connectors.Webhook;

/// <summary>Composes the channel.</summary>
internal static class WebhookRoom
{
    public static IServiceCollection AddWebhook(this IServiceCollection services) => services
        .AddSingleton<WebhookSender>()
        .AddSingleton<IChannel, WebhookChannel>();
}
