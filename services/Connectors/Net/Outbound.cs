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
public sealed class Outbound(OutboundPolicy policy)
{
    /// <summary>Opens a TCP stream. <see cref="UnauthorizedAccessException"/> when every address is forbidden, <see cref="SocketException"/> when none answers.</summary>
    public async ValueTask<Stream> OpenAsync(string host, int port, CancellationToken cancel)
    {
        var addresses = await Dns.GetHostAddressesAsync(host, cancel);
        var allowed = addresses.Where(a => Allows(host, a)).ToArray();
        if (allowed.Length == 0)
            throw addresses.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : new UnauthorizedAccessException($"{host} is a private address.");
        SocketException? last = null;
        foreach (var address in allowed)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancel);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException e)
            {
                last = e;
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
        throw last!;
    }

    private bool Allows(string host, IPAddress address) =>
        PublicAddress.Is(address)
        || policy.AllowedHosts.Contains(host)
        || policy.AllowedHosts.Contains(address.ToString())
        || (policy.AllowLoopback && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));
}
