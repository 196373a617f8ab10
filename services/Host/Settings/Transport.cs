using System.Net.Security;
using System.Security.Authentication;
using Inbox.Connectors;
using Inbox.Gateway;
using Inbox.Insights;
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
            if (settings.Has(Role.Insights))
                InsightsRoom.AddConsumers(bus);
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
                    rabbit.Host(Broker(address), host =>
                    {
                        // Without this MassTransit speaks in the clear to an amqps address, and with it takes any certificate.
                        if (address.StartsWith("amqps", StringComparison.Ordinal))
                            host.UseSsl(tls =>
                            {
                                tls.Protocol = SslProtocols.None; // what the system holds safe
                                tls.ServerName = new Uri(address).Host;
                                tls.EnforcePolicyErrors(SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateNotAvailable);
                            });
                    });
                    rabbit.ConfigureEndpoints(context);
                });
            else
                bus.UsingInMemory((context, memory) => memory.ConfigureEndpoints(context));
        });

    /// <summary>The address with its port: that of amqps is another one (IANA: 5671).</summary>
    private static Uri Broker(string address) =>
        new Uri(address) is { Scheme: "amqps", Port: -1 } secure ? new UriBuilder(secure) { Port = 5671 }.Uri : new Uri(address);
}
