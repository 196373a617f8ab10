using System.Net;
using System.Net.Sockets;
using Inbox.Connectors.Net;

namespace Inbox.Tests.Connectors.Net;

public sealed class OutboundTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.1")]
    [InlineData("0x7f000001")]
    [InlineData("2130706433")]
    [InlineData("017700000001")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::1")]
    [InlineData("localhost")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("fd00::1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    public async Task B59_no_spelling_of_a_private_address_is_connected_to(string host) =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Way().JudgeAsync(host, Cancel));

    [Theory]
    [InlineData("user@127.0.0.1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://127.0.0.1")]
    [InlineData("127.0.0.1/")]
    public async Task B59_what_is_no_host_is_never_looked_up_into_one(string host) =>
        await Assert.ThrowsAnyAsync<SocketException>(() => Way().JudgeAsync(host, Cancel));

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946")]
    [InlineData("100.128.0.1")]
    [InlineData("172.32.0.1")]
    public async Task An_address_of_the_public_internet_is_allowed(string host) => Assert.Single(await Way().JudgeAsync(host, Cancel));

    [Fact]
    public async Task B59_of_several_addresses_only_the_public_ones_are_used() =>
        Assert.Equal(["93.184.216.34"], (await Way("127.0.0.1", "93.184.216.34", "10.0.0.1").JudgeAsync("mixed.example", Cancel)).Select(a => a.ToString()));

    [Fact]
    public async Task B59_a_name_is_resolved_once_and_a_second_answer_leads_nowhere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var looks = 0;
        var way = new Outbound(
            new(new HashSet<string> { "127.0.0.1" }, AllowLoopback: false),
            (_, _) => Task.FromResult<IPAddress[]>([++looks == 1 ? IPAddress.Loopback : IPAddress.Parse("127.0.0.2")]));

        await using var stream = await way.OpenAsync("rebinding.example", ((IPEndPoint)listener.LocalEndpoint).Port, Cancel);

        Assert.Equal(1, looks);
        using var accepted = await listener.AcceptSocketAsync(Cancel);
        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)accepted.LocalEndPoint!).Address);
    }

    [Fact]
    public async Task B59_the_operator_allows_one_host_and_no_other()
    {
        var way = new Outbound(new(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "mail.office.example", "10.9.9.9" }, AllowLoopback: false), (host, _) =>
            Task.FromResult<IPAddress[]>([IPAddress.Parse(host == "by-address.example" ? "10.9.9.9" : "10.0.0.5")]));

        Assert.Single(await way.JudgeAsync("MAIL.office.example", Cancel));
        Assert.Single(await way.JudgeAsync("by-address.example", Cancel));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => way.JudgeAsync("other.office.example", Cancel));
    }

    [Fact]
    public async Task Loopback_is_allowed_only_where_it_is_said_and_nothing_else_with_it()
    {
        var local = new Outbound(new(new HashSet<string>(), AllowLoopback: true));

        Assert.Single(await local.JudgeAsync("127.0.0.1", Cancel));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => local.JudgeAsync("169.254.169.254", Cancel));
    }

    [Fact]
    public async Task The_next_address_has_its_turn_when_one_refuses()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var way = new Outbound(new(new HashSet<string>(), AllowLoopback: true), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("127.0.0.3"), IPAddress.Loopback]));

        await using var stream = await way.OpenAsync("two.example", ((IPEndPoint)listener.LocalEndpoint).Port, Cancel);

        Assert.True(stream.CanWrite);
    }

    private static Outbound Way(params string[] addresses) => new(
        new(new HashSet<string>(), AllowLoopback: false), addresses.Length == 0 ? null : (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray()));
}
