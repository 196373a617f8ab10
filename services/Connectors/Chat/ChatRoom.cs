using Inbox.Storage;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Connectors.Chat;

/// <summary>Composes the channel.</summary>
internal static class ChatRoom
{
    public static ChannelRoom Room { get; } = new(ChatChannel.Describes, services => services.AddChat()) { AddWork = services => services.AddChatDoor(), AddConsumers = AddConsumers };

    /// <summary>What reads payloads; the rest is only asked for where there is a store.</summary>
    public static IServiceCollection AddChat(this IServiceCollection services) => services
        .AddSingleton<ChatSender>()
        .AddSingleton<ChatBell>()
        .AddSingleton<ChatVisits>()
        .AddSingleton<IChannel>(s => new ChatChannel(new(s.GetRequiredService<ChatSender>), new(s.GetRequiredService<Accounts>)));

    /// <summary>What the door needs.</summary>
    public static IServiceCollection AddChatDoor(this IServiceCollection services) => services
        .AddSingleton<ChatTokens>()
        .AddSingleton<ChatBudget>()
        .AddSingleton<ChatPlaces>()
        .AddSingleton<ChatStaffed>()
        .AddSingleton<ChatSeats>()
        .AddSingleton<ChatDesk>()
        .AddSingleton<ChatStream>()
        .AddSingleton<IAmend, ChatMail>();

    private static void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<TimelineGrewConsumer>().Endpoint(e => (e.Name, e.InstanceId, e.Temporary) = ("temporary-chat-bell", Guid.CreateVersion7().ToString("n"), true));
        bus.AddConsumer<AnswerBegunConsumer>().Endpoint(e => (e.Name, e.InstanceId, e.Temporary) = ("temporary-chat-typing", Guid.CreateVersion7().ToString("n"), true));
        bus.AddConsumer<DeskStaffedConsumer>().Endpoint(e => (e.Name, e.InstanceId, e.Temporary) = ("temporary-chat-staffed", Guid.CreateVersion7().ToString("n"), true));
    }
}
