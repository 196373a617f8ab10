using Inbox.Servers;

namespace Inbox.SystemTests.Services;

public sealed class RefusalTests
{
    [Theory]
    [InlineData(null, null, "ConnectionStrings__Postgres and ConnectionStrings__RabbitMq")]
    [InlineData("Host=127.0.0.1", null, "ConnectionStrings__RabbitMq")]
    [InlineData(null, "amqp://127.0.0.1", "ConnectionStrings__Postgres")]
    public async Task A_host_with_fewer_roles_refuses_to_start_and_names_what_is_missing(string? postgres, string? rabbit, string missing)
    {
        var settings = new Dictionary<string, string?> { ["Inbox__Roles"] = "threads", ["ConnectionStrings__Postgres"] = postgres, ["ConnectionStrings__RabbitMq"] = rabbit };
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => HostProcess.StartAsync(settings));
        Assert.Contains("ended with 2", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"needs {missing}.", refused.Message, StringComparison.Ordinal);
    }
}
