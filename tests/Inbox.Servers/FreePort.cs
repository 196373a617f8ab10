using System.Net;
using System.Net.Sockets;

namespace Inbox.Servers;

/// <summary>
/// Ports on 127.0.0.1 below the kernel's ephemeral range: an outgoing connection of somebody else can never take one between
/// our look and the server's bind, and a server that is killed finds its port free when it comes back.
/// </summary>
public static class FreePort
{
    const int First = 20_000, Last = 32_000;
    static readonly Lock gate = new();
    static readonly HashSet<int> handedOut = [];

    public static int Next()
    {
        lock (gate)
        {
            for (var attempt = 0; attempt < 1_000; attempt++)
            {
                var port = Random.Shared.Next(First, Last);
                if (IsFree(port) && handedOut.Add(port)) return port;
            }
        }
        throw new InvalidOperationException($"No free port between {First} and {Last} on 127.0.0.1.");
    }

    static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
