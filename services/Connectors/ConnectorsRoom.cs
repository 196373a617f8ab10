using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Connectors;

/// <summary>Everything that Connectors offers, for the host to compose.</summary>
public static class ConnectorsRoom
{
    /// <summary>Adds what carries events to the bus and replies to the channels.</summary>
    public static IServiceCollection AddConnectors(this IServiceCollection services) => services
        .AddSingleton<ConnectedAccounts>()
        .AddSingleton<InFlight>()
        .AddSingleton<IntakePublisher>()
        .AddSingleton<IntakeSweep>()
        .AddSingleton<ProcessLease>()
        .AddSingleton<Deliveries>()
        .AddSingleton<SendingParts>()
        .AddSingleton<ReplySender>()
        .AddSingleton<FollowingParts>()
        .AddSingleton<FollowerParts>()
        .AddSingleton<HealthAnnouncer>()
        .AddSingleton<FollowAccounts>()
        .AddHostedService(s => s.GetRequiredService<IntakePublisher>())
        .AddHostedService(s => s.GetRequiredService<IntakeSweep>())
        .AddHostedService(s => s.GetRequiredService<ProcessLease>())
        .AddHostedService<OrphanSweep>()
        .AddHostedService(s => s.GetRequiredService<FollowAccounts>());

    /// <summary>One queue a channel for replies, so that a slow platform delays no other; and the questions that gateways ask.</summary>
    public static void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<CheckAccountConsumer>();
        bus.AddConsumer<AccountChangedConsumer>().Endpoint(e => (e.InstanceId, e.Temporary) = (Guid.CreateVersion7().ToString("n"), true));
        bus.AddConsumer<SendReplyConsumer>().Endpoint(e => e.Name = "send-email");
    }
}
