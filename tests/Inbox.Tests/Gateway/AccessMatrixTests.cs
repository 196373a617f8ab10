using System.Net;
using Inbox.Gateway;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Tests.Gateway;

public sealed class AccessMatrixTests
{
    /// <summary>The only endpoints that strangers may call. Think twice before adding one.</summary>
    private static readonly string[] Open = ["GET /api/v1/setup", "POST /api/v1/session", "POST /api/v1/session/claim"];

    [Fact]
    public async Task A29_every_endpoint_names_the_right_it_asks_for_or_is_on_the_short_list_of_open_ones()
    {
        await using var host = await GatewayHost.StartAsync();
        var endpoints = Endpoints(host);

        Assert.True(endpoints.Count > 40, $"only {endpoints.Count} endpoints were found");
        foreach (var endpoint in endpoints)
            Assert.True(
                endpoint.Right is not null ^ (endpoint.IsOpen && Open.Contains(endpoint.Name)),
                $"{endpoint.Name} has no policy: give its group Requires(Right.…)");
    }

    [Fact]
    public async Task A29_every_endpoint_answers_each_role_as_its_right_says()
    {
        await using var host = await GatewayHost.StartAsync();
        var staff = new Dictionary<Role, string>();
        foreach (var role in Enum.GetValues<Role>())
            staff[role] = await host.AddAsync(role);
        foreach (var endpoint in Endpoints(host).Where(e => e.Right is not null))
        {
            using var stranger = host.Stranger();
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(stranger, endpoint));
            foreach (var (role, id) in staff)
            {
                using var client = host.As(await host.SessionAsync(id));
                var status = await StatusAsync(client, endpoint);
                Assert.True(
                    Access.May(role, endpoint.Right!.Value) ? status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) : status == HttpStatusCode.Forbidden,
                    $"{role} got {status} from {endpoint.Name}");
                Assert.True((int)status < 500, $"{role} got {status} from {endpoint.Name}");
            }
        }
    }

    [Fact]
    public async Task A31_an_account_of_a_team_is_for_its_members_and_administrators_alone()
    {
        await using var host = await GatewayHost.StartAsync();
        var (open, closed) = (await host.AddAccountAsync("Open"), await host.AddAccountAsync("Closed"));
        var member = await host.AddAsync(Role.Agent);
        await host.Get<Teams>().SaveAsync(null, "Closed shop", [member], [closed.Id], TestContext.Current.CancellationToken);

        async Task<string> SeenBy(HttpClient client) => string.Join(" ", (await client.ReadAsync("/api/v1/accounts")).GetProperty("items").EnumerateArray().Select(a => a.Text("name")).OrderDescending());
        Assert.Equal("Open Closed", await SeenBy(host.As(await host.SessionAsync(member))));
        Assert.Equal("Open Closed", await SeenBy(await host.AsAsync(Role.Admin)));
        Assert.Equal("Open", await SeenBy(await host.AsAsync(Role.Manager)));
        Assert.Equal("Open", await SeenBy(await host.AsAsync(Role.Agent)));
        Assert.Equal("Open", await SeenBy(await host.WithTokenAsync(Role.Agent)));
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(Role.Agent)).SendAsync(HttpMethod.Get, $"/api/v1/accounts/{closed.Id}/health")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await (await host.AsAsync(Role.Agent)).SendAsync(HttpMethod.Get, $"/api/v1/accounts/{open.Id}/health")).StatusCode);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, Mapped endpoint) =>
        (await client.SendAsync(endpoint.Method, endpoint.Path, endpoint.Method == HttpMethod.Get || endpoint.Method == HttpMethod.Delete ? null : new { })).StatusCode;

    private static List<Mapped> Endpoints(GatewayHost host) =>
    [
        .. from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
           where path.StartsWith("/api/v1/", StringComparison.Ordinal) || (path.StartsWith("/live", StringComparison.Ordinal) && !path.EndsWith("{**rest}", StringComparison.Ordinal))
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select new Mapped(
               $"{method} {path}", new(method), System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]+\}", "none"),
               endpoint.Metadata.GetMetadata<RequiredRight>()?.Right, endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null),
    ];

    private sealed record Mapped(string Name, HttpMethod Method, string Path, Right? Right, bool IsOpen);
}
