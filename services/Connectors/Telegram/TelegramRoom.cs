using Inbox.Connectors.Posts;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Connectors.Telegram;

/// <summary>Composes the channel.</summary>
internal static class TelegramRoom
{
    public static ChannelRoom Room { get; } = new(TelegramChannel.Describes, services => services
        .AddSingleton<TelegramApi>()
        .AddSingleton<TelegramSender>()
        .AddSingleton<IChannel, TelegramChannel>())
    {
        AddWork = services => services.AddSingleton<PostThreads>().AddSingleton<IAmend, TelegramThreads>(),
    };
}
