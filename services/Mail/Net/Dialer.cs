using System.Net.Sockets;

namespace Inbox.Mail.Net;

/// <summary>Opens the wire to an endpoint and explains why when it cannot.</summary>
internal static class Dialer
{
    public static async Task<Wire> Open(MailEndpoint endpoint, MailConnection connection, Deadline deadline)
    {
        try
        {
            var stream = await connection.Open(endpoint.Host, endpoint.Port, deadline.Token);
            var wire = new Wire(stream, endpoint.Host, connection);
            try
            {
                if (endpoint.Tls == TlsStart.AtOnce) await wire.Secure(deadline);
                return wire;
            }
            catch
            {
                await wire.DisposeAsync();
                throw;
            }
        }
        catch (SocketException refused)
        {
            throw new MailFailureException(Explain(refused.SocketErrorCode, endpoint), refused);
        }
        catch (UnauthorizedAccessException forbidden)
        {
            throw new MailFailureException(new(FailureKind.AddressForbidden, $"Connections to {endpoint.Host} are not allowed here.",
                "It is an address of a private network; whoever runs this installation can allow it."), forbidden);
        }
        catch (OperationCanceledException) when (deadline.Passed)
        {
            throw new MailFailureException(new(FailureKind.TimedOut, $"{endpoint} did not answer in time.",
                "Check server name and port; a firewall may be in between."));
        }
    }

    private static MailFailure Explain(SocketError error, MailEndpoint endpoint) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData => new(FailureKind.HostNotFound,
            $"There is no server named {endpoint.Host}.", "Check the spelling of the server name."),
        SocketError.TryAgain => new(FailureKind.ConnectionLost,
            $"The name {endpoint.Host} could not be looked up just now.", "It will be tried again."),
        SocketError.ConnectionRefused => new(FailureKind.Refused,
            $"{endpoint.Host} is there, but nothing answers on port {endpoint.Port}.",
            "Check the port: usually 993 or 143 for incoming mail, 465 or 587 for outgoing mail."),
        SocketError.TimedOut => new(FailureKind.TimedOut,
            $"{endpoint} did not answer in time.", "Check server name and port; a firewall may be in between."),
        _ => new(FailureKind.ConnectionLost, $"{endpoint} cannot be reached ({error}).", "Check the network; it will be tried again."),
    };
}
