using System.Net;
using System.Net.Sockets;
using System.Text;
using Inbox.Servers;

namespace Inbox.Tests.Deploy;

public sealed class IsReadyTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 0)]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", 1)]
    [InlineData("", 1)]
    public async Task Only_a_host_that_says_200_is_ready(string answer, int code)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var served = Serve(listener, answer);

        Assert.Equal(code, await Shell.ExitCode("deploy/is-ready", $"{((IPEndPoint)listener.LocalEndpoint).Port}"));
        Assert.StartsWith("GET /health/ready HTTP/1.0\r\nHost: localhost\r\n", await served, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_listening_is_not_ready() => Assert.Equal(1, await Shell.ExitCode("deploy/is-ready", $"{FreePort.Next()}"));

    static async Task<string> Serve(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var request = new StringBuilder();
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { Length: > 0 } line) request.Append(line).Append("\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
        return request.ToString();
    }
}
