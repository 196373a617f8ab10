using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Connectors.Telegram;

/// <summary>Composes the channel.</summary>
internal static class TelegramRoom
{
    public static IServiceCollection AddTelegram(this IServiceCollection services) => services
        .AddSingleton<TelegramApi>()
        .AddSingleton<TelegramSender>()
        .AddSingleton<IChannel, TelegramChannel>();
}
