using Inbox.Servers;

namespace Inbox.SystemTests.Services;

/// <summary>Inbox as services: each role twice, from the same binary, on a real RabbitMQ and a real PostgreSQL.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private readonly List<HostProcess> _hosts = [];
    private readonly List<Api> _doors = [];
    private PostgresServer? _postgres;
    private RabbitServer? _rabbit;

    public PostgresServer Postgres => _postgres!;

    public RabbitServer Rabbit => _rabbit!;

    /// <summary>connectors, connectors, threads, threads, gateway, gateway.</summary>
    public IReadOnlyList<HostProcess> Hosts => _hosts;

    public IReadOnlyList<HostProcess> Connectors => _hosts[..2];

    /// <summary>The API through either gateway.</summary>
    public IReadOnlyList<Api> Doors => _doors;

    public static async Task<Fleet> StartAsync(Post post)
    {
        var fleet = new Fleet();
        try
        {
            var (postgres, rabbit) = (PostgresServer.StartAsync(Durability.Safe), RabbitServer.StartAsync());
            (fleet._postgres, fleet._rabbit) = (await postgres, await rabbit);
            var settings = Installation.Settings(post.Server, new Dictionary<string, string?>
            {
                ["ConnectionStrings__Postgres"] = fleet.Postgres.ConnectionString,
                ["ConnectionStrings__RabbitMq"] = fleet.Rabbit.ConnectionString,
            });
            // The first gateway lays down the schema and prints the link; a second one would print a newer one. Then the others come together.
            fleet._hosts.Add(await HostProcess.StartAsync(With(settings, "gateway")));
            fleet._doors.Add(await Installation.OperatorAsync(fleet._hosts[0]));
            var others = await Task.WhenAll(((string[])["connectors", "connectors", "threads", "threads", "gateway"]).Select(role => HostProcess.StartAsync(With(settings, role))));
            fleet._hosts.InsertRange(0, others);
            fleet._doors.Insert(0, Api.With(fleet._doors[0].Token!, fleet._hosts[4].Address, TimeSpan.FromSeconds(20)));
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var door in _doors) door.Dispose();
        foreach (var host in _hosts) await host.DisposeAsync();
        if (_rabbit is not null) await _rabbit.DisposeAsync();
        if (_postgres is not null) await _postgres.DisposeAsync();
    }

    private static Dictionary<string, string?> With(Dictionary<string, string?> settings, string role) => new(settings) { ["Inbox__Roles"] = role };
}
