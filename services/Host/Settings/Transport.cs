using Inbox.Connectors;
using Inbox.Gateway;
using Inbox.Threads;
using MassTransit;

namespace Inbox.Host;

/// <summary>Wires the bus: in memory, or RabbitMQ with quorum queues and confirmed publishes. With Store.cs, the only place that knows embedded from services.</summary>
internal static class Transport
{
    public static IServiceCollection AddTransport(this IServiceCollection services, HostSettings settings) => services
        .Configure<MassTransitHostOptions>(o => o.StopTimeout = TimeSpan.FromSeconds(10))
        .AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetKebabCaseEndpointNameFormatter();
            if (settings.Has(Role.Connectors))
                ConnectorsRoom.AddConsumers(bus);
            if (settings.Has(Role.Threads))
                ThreadsRoom.AddConsumers(bus);
            if (settings.Has(Role.Gateway))
                GatewayRoom.AddConsumers(bus);
            bus.AddConfigureEndpointsCallback((_, name, endpoint) =>
            {
                if (endpoint is IRabbitMqReceiveEndpointConfigurator queue && !name.StartsWith("temporary", StringComparison.Ordinal))
                {
                    queue.SetQuorumQueue();
                    queue.SetQueueArgument("x-delivery-limit", 20);
                }
            });
            if (settings.RabbitMq is { } address)
                bus.UsingRabbitMq((context, rabbit) =>
                {
                    rabbit.Host(new Uri(address));
                    rabbit.ConfigureEndpoints(context);
                });
            else
                bus.UsingInMemory((context, memory) => memory.ConfigureEndpoints(context));
        });
}
