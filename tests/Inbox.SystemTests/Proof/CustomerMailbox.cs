using System.Security.Cryptography.X509Certificates;
using System.Text;
using Inbox.Mail.Imap;
using Inbox.Mail.Net;
using Inbox.Servers;

namespace Inbox.SystemTests.Proof;

/// <summary>A customer's mailbox as their own program sees it: over IMAP.</summary>
internal static class CustomerMailbox
{
    /// <summary>All mails once there are this many; IDLE tells of them.</summary>
    public static async Task<IReadOnlyList<Received>> ReadAsync(MailServer server, string user, int count)
    {
        var ct = TestContext.Current.CancellationToken;
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(server.CertificatePath);
        var connection = new MailConnection(Wall.Clock) { ExtraTrusted = [certificate] };
        await using var client = await ImapClient.Connect(new("localhost", server.ImapsPort, TlsStart.AtOnce), new Credentials.WithPassword(user, MailServer.Password), connection, new(), ct);
        await client.Open(MailboxName.Inbox, readOnly: true, ct);
        IReadOnlyList<uint> uids;
        while ((uids = await client.SearchAfter(0, ct)).Count < count) await client.WaitForNews(ct);
        return [.. (await client.Fetch(uids, ct).ToListAsync(ct)).Select(m => new Received(Encoding.Latin1.GetString(m.Raw)) { At = m.InternalDate })];
    }
}
