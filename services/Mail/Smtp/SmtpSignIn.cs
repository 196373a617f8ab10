using Inbox.Mail.Net;

namespace Inbox.Mail.Smtp;

/// <summary>From the open wire to the session that may send: greeting, TLS, password. Nothing is sent before TLS stands.</summary>
internal static class SmtpSignIn
{
    public static async Task<SmtpSession> Run(Wire wire, MailEndpoint endpoint, Credentials? credentials, CancellationToken ct)
    {
        var session = new SmtpSession(wire);
        using (var deadline = wire.Deadline(wire.Connection.ConnectTimeout, ct))
        {
            var greeting = await session.Read(deadline);
            if (greeting.Code != 220) throw SmtpRefusals.Session(wire.Host, greeting);
        }
        await session.Hello(ct);
        if (endpoint.Tls == TlsStart.StartTls) await StartTls(session, ct);
        if (!wire.IsSecure) throw SmtpRefusals.NoTls(wire.Host);
        if (credentials is not null) await SignIn(session, credentials, ct);
        return session;
    }

    private static async Task StartTls(SmtpSession session, CancellationToken ct)
    {
        if (!session.Extensions.ContainsKey("STARTTLS")) throw SmtpRefusals.NoTls(session.Wire.Host);
        if ((await session.Say("STARTTLS", ct)).Code != 220) throw SmtpRefusals.NoTls(session.Wire.Host);
        using (var deadline = session.Wire.Deadline(session.Wire.Connection.ConnectTimeout, ct)) await session.Wire.Secure(deadline);
        await session.Hello(ct);
    }

    private static async Task SignIn(SmtpSession session, Credentials credentials, CancellationToken ct)
    {
        var reply = credentials switch
        {
            Credentials.WithToken token when session.OffersSignIn("XOAUTH2") => await Token(session, Sasl.XOAuth2(token), ct),
            Credentials.WithPassword password when session.OffersSignIn("PLAIN") => await session.Say($"AUTH PLAIN {Sasl.Plain(password)}", ct),
            Credentials.WithPassword password when session.OffersSignIn("LOGIN") => await Login(session, password, ct),
            _ => throw new MailFailureException(new(FailureKind.Disabled,
                $"{session.Wire.Host} offers no way to sign in with a {(credentials is Credentials.WithToken ? "token" : "password")}.",
                "Choose the other way to sign in, or ask whoever runs the server.")),
        };
        if (reply.Code != 235) throw SmtpRefusals.SignIn(session.Wire.Host, reply);
    }

    // A refused token is explained in a 334, to which an empty line is the answer.
    private static async Task<SmtpReply> Token(SmtpSession session, string secret, CancellationToken ct)
    {
        var reply = await session.Say($"AUTH XOAUTH2 {secret}", ct);
        return reply.Code == 334 ? await session.Say("", ct) : reply;
    }

    private static async Task<SmtpReply> Login(SmtpSession session, Credentials.WithPassword password, CancellationToken ct)
    {
        var reply = await session.Say("AUTH LOGIN", ct);
        foreach (var answer in new[] { password.User, password.Password })
        {
            if (reply.Code != 334) return reply;
            reply = await session.Say(Sasl.Encode(Sasl.Plain(answer)), ct);
        }
        return reply;
    }
}
