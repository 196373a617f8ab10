using System.Net;
using System.Net.Sockets;
using Inbox.Host;
using Microsoft.Extensions.Configuration;

namespace Inbox.Tests.Host;

public sealed class PortCheckTests
{
    [Fact]
    public void A_port_that_somebody_listens_on_is_named_before_anything_starts()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var settings = HostSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([new("Urls", $"http://127.0.0.1:{port}")]).Build());

        var refused = Assert.Throws<InputException>(() => PortCheck.Run(settings));

        Assert.Contains($"Something listens on http://127.0.0.1:{port} already", refused.Message, StringComparison.Ordinal);
        other.Stop();
        PortCheck.Run(settings);
    }
}
