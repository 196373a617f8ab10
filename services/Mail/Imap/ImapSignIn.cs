using Inbox.Mail.Net;

namespace Inbox.Mail.Imap;

/// <summary>From the open wire to the signed-in session: greeting, TLS, password. Nothing secret is sent before TLS stands.</summary>
internal static class ImapSignIn
{
    public static async Task<ImapSession> Run(Wire wire, MailEndpoint endpoint, Credentials credentials, CancellationToken ct)
    {
        var session = new ImapSession(wire);
        await Greet(session, ct);
        if (endpoint.Tls == TlsStart.StartTls) await StartTls(session, ct);
        if (!wire.IsSecure) throw NoTls(wire.Host);
        await session.AskCapabilities(ct);
        await SignIn(session, credentials, ct);
        await session.AskCapabilities(ct);
        return session;
    }

    // PREAUTH is refused: on a plain connection it would make STARTTLS impossible (RFC 9051 11.1), on any other nobody asked for it.
    private static async Task Greet(ImapSession session, CancellationToken ct)
    {
        using var deadline = session.Wire.Deadline(session.Wire.Connection.ConnectTimeout, ct);
        var host = session.Wire.Host;
        var line = await session.ReadGreeting(deadline);
        var status = line.IsUntagged ? ImapStatus.From(line.Text) : null;
        if (status is { Word: "BYE" }) throw new MailFailureException(ImapRefusals.Explain(host, "", status));
        if (status is { Word: "OK" }) return;
        throw new MailFailureException(new(FailureKind.Protocol, $"What answers at {host} is not an IMAP server, or one that signs in by itself.",
            "Check server name and port: usually 993 with TLS or 143 with STARTTLS."));
    }

    private static async Task StartTls(ImapSession session, CancellationToken ct)
    {
        await session.AskCapabilities(ct);
        if (!session.Capabilities.Contains("STARTTLS")) throw NoTls(session.Wire.Host);
        var status = await session.Run(new("STARTTLS"), null, ct);
        if (!status.IsOk) throw NoTls(session.Wire.Host);
        using var deadline = session.Wire.Deadline(session.Wire.Connection.ConnectTimeout, ct);
        await session.Wire.Secure(deadline);
    }

    private static MailFailureException NoTls(string host) => new(new(FailureKind.TlsMissing,
        $"{host} does not offer encryption on this port, so the password was not sent.",
        "Use port 993 with TLS. If the server offered STARTTLS before, somebody may be interfering with the connection."));

    private static async Task SignIn(ImapSession session, Credentials credentials, CancellationToken ct)
    {
        var offered = session.Capabilities;
        var host = session.Wire.Host;
        switch (credentials)
        {
            case Credentials.WithToken token when offered.Contains("AUTH=XOAUTH2"):
                (await Authenticate(session, "XOAUTH2", Sasl.XOAuth2(token), ct)).OrThrow(host, "AUTHENTICATE");
                return;
            case Credentials.WithPassword password when offered.Contains("AUTH=PLAIN"):
                (await Authenticate(session, "PLAIN", Sasl.Plain(password), ct)).OrThrow(host, "AUTHENTICATE");
                return;
            case Credentials.WithPassword password when !offered.Contains("LOGINDISABLED"):
                var login = new ImapCommand("LOGIN").Text(Sasl.Plain(password.User)).Text(Sasl.Plain(password.Password));
                (await session.Run(login, null, ct)).OrThrow(host, "LOGIN");
                return;
            default:
                throw new MailFailureException(new(FailureKind.Disabled, $"{host} offers no way to sign in with a {(credentials is Credentials.WithToken ? "token" : "password")}.",
                    "Choose the other way to sign in, or ask whoever runs the server."));
        }
    }

    // The secret goes only after the server asks for it: works with and without SASL-IR (RFC 4959), for one round trip more.
    private static async Task<ImapStatus> Authenticate(ImapSession session, string mechanism, string secret, CancellationToken ct)
    {
        using var deadline = session.Wire.Deadline(session.Wire.Connection.CommandTimeout, ct);
        var tag = session.NextTag();
        if (await session.Send(tag, new ImapCommand("AUTHENTICATE").Words(mechanism), ct) is { } refused) return refused;
        if (await session.WaitForContinuation(tag, deadline) is { } early) return early;
        await session.SendLine(secret, deadline);
        // A refused token is explained in one more continuation, to which an empty line is the answer.
        while (await session.WaitForContinuation(tag, deadline) is var status)
        {
            if (status is not null) return status;
            await session.SendLine("", deadline);
        }
        throw Wire.Broken($"{session.Wire.Host} did not end the sign-in.");
    }
}
