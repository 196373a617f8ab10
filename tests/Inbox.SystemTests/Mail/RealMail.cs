using System.Security.Cryptography.X509Certificates;
using Inbox.Mail.Imap;
using Inbox.Mail.Net;
using Inbox.Servers;

namespace Inbox.SystemTests.Mail;

/// <summary>One Dovecot and one Postfix for a class of tests, and the ways to them.</summary>
public sealed class RealMail : IAsyncLifetime
{
    private MailServer? _server;

    public MailServer Server => _server ?? throw new InvalidOperationException("The mail server was not started.");

    public MailEndpoint Imaps => new("localhost", Server.ImapsPort, TlsStart.AtOnce);

    public MailEndpoint ImapStartTls => new("localhost", Server.ImapPort, TlsStart.StartTls);

    public MailEndpoint Smtps => new("localhost", Server.SmtpsPort, TlsStart.AtOnce);

    public MailEndpoint Submission => new("localhost", Server.SubmissionPort, TlsStart.StartTls);

    public MailConnection Trusting => new(new RealTime()) { ExtraTrusted = [X509CertificateLoader.LoadCertificateFromFile(Server.CertificatePath)] };

    public static Credentials As(string user, string password = MailServer.Password) => new Credentials.WithPassword(user, password);

    public Task<ImapClient> SignIn(string user, ImapOptions? options = null) =>
        ImapClient.Connect(Imaps, As(user), Trusting, options ?? new(), TestContext.Current.CancellationToken);

    /// <summary>The mails of the INBOX once there are this many.</summary>
    public static async Task<List<FetchedMail>> WaitForMails(ImapClient client, int count)
    {
        var ct = TestContext.Current.CancellationToken;
        var box = await client.Open(MailboxName.Inbox, readOnly: true, ct);
        while (true)
        {
            var uids = await client.SearchAfter(0, ct);
            if (uids.Count >= count) return await client.Fetch(uids, ct).ToListAsync(ct);
            await client.WaitForNews(ct);
        }
    }

    public async ValueTask InitializeAsync() => _server = await MailServer.Start("empty@acme.test", "idle@acme.test", "big@acme.test", "cursor@acme.test");

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();

    private sealed class RealTime : TimeProvider;
}
