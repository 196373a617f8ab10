using System.Globalization;
using System.Text;
using Inbox.Mail.Net;

namespace Inbox.Mail.Smtp;

/// <summary>Hands mails to a submission server (RFC 6409, 8314), always over TLS: one connection per mail.</summary>
/// <param name="endpoint">The server.</param>
/// <param name="credentials">How to sign in; null for a relay that asks for nothing.</param>
/// <param name="connection">How to connect, and the limits.</param>
public sealed class SmtpClient(MailEndpoint endpoint, Credentials? credentials, MailConnection connection)
{
    /// <summary>Whether these settings work. Null when they do, otherwise what to tell the person who typed them.</summary>
    public async Task<MailFailure?> Check(CancellationToken ct)
    {
        try
        {
            await using var wire = await Open(ct);
            var session = await SmtpSignIn.Run(wire, endpoint, credentials, ct);
            await Quit(session, ct);
            return null;
        }
        catch (MailFailureException failed)
        {
            return failed.Failure;
        }
    }

    /// <summary>Hands over a mail. Cancellation throws only while the mail is certainly not sent; after that it gives <see cref="SmtpOutcome.Unknown"/>.</summary>
    /// <param name="envelope">Sender and recipients.</param>
    /// <param name="mail">The whole mail.</param>
    /// <param name="ct">Gives up.</param>
    public Task<SmtpOutcome> Send(Envelope envelope, ReadOnlyMemory<byte> mail, CancellationToken ct) => Send(envelope, mail, _ => Task.CompletedTask, ct);

    /// <summary>Hands over a mail, and lets the caller note the moment from which on it may have been sent.</summary>
    /// <param name="envelope">Sender and recipients.</param>
    /// <param name="mail">The whole mail.</param>
    /// <param name="beforeDot">Awaited once all is said but the final dot: what it throws ends the session and goes to the caller, and the mail is certainly not sent.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<SmtpOutcome> Send(Envelope envelope, ReadOnlyMemory<byte> mail, Func<CancellationToken, Task> beforeDot, CancellationToken ct)
    {
        try
        {
            await using var wire = await Open(ct);
            var session = await SmtpSignIn.Run(wire, endpoint, credentials, ct);
            var outcome = await HandOver(session, envelope, mail, beforeDot, ct);
            if (outcome is SmtpOutcome.Sent or SmtpOutcome.Refused) await Quit(session, CancellationToken.None);
            return outcome;
        }
        catch (MailFailureException failed)
        {
            var failure = failed.Failure;
            return failure.Transient
                ? new SmtpOutcome.Retry(failure.ToString()) { Failure = failure }
                : new SmtpOutcome.Refused(0, failure.ToString(), Permanent: true, []) { Failure = failure };
        }
    }

    private async Task<Wire> Open(CancellationToken ct)
    {
        using var deadline = new Deadline(connection.ConnectTimeout, connection.Time, ct);
        return await Dialer.Open(endpoint, connection, deadline);
    }

    private async Task<SmtpOutcome> HandOver(
        SmtpSession session, Envelope envelope, ReadOnlyMemory<byte> mail, Func<CancellationToken, Task> beforeDot, CancellationToken ct)
    {
        var needs = MailNeeds.Of(envelope, mail.Span);
        if (Impossible(session, envelope, needs) is { } impossible) return impossible;
        var reply = await session.Say(MailCommand(session, envelope, needs), ct);
        if (!reply.IsPositive) return Refusal(reply, []);
        var refused = new List<RefusedRecipient>();
        foreach (var to in envelope.To)
        {
            reply = await session.Say($"RCPT TO:<{to}>", ct);
            if (!reply.IsPositive) refused.Add(new(to, reply.Code, reply.Text));
        }
        if (refused.Count == envelope.To.Count)
            return new SmtpOutcome.Refused(reply.Code, refused[0].Reason, refused.All(one => one.Code >= 500), refused);
        reply = await session.Say("DATA", ct);
        if (reply.Code != 354) return Refusal(reply, refused);
        using (var sending = session.Wire.Deadline(connection.CommandTimeout, ct)) await session.Wire.Write(SmtpData.Stuff(mail.Span), sending);
        await beforeDot(ct);
        ct.ThrowIfCancellationRequested();
        return await SendDot(session, refused, ct);
    }

    private SmtpOutcome.Refused? Impossible(SmtpSession session, Envelope envelope, MailNeeds needs)
    {
        if (envelope.To.Count == 0) return new(0, "The mail has no recipient.", Permanent: true, []);
        if (needs.Utf8 && !session.Extensions.ContainsKey("SMTPUTF8"))
            return new(553, $"{endpoint.Host} cannot send to addresses with letters outside of ASCII (SMTPUTF8).", Permanent: true, []);
        if (needs.EightBit && !session.Extensions.ContainsKey("8BITMIME"))
            return new(554, $"{endpoint.Host} takes only mails in ASCII (no 8BITMIME).", Permanent: true, []);
        if (session.Extensions.TryGetValue("SIZE", out var text) && long.TryParse(text, CultureInfo.InvariantCulture, out var most) && most > 0 && needs.Size > most)
            return new(552, $"The mail has {needs.Size} bytes; {endpoint.Host} takes at most {most}. Send fewer or smaller attachments.", Permanent: true, []);
        return null;
    }

    private static string MailCommand(SmtpSession session, Envelope envelope, MailNeeds needs)
    {
        var command = new StringBuilder($"MAIL FROM:<{envelope.From}>");
        if (session.Extensions.ContainsKey("SIZE")) command.Append(CultureInfo.InvariantCulture, $" SIZE={needs.Size}");
        if (needs.EightBit) command.Append(" BODY=8BITMIME");
        if (needs.Utf8) command.Append(" SMTPUTF8");
        return command.ToString();
    }

    // Until the final dot leaves, the server must forget the mail when the connection breaks; from then on only its answer tells.
    private async Task<SmtpOutcome> SendDot(SmtpSession session, List<RefusedRecipient> refused, CancellationToken ct)
    {
        try
        {
            using var answering = session.Wire.Deadline(connection.DeliveryTimeout, ct);
            await session.Wire.Write(".\r\n"u8.ToArray(), answering);
            var reply = await session.Read(answering);
            return reply.IsPositive ? new SmtpOutcome.Sent(reply.Text, refused) : Refusal(reply, refused);
        }
        catch (Exception broken) when (broken is MailFailureException or OperationCanceledException)
        {
            var why = broken is MailFailureException failed ? failed.Failure.Problem : "The program was stopped.";
            return new SmtpOutcome.Unknown($"The mail was handed to {endpoint.Host}, but its answer did not come: {why} It may have been sent.");
        }
    }

    private static SmtpOutcome.Refused Refusal(SmtpReply reply, List<RefusedRecipient> refused) =>
        new(reply.Code, reply.Text, reply.IsPermanent, refused);

    // The outcome stands already; a server that says no good-bye changes nothing.
    private static async Task Quit(SmtpSession session, CancellationToken ct)
    {
        try
        {
            using var deadline = session.Wire.Deadline(TimeSpan.FromSeconds(2), ct);
            await session.Wire.Write("QUIT\r\n"u8.ToArray(), deadline);
        }
        catch (MailFailureException)
        {
            return;
        }
    }
}
