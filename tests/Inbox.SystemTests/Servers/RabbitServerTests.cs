using Inbox.Servers;

namespace Inbox.SystemTests.Servers;

public sealed class RabbitServerTests
{
    [Fact]
    public async Task Two_brokers_run_side_by_side_and_a_killed_one_comes_back_until_it_is_wiped()
    {
        await using var other = await RabbitServer.StartAsync();
        await using var server = await RabbitServer.StartAsync();
        await server.ControlAsync("add_vhost", "kept");
        await server.KillAsync();
        await server.StartAgainAsync();

        Assert.Contains("kept", await server.ControlAsync("list_vhosts", "--quiet"));
        await server.WipeAsync();
        Assert.DoesNotContain("kept", await server.ControlAsync("list_vhosts", "--quiet"));
        Assert.DoesNotContain("kept", await other.ControlAsync("list_vhosts", "--quiet"));
    }
}
