using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Inbox.Host;
using Inbox.Servers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Inbox.Tests.Host;

public sealed class TransportTests
{
    /// <summary>The first byte on the wire: a TLS handshake (RFC 8446, record type 22), or the "A" of AMQP's greeting.</summary>
    [Theory, InlineData("amqps", 22), InlineData("amqp", 'A')]
    public Task A_broker_behind_TLS_is_never_spoken_to_in_the_clear(string scheme, int first) =>
        ConnectAsync(scheme, async stream =>
        {
            var greeting = new byte[1];
            await stream.ReadExactlyAsync(greeting, TestContext.Current.CancellationToken);
            Assert.Equal(first, greeting[0]);
        });

    [Fact]
    public Task A_broker_whose_certificate_nobody_vouches_for_is_told_nothing() =>
        ConnectAsync("amqps", async stream =>
        {
            using var certificate = SelfSigned.ForLocalhost();
            await using var tls = new SslStream(stream);
            var heard = 0;
            try
            {
                await tls.AuthenticateAsServerAsync(certificate);
                heard = await tls.ReadAsync(new byte[8], TestContext.Current.CancellationToken);
            }
            catch (Exception e) when (e is IOException or AuthenticationException)
            {
                heard = 0; // it hung up
            }
            Assert.Equal(0, heard);
        });

    /// <summary>What the bus says first to a broker.</summary>
    private static async Task ConnectAsync(string scheme, Func<NetworkStream, Task> check)
    {
        using var broker = new TcpListener(IPAddress.Loopback, 0);
        broker.Start();
        var settings = HostSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Inbox:Roles"] = "gateway",
            ["ConnectionStrings:Postgres"] = "Host=127.0.0.1",
            ["ConnectionStrings:RabbitMq"] = $"{scheme}://inbox:secret@127.0.0.1:{((IPEndPoint)broker.LocalEndpoint).Port}/",
        }).Build());
        await using var services = new ServiceCollection().AddLogging().AddTransport(settings).BuildServiceProvider();
        var hosted = services.GetServices<IHostedService>().ToList();
        foreach (var service in hosted)
            await service.StartAsync(TestContext.Current.CancellationToken);
        using (var client = await broker.AcceptTcpClientAsync(TestContext.Current.CancellationToken))
            await check(client.GetStream());
        broker.Stop();
        foreach (var service in hosted)
            await service.StopAsync(TestContext.Current.CancellationToken);
    }
}
