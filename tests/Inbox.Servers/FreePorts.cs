using System.Net;
using System.Net.Sockets;

namespace Inbox.Servers;

/// <summary>
/// Reserves loopback ports for as long as it lives, against other instances in this and other processes: below the ephemeral range, so that no
/// outgoing connection takes one between the reservation and the server's own bind, and under a lock file per port.
/// </summary>
public sealed class FreePorts : IDisposable
{
    private const int First = 12_000, Last = 31_000;
    private static readonly string Locks = Path.Combine(Path.GetTempPath(), "inbox-test-ports");
    private readonly List<FileStream> _locks = [];

    private FreePorts() { }

    /// <summary>The reserved ports, in the order they were asked for.</summary>
    public List<int> Ports { get; } = [];

    /// <summary>Reserves <paramref name="count"/> ports on 127.0.0.1 that nothing listens on now.</summary>
    public static FreePorts Take(int count)
    {
        Directory.CreateDirectory(Locks);
        var taken = new FreePorts();
        var port = Random.Shared.Next(First, Last);
        for (var tried = 0; taken.Ports.Count < count; tried++)
        {
            if (tried > Last - First) throw new InvalidOperationException($"No {count} free ports between {First} and {Last}.");
            taken.TryTake(port);
            port = port == Last ? First : port + 1;
        }
        return taken;
    }

    private void TryTake(int port)
    {
        try
        {
            var file = new FileStream(Path.Combine(Locks, $"{port}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            using var probe = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
            _locks.Add(file);
            probe.Start();
            Ports.Add(port);
        }
        catch (Exception taken) when (taken is IOException or SocketException)
        {
            // Somebody else's: the next one will do.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _locks) file.Dispose();
    }
}
