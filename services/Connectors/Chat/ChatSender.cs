using Inbox.Connectors.Email;
using Inbox.Storage;

namespace Inbox.Connectors.Chat;

/// <summary>
/// Puts a reply into the visitor's timeline, durably and once, and rings. Who has left and gave an address gets it by mail too, from the mailbox that the account names;
/// what they answer comes back into the same conversation (<see cref="ChatMail"/>).
/// </summary>
internal sealed class ChatSender(Timelines timelines, ChatBell bell, ChatVisits visits, ConnectedAccounts connected, Accounts accounts, EmailSender mail, TimeProvider clock)
{
    /// <summary>How long a page that is open may take to fetch what it was rung for. A frozen tab and a phone without a network are open too, and fetch nothing.</summary>
    private const int Looks = 50;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    public async Task<SendOutcome> SendAsync(Sending sending, CancellationToken cancel)
    {
        var reply = sending.Reply;
        if (reply.Recipient.ExternalId is not { Length: > 0 } contact)
            return new SendOutcome.Refused("This conversation names no visitor to answer.");
        if (reply.Text.Length > ChatChannel.TextLimit)
            return new SendOutcome.Refused($"The chat takes at most {ChatChannel.TextLimit} characters; this has {reply.Text.Length}. Send it in two.");
        var (mailbox, address) = await ToAsync(sending, contact, cancel);
        var isByMail = mailbox is not null && IsMail(reply.ParentExternalId) is not null;
        var entry = await timelines.AddAsync(
            new()
            {
                AccountId = reply.AccountId,
                Contact = contact,
                Id = reply.ReplyId,
                Kind = isByMail ? TimelineEntry.ByMail : TimelineEntry.Message,
                Direction = "out",
                Text = isByMail ? "" : reply.Text,
                Name = reply.StaffName,
                Files = isByMail ? null : TimelineEntry.Of(reply.Attachments),
                At = reply.CreatedAt.ToUnixTimeMilliseconds(),
            },
            cancel);
        bell.Ring(reply.AccountId, contact);
        return mailbox is null || !isByMail && await IsSeenAsync(entry, cancel)
            ? new SendOutcome.Sent(reply.ReplyId)
            : await MailAsync(sending, mailbox, entry, address, cancel);
    }

    /// <summary>Whether a page there has fetched it, or does so soon.</summary>
    private async Task<bool> IsSeenAsync(TimelineEntry entry, CancellationToken cancel)
    {
        for (var look = 0; look < Looks; look++)
        {
            if (await timelines.HasFetchedAsync(entry.AccountId, entry.Contact, entry.Place, cancel))
                return true;
            if (!await visits.IsHereAsync(entry.AccountId, entry.Contact, cancel))
                return false;
            await Task.Delay(BetweenLooks, clock, cancel);
        }
        return false;
    }

    /// <summary>By which mailbox to which address; no mailbox when it cannot go by mail.</summary>
    private async Task<(ConnectedAccount? Mailbox, string Address)> ToAsync(Sending sending, string contact, CancellationToken cancel)
    {
        var address = IsMail(sending.Reply.ParentExternalId) is null
            ? await timelines.AddressAsync(sending.Reply.AccountId, contact, cancel) ?? sending.Reply.Recipient.Address
            : sending.Reply.Recipient.Address;
        return address is not null && await ChatSettings.MailAccountAsync(sending.Account, accounts, cancel) is { } id
            ? (await connected.ConnectAsync(id, cancel), address)
            : (null, "");
    }

    private async Task<SendOutcome> MailAsync(Sending sending, ConnectedAccount mailbox, TimelineEntry entry, string address, CancellationToken cancel)
    {
        // Known before it leaves: its answer may be here before the server's word that it was taken.
        await timelines.MailedAsync(entry, address, null, cancel);
        var last = await timelines.LastMailAsync(entry.AccountId, entry.Contact, cancel);
        var reply = sending.Reply with
        {
            Recipient = new(null, sending.Reply.Recipient.Name, null, address),
            Subject = sending.Reply.Subject ?? sending.Account.Account.Name,
            References = [.. new[] { last, IsMail(sending.Reply.ParentExternalId) }.OfType<string>().Distinct()],
            Quoted = sending.Reply.Quoted is { } quoted ? quoted with { Author = quoted.Author with { Address = address } } : null,
        };
        var outcome = await mail.SendAsync(sending with { Account = mailbox, Reply = reply }, cancel);
        if (outcome is not SendOutcome.Sent sent)
            return outcome;
        await timelines.MailedAsync(entry, address, sent.ExternalId, cancel);
        return sent with { ExternalId = reply.ReplyId };
    }

    /// <summary>What was answered may itself have come by mail.</summary>
    private static string? IsMail(string? id) => id?.Contains('@', StringComparison.Ordinal) == true ? id : null;
}
