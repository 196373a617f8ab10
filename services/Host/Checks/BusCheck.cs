using RabbitMQ.Client;

namespace Inbox.Host;

/// <summary>Whether the broker lets us in.</summary>
internal static class BusCheck
{
    public static async Task<Finding> RunAsync(HostSettings settings, CancellationToken cancel)
    {
        if (settings.RabbitMq is null)
            return new("bus", "in memory, inside the one process");
        try
        {
            await using var connection = await new ConnectionFactory { Uri = new Uri(settings.RabbitMq) }.CreateConnectionAsync(cancel);
            return new("bus", $"RabbitMQ answers on {connection.Endpoint.HostName}:{connection.Endpoint.Port}");
        }
        catch (Exception e) when (e is RabbitMQ.Client.Exceptions.RabbitMQClientException or UriFormatException or IOException)
        {
            return new("bus", $"RabbitMQ cannot be reached: {(e.InnerException ?? e).Message} Check ConnectionStrings__RabbitMq and that the broker runs.", Red: true);
        }
    }
}
