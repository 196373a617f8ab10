using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Inbox.Mail.Net;

/// <summary>Opens the byte stream to a host; a host process injects one that resolves once, pins the address and refuses private networks.</summary>
public delegate ValueTask<Stream> OpenConnection(string host, int port, CancellationToken ct);

/// <summary>How connections are made, and what they may cost.</summary>
/// <param name="Time">The clock of all time limits.</param>
public sealed record MailConnection(TimeProvider Time)
{
    /// <summary>Opens the stream; by default any address that the name resolves to.</summary>
    public OpenConnection Open { get; init; } = OpenTcp;

    /// <summary>Certificates to accept beside the system's: the exact certificate of a self-hosted server, or the authority that signed it.
    /// Name and dates are still checked.</summary>
    public IReadOnlyList<X509Certificate2> ExtraTrusted { get; init; } = [];

    /// <summary>For TCP, TLS and the greeting together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For one command and its answer, beside the bytes of mails in it.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For the answer to a whole mail that was handed over (RFC 5321 4.5.3.2.6 asks for ten minutes).</summary>
    public TimeSpan DeliveryTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The pace below which the transfer of a mail is given up, in bytes per second.</summary>
    public int SlowestPace { get; init; } = 2_000;

    private static async ValueTask<Stream> OpenTcp(string host, int port, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
