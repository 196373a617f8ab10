using Inbox.Connectors.Files;
using Inbox.Connectors.Hooks;
using Inbox.Connectors.Lookups;
using Inbox.Contracts;
using Inbox.Storage;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Connectors;

/// <summary>Everything that Connectors offers, for the host to compose.</summary>
public static class ConnectorsRoom
{
    /// <summary>The channels of this build: all that a new one adds outside its folder is its line here.</summary>
    private static readonly ChannelRoom[] channels =
    [
        Email.EmailRoom.Room,
        Webhook.WebhookRoom.Room,
        Telegram.TelegramRoom.Room,
        WordPress.WordPressRoom.Room,
        Meta.WhatsApp.WhatsAppRoom.Room,
        Meta.Messenger.MessengerRoom.Room,
        Meta.Instagram.InstagramRoom.Room,
        Meta.Facebook.FacebookRoom.Room,
        Mastodon.MastodonRoom.Room,
        Bluesky.BlueskyRoom.Room,
        X.XRoom.Room,
        Chat.ChatRoom.Room,
    ];

    /// <summary>What every channel of this build says of itself.</summary>
    public static IReadOnlyList<ChannelDescription> Descriptions { get; } = [.. channels.Select(c => c.Describes)];

    /// <summary>Adds the channels themselves.</summary>
    public static IServiceCollection AddChannels(this IServiceCollection services)
    {
        foreach (var channel in channels)
            channel.Add(services);
        return services.AddSingleton<ChannelList>();
    }

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
        .AddChannelWork()
        .AddSingleton<ProcessLease>()
        .AddSingleton<Deliveries>()
        .AddSingleton<SendingLanes>()
        .AddSingleton<SendingHealth>()
        .AddSingleton<SendingParts>()
        .AddSingleton<ReplySender>()
        .AddSingleton(s => new FollowingParts(s.GetRequiredService<Intake>(), s.GetRequiredService<Cursors>(), s.GetRequiredService<TimeProvider>(), s.GetService<HookAddress>()) { Touched = s.GetRequiredService<Touched>(), Wanted = s.GetRequiredService<Wanted>(), Accounts = s.GetRequiredService<Accounts>(), Amends = [.. s.GetServices<IAmend>()] })
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
        foreach (var channel in channels)
            channel.AddConsumers?.Invoke(bus);
        bus.AddConsumer<SendReplyConsumer>().Endpoint(e => e.Name = "send-reply");
    }

    private static IServiceCollection AddChannelWork(this IServiceCollection services)
    {
        foreach (var channel in channels)
            channel.AddWork?.Invoke(services);
        return services;
    }
}
