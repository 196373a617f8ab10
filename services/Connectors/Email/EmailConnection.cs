using System.Security.Cryptography.X509Certificates;
using Inbox.Connectors.Net;
using Inbox.Mail.Net;

namespace Inbox.Connectors.Email;

/// <summary>How mail servers are reached: through the one way out, trusting the system's authorities and those that the operator names.</summary>
/// <param name="Mail">The way.</param>
public sealed record EmailConnection(MailConnection Mail)
{
    /// <summary>Composes it.</summary>
    /// <param name="outbound">The way out.</param>
    /// <param name="clock">The clock of all time limits.</param>
    /// <param name="trusted">A PEM file with further certificates to trust, or null.</param>
    public static EmailConnection Of(Outbound outbound, TimeProvider clock, string? trusted)
    {
        var extra = new X509Certificate2Collection();
        if (trusted is not null)
            extra.ImportFromPemFile(trusted);
        return new(new MailConnection(clock) { Open = outbound.OpenAsync, ExtraTrusted = [.. extra] });
    }
}
