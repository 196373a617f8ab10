using Inbox.Connectors.Email;
using Inbox.Contracts;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Connectors;

/// <summary>Everything that Connectors offers, for the host to compose.</summary>
public static class ConnectorsRoom
{
    /// <summary>What every channel of this build says of itself.</summary>
    public static IReadOnlyList<ChannelDescription> Descriptions { get; } = [EmailChannel.Describes];

    /// <summary>The channels themselves: with the list above, all that a new channel adds outside its folder.</summary>
    public static IServiceCollection AddChannels(this IServiceCollection services) => services
        .AddSingleton<ChannelList>()
        .AddEmail();

    /// <summary>Adds what publishes accepted events, without following or sending.</summary>
    public static IServiceCollection AddPublishing(this IServiceCollection services) => services
        .AddSingleton<InFlight>()
        .AddSingleton<IntakePublisher>()
        .AddHostedService(s => s.GetRequiredService<IntakePublisher>());

    /// <summary>Adds what follows accounts, carries events to the bus and replies to the channels.</summary>
    public static IServiceCollection AddConnectors(this IServiceCollection services) => services
        .AddPublishing()
        .AddSingleton<ConnectedAccounts>()
        .AddSingleton<IntakeSweep>()
        .AddSingleton<ProcessLease>()
        .AddSingleton<Deliveries>()
        .AddSingleton<SendingParts>()
        .AddSingleton<ReplySender>()
        .AddSingleton<FollowingParts>()
        .AddSingleton<FollowerParts>()
        .AddSingleton<HealthAnnouncer>()
        .AddSingleton<FollowAccounts>()
        .AddHostedService(s => s.GetRequiredService<IntakeSweep>())
        .AddHostedService(s => s.GetRequiredService<ProcessLease>())
        .AddHostedService<OrphanSweep>()
        .AddHostedService(s => s.GetRequiredService<FollowAccounts>());

    /// <summary>One queue a channel for replies, so that a slow platform delays no other; and the questions that gateways ask.</summary>
    public static void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<CheckAccountConsumer>();
        bus.AddConsumer<AccountChangedConsumer>().Endpoint(e => (e.Name, e.InstanceId, e.Temporary) = ("temporary-accounts", Guid.CreateVersion7().ToString("n"), true));
        bus.AddConsumer<SendReplyConsumer>().Endpoint(e => e.Name = "send-email");
    }
}
