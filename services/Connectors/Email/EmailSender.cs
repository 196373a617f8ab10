using Inbox.Contracts;
using Inbox.Mail.Imap;
using Inbox.Mail.Net;
using Inbox.Mail.Smtp;
using Inbox.Mail.Writing;
using Inbox.Storage;
using Microsoft.Extensions.Logging;

namespace Inbox.Connectors.Email;

/// <summary>Hands a reply to the account's submission server, then keeps a copy in its Sent folder. The copy may fail; the reply is sent all the same (F04).</summary>
internal sealed class EmailSender(EmailConnection connection, MasterKey master, TimeProvider clock, ILogger<EmailSender> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CopyPatience = TimeSpan.FromSeconds(60);
    private readonly byte[] _key = master.For("threads");

    public async Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel)
    {
        var settings = EmailSettings.Read(sending.Account);
        if (settings.Smtp is null)
            return new SendOutcome.Refused("This account only takes imports: it has no outgoing server. Add smtpHost under Settings, then send again.");
        if (!EmailAddress.TryParse(settings.Address, out var from) || Recipients(sending.Reply) is not { } to)
            return new SendOutcome.Refused($"'{sending.Reply.Recipient.Address}' is not an address that mail can be sent to.");
        var mail = EmailComposer.Compose(sending, from, to, _key);
        var raw = MailWriter.Write(mail);
        await sending.HandingOver(cancel);
        var outcome = Outcome(await new SmtpClient(settings.Smtp, settings.Credentials, connection.Mail).Send(new(from, [.. to.Select(t => t.Address)]), raw, cancel), mail.MessageId.Id);
        if (outcome is SendOutcome.Sent && settings.Imap is not null && sending.Account["saveSent"] != "off")
            _ = KeepCopyAsync(settings, raw);
        return outcome;
    }

    /// <summary>The person first, then those who get a copy and can; null when the person cannot.</summary>
    private static IReadOnlyList<NamedAddress>? Recipients(SendReply reply)
    {
        if (Named(reply.Recipient) is not { } person)
            return null;
        return [person, .. reply.Cc.Select(Named).OfType<NamedAddress>()];
    }

    private static NamedAddress? Named(Party party) => EmailAddress.TryParse(party.Address, out var address) ? new(party.Name, address) : null;

    private static SendOutcome Outcome(SmtpOutcome outcome, string messageId) => outcome switch
    {
        SmtpOutcome.Sent => new SendOutcome.Sent(messageId),
        SmtpOutcome.Refused { Permanent: false } busy => new SendOutcome.Retry(Pause, $"The outgoing server asks to wait: {busy.Reason}"),
        SmtpOutcome.Refused refused => new SendOutcome.Refused(refused.Failure?.ToString() ?? $"The outgoing server refused: {refused.Code} {refused.Reason}"),
        SmtpOutcome.Retry retry => new SendOutcome.Retry(Pause, retry.Reason),
        SmtpOutcome.Unknown unknown => new SendOutcome.Unknown(unknown.Reason),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}."),
    };

    private async Task KeepCopyAsync(EmailSettings settings, byte[] raw)
    {
        using var limit = new CancellationTokenSource(CopyPatience, clock);
        try
        {
            await using var client = await ImapClient.Connect(settings.Imap!, settings.Credentials!, connection.Mail, new(), limit.Token);
            if (ImapFolder.FindSent(await client.List(limit.Token)) is { } sent)
                await client.Append(sent.Name, raw, clock.GetUtcNow(), limit.Token);
            await client.Logout(limit.Token);
        }
        catch (Exception e) when (e is MailFailureException or OperationCanceledException)
        {
            log.LogWarning("A reply was sent, but its copy could not be kept in the Sent folder: {Reason}", e is MailFailureException m ? m.Failure.Problem : "it took too long");
        }
    }
}
