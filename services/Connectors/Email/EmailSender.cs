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
    private static readonly TimeSpan CopyPatience = TimeSpan.FromSeconds(60);
    private readonly byte[] _key = master.For("threads");

    public async Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel)
    {
        var settings = EmailSettings.Read(sending.Account);
        if (settings.Smtp is null)
            return new SendOutcome.Refused("This account only takes imports: it has no outgoing server. Add smtpHost under Settings, then send again.");
        if (!EmailAddress.TryParse(settings.Address, out var from))
            return new SendOutcome.Refused($"'{settings.Address}' is not an address that mail can be sent from. Correct the address of this account under Settings, then send again.");
        if (Recipients(sending.Reply, EmailSettings.Own(sending.Account.Account)) is not { } to)
            return new SendOutcome.Refused($"'{sending.Reply.Recipient.Address}' is not an address that mail can be sent to.");
        var mail = EmailComposer.Compose(sending, from, to, _key);
        var raw = MailWriter.Write(mail);
        var client = new SmtpClient(settings.Smtp, settings.Credentials, connection.Mail);
        var outcome = EmailOutcome.Of(await client.Send(new(from, [.. to.Select(t => t.Address)]), raw, sending.HandingOver, cancel), to[0].Address, mail.MessageId.Id);
        if (outcome is SendOutcome.Sent && settings.Imap is not null && settings.SaveSent)
            _ = KeepCopyAsync(settings, raw);
        return outcome;
    }

    /// <summary>The person first, then those who get a copy and can, each once and never ourselves; null when the person cannot.</summary>
    private static List<NamedAddress>? Recipients(SendReply reply, IReadOnlySet<string> own)
    {
        if (Named(reply.Recipient) is not { } person)
            return null;
        var copies = reply.Cc.Where(c => c.Address is { } address && !EmailParty.IsOwn(address, own)).Select(Named).OfType<NamedAddress>();
        return [.. copies.Prepend(person).DistinctBy(r => r.Address.ToString(), StringComparer.OrdinalIgnoreCase)];
    }

    private static NamedAddress? Named(Party party) => EmailAddress.TryParse(party.Address, out var address) ? new(party.Name, address) : null;

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
