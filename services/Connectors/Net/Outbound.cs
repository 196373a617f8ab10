using System.Net;
using System.Net.Sockets;

namespace Inbox.Connectors.Net;

/// <summary>Which private hosts may be connected to.</summary>
/// <param name="AllowedHosts">Names or addresses that the operator allows although they are private.</param>
/// <param name="AllowLoopback">True when this installation itself is reachable from this machine only: whoever can ask it to connect to loopback can do so anyway.</param>
public sealed record OutboundPolicy(IReadOnlySet<string> AllowedHosts, bool AllowLoopback);

/// <summary>
/// The one way out: a name is resolved once, each address is judged, and the connection goes to a judged address and to no other, so that no second look-up can
/// lead elsewhere (B59).
/// </summary>
/// <param name="policy">What is allowed beside the public internet.</param>
/// <param name="resolve">Looks a name up; the system's resolver when null.</param>
public sealed class Outbound(OutboundPolicy policy, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    /// <summary>How long one of several addresses may take before the next has its turn.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(8);

    /// <summary>Opens a TCP stream. <see cref="UnauthorizedAccessException"/> when every address is forbidden, <see cref="SocketException"/> when none answers.</summary>
    public async ValueTask<Stream> OpenAsync(string host, int port, CancellationToken cancel)
    {
        var addresses = await JudgeAsync(host, cancel);
        for (var i = 0; ; i++)
        {
            try
            {
                return await ConnectAsync(new(addresses[i], port), i == addresses.Count - 1 ? Timeout.InfiniteTimeSpan : Turn, cancel);
            }
            catch (SocketException) when (i < addresses.Count - 1)
            {
                // The next address may answer.
            }
        }
    }

    /// <summary>The addresses of a host that may be connected to; at least one.</summary>
    internal async Task<IReadOnlyList<IPAddress>> JudgeAsync(string host, CancellationToken cancel)
    {
        var addresses = await ResolveAsync(host, cancel);
        var allowed = addresses.Where(a => Allows(host, a)).ToList();
        if (allowed.Count > 0)
            return allowed;
        throw addresses.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : new UnauthorizedAccessException($"{host} is a private address.");
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancel)
    {
        if (IPAddress.TryParse(host, out var address))
            return [address];
        try
        {
            return await (resolve ?? Dns.GetHostAddressesAsync)(host, cancel);
        }
        catch (ArgumentException)
        {
            // Too long to be a name.
            throw new SocketException((int)SocketError.HostNotFound);
        }
    }

    private static async Task<Stream> ConnectAsync(IPEndPoint end, TimeSpan turn, CancellationToken cancel)
    {
        var socket = new Socket(end.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(turn);
        try
        {
            KeepAlive(socket);
            await socket.ConnectAsync(end, limit.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A connection that waits for news for minutes notices within one when its other end is gone.</summary>
    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 20);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
    }

    private bool Allows(string host, IPAddress address) =>
        PublicAddress.Is(address)
        || policy.AllowedHosts.Contains(host)
        || policy.AllowedHosts.Contains(address.ToString())
        || (policy.AllowLoopback && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));
}
