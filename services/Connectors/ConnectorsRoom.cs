using Inbox.Connectors.Bluesky;
using Inbox.Connectors.Chat;
using Inbox.Connectors.Email;
using Inbox.Connectors.Files;
using Inbox.Connectors.Hooks;
using Inbox.Connectors.Mastodon;
using Inbox.Connectors.Meta;
using Inbox.Connectors.Meta.Facebook;
using Inbox.Connectors.Meta.Instagram;
using Inbox.Connectors.Meta.Messenger;
using Inbox.Connectors.Meta.WhatsApp;
using Inbox.Connectors.Lookups;
using Inbox.Connectors.Telegram;
using Inbox.Connectors.Webhook;
using Inbox.Connectors.WordPress;
using Inbox.Connectors.X;
using Inbox.Contracts;
using Inbox.Storage;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Connectors;

/// <summary>Everything that Connectors offers, for the host to compose.</summary>
public static class ConnectorsRoom
{
    /// <summary>What every channel of this build says of itself.</summary>
    public static IReadOnlyList<ChannelDescription> Descriptions { get; } =
    [
        EmailChannel.Describes, WebhookChannel.Describes, TelegramChannel.Describes, WordPressChannel.Describes,
        WhatsAppChannel.Describes, MessengerChannel.Describes, InstagramChannel.Describes, FacebookChannel.Describes,
        MastodonChannel.Describes, BlueskyChannel.Describes, XChannel.Describes, ChatChannel.Describes,
    ];

    /// <summary>The channels themselves: with the list above, all that a new channel adds outside its folder.</summary>
    public static IServiceCollection AddChannels(this IServiceCollection services) => services
        .AddSingleton<ChannelList>()
        .AddEmail()
        .AddWebhook()
        .AddTelegram()
        .AddMeta()
        .AddWhatsApp()
        .AddMessenger()
        .AddInstagram()
        .AddFacebook()
        .AddWordPress()
        .AddMastodon()
        .AddBluesky()
        .AddX()
        .AddChat();

    /// <summary>Adds what publishes accepted events, at once and again while they stay, without following or sending.</summary>
    public static IServiceCollection AddPublishing(this IServiceCollection services) => services
        .AddSingleton<InFlight>()
        .AddSingleton<IntakePublisher>()
        .AddSingleton<IntakeSweep>()
        .AddHostedService(s => s.GetRequiredService<IntakePublisher>())
        .AddHostedService(s => s.GetRequiredService<IntakeSweep>());

    /// <summary>Adds what follows accounts, carries events to the bus and replies to the channels.</summary>
    public static IServiceCollection AddConnectors(this IServiceCollection services) => services
        .AddPublishing()
        .AddSingleton<ConnectedAccounts>()
        .AddSingleton<PayloadReplay>()
        .AddSingleton<Notices>()
        .AddSingleton<HookAccounts>()
        .AddSingleton<HookProofs>()
        .AddSingleton(new HookRoom())
        .AddSingleton<HookParts>()
        .AddSingleton<HookDesk>()
        .AddSingleton<FileFetch>()
        .AddSingleton<PostLookups>()
        .AddSingleton<NameLookups>()
        .AddChatDoor()
        .AddSingleton<ProcessLease>()
        .AddSingleton<Deliveries>()
        .AddSingleton<SendingLanes>()
        .AddSingleton<SendingHealth>()
        .AddSingleton<SendingParts>()
        .AddSingleton<ReplySender>()
        .AddSingleton(s => new FollowingParts(s.GetRequiredService<Intake>(), s.GetRequiredService<Cursors>(), s.GetRequiredService<TimeProvider>(), s.GetService<HookAddress>()) { Touched = s.GetRequiredService<Touched>(), Wanted = s.GetRequiredService<Wanted>(), Accounts = s.GetRequiredService<Accounts>(), Claims = [.. s.GetServices<IClaim>()] })
        .AddSingleton<FollowerParts>()
        .AddSingleton<HealthAnnouncer>()
        .AddSingleton<FollowAccounts>()
        .AddHostedService(s => s.GetRequiredService<ProcessLease>())
        .AddHostedService(s => s.GetRequiredService<SendingLanes>())
        .AddHostedService<OrphanSweep>()
        .AddHostedService<SendingProbe>()
        .AddHostedService(s => s.GetRequiredService<FileFetch>())
        .AddHostedService(s => s.GetRequiredService<PostLookups>())
        .AddHostedService(s => s.GetRequiredService<NameLookups>())
        .AddHostedService(s => s.GetRequiredService<FollowAccounts>());

    /// <summary>What connectors hear of: replies (claimed at once, sent in lanes of their own account), changed accounts, and what gateways ask.</summary>
    public static void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<CheckAccountConsumer>();
        bus.AddConsumer<ModerateMessageConsumer>();
        bus.AddConsumer<ListTemplatesConsumer>();
        bus.AddConsumer<SendNoticeConsumer>();
        bus.AddConsumer<ReplayPayloadConsumer>();
        bus.AddConsumer<AccountChangedConsumer>().Endpoint(e => (e.Name, e.InstanceId, e.Temporary) = ("temporary-accounts", Guid.CreateVersion7().ToString("n"), true));
        ChatRoom.AddConsumers(bus);
        bus.AddConsumer<SendReplyConsumer>().Endpoint(e => e.Name = "send-reply");
    }
}
