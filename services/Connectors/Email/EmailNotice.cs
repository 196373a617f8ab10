using System.Security.Cryptography;
using System.Text;
using Inbox.Contracts;
using Inbox.Mail.Smtp;
using Inbox.Mail.Writing;

namespace Inbox.Connectors.Email;

/// <summary>Sends a notice as a mail that says that a machine wrote it and how to stop it.</summary>
internal sealed class EmailNotice(EmailConnection connection)
{
    public async Task<NoticeEnded> SendAsync(ConnectedAccount account, SendNotice notice, Func<CancellationToken, Task> handingOver, CancellationToken cancel)
    {
        var settings = EmailSettings.Read(account);
        if (settings.Smtp is null || !EmailAddress.TryParse(settings.Address, out var from))
            return new(NoticeState.Refused, "This account has no outgoing server, or no address that mail can be sent from. Correct it under Settings.");
        if (!EmailAddress.TryParse(notice.To.Address, out var to))
            return new(NoticeState.Refused, $"'{notice.To.Address}' is not an address that mail can be sent to.");
        var raw = MailWriter.Write(Compose(account, notice, from, to));
        return await new SmtpClient(settings.Smtp, settings.Credentials, connection.Mail).Send(new(from, [to]), raw, handingOver, cancel) switch
        {
            SmtpOutcome.Sent { NotFor.Count: 0 } => new(NoticeState.Sent),
            SmtpOutcome.Sent sent => new(NoticeState.Refused, $"The outgoing server refused {to}: {sent.NotFor[0].Code} {sent.NotFor[0].Reason}"),
            SmtpOutcome.Refused { Permanent: true } refused => new(NoticeState.Refused, refused.Failure?.ToString() ?? $"The outgoing server refused: {refused.Code} {refused.Reason}"),
            SmtpOutcome.Refused busy => new(NoticeState.Later, $"The outgoing server asks to wait: {busy.Reason}"),
            SmtpOutcome.Retry retry => new(NoticeState.Later, retry.Reason),
            SmtpOutcome.Unknown unknown => new(NoticeState.Unconfirmed, unknown.Reason),
            var other => throw new InvalidOperationException($"Unknown outcome {other.GetType().Name}."),
        };
    }

    private OutgoingMail Compose(ConnectedAccount account, SendNotice notice, EmailAddress from, EmailAddress to)
    {
        var id = $"notice.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(notice.NoticeId)).AsSpan(0, 12))}@{from.Domain}";
        return new()
        {
            From = new(account.Account.Name, from),
            To = [new(notice.To.Name, to)],
            Subject = notice.Subject,
            MessageId = MessageId.TryParse(id, out var own) ? own : throw new InvalidOperationException($"'{id}' is no Message-ID."),
            Date = connection.Mail.Time.GetUtcNow(),
            Text = notice.Text,
            Html = notice.Html,
            AutoSubmitted = AutoSubmitted.Generated,
            Unsubscribe = Uri.TryCreate(notice.Unsubscribe, UriKind.Absolute, out var stop) && stop.Scheme is "https" or "http" ? stop : null,
        };
    }
}
