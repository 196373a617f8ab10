using Inbox.Mail.Imap;
using Inbox.Mail.Net;
using Inbox.Tests.Mail.Net;

namespace Inbox.Tests.Mail.Imap;

/// <summary>The usual beginnings of a played IMAP session.</summary>
internal static class FakeImap
{
    public static readonly Credentials Password = new Credentials.WithPassword("alice", "open sesame");

    public static readonly MailEndpoint StartTls = new("localhost", 143, TlsStart.StartTls);

    public static readonly MailEndpoint Tls = new("localhost", 993, TlsStart.AtOnce);

    public static Task<ImapClient> Connect(this FakeServer server, MailEndpoint endpoint, ImapOptions? options = null, Credentials? credentials = null) =>
        ImapClient.Connect(endpoint, credentials ?? Password, server.Connection, options ?? new(), TestContext.Current.CancellationToken);

    public static async Task<FailureKind> Failure(this Task task) => (await Assert.ThrowsAsync<MailFailureException>(() => task)).Failure.Kind;

    /// <summary>Lets the client in over TLS with these capabilities.</summary>
    public static async Task<ImapClient> SignedIn(this FakeServer server, string capabilities = "IMAP4rev1 IDLE", ImapOptions? options = null)
    {
        var connecting = server.Connect(Tls, options);
        await server.StartTls();
        await server.Say("* OK hello\r\n");
        await server.Answer($"* CAPABILITY {capabilities}\r\n{{0}} OK\r\n");
        await server.Answer("{0} OK in\r\n");
        await server.Answer($"* CAPABILITY {capabilities}\r\n{{0}} OK\r\n");
        return await connecting;
    }
}
