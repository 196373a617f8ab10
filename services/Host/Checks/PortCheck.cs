using System.Net;
using System.Net.Sockets;

namespace Inbox.Host;

/// <summary>Whether the ports to listen on are free: asked before anything starts, so that a person reads one sentence and not the web server's stack.</summary>
internal static class PortCheck
{
    public static void Run(HostSettings settings)
    {
        foreach (var url in settings.Urls.Split(';').Select(BindingAddress.Parse).Where(u => u.Port > 0 && !u.IsUnixPipe))
            if (IsTaken(url.Host switch { "localhost" => IPAddress.Loopback, var h => IPAddress.TryParse(h.Trim('[', ']'), out var ip) ? ip : IPAddress.Any }, url.Port))
                throw new InputException($"Something listens on {url} already, perhaps another Inbox. Stop it, or set Urls to a free port, such as --Urls http://localhost:{url.Port + 1}.");
    }

    private static bool IsTaken(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return false;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.AddressAlreadyInUse; // whatever else is wrong, the web server says better
        }
    }
}
