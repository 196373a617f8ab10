using Inbox.Contracts;
using Inbox.Mail.Imap;
using Inbox.Mail.Net;
using Inbox.Storage;

namespace Inbox.Connectors.Email;

/// <summary>
/// Follows one folder of a mailbox: history back to a day on the first connection, then what is new since the cursor, then whatever IDLE announces. The cursor moves in the
/// transaction that makes the mail durable, so a crash repeats at most what was not committed, and keys make a repeat nothing.
/// </summary>
internal sealed class EmailFollow(IChannel channel, Following following, EmailSettings settings, MailConnection connection)
{
    private const string TooLarge = "Only the headers of this mail could be fetched: it is larger than 36 MB, or the mail server does not give it out whole. Open it in the mailbox itself.";
    private const int Together = 50;
    private const long MostBytes = 8 * 1024 * 1024;

    /// <summary>Follows INBOX, or the folder of sent mails, until it is cancelled or breaks. Returns at once when there is no such folder.</summary>
    public async Task RunAsync(Origin origin, Func<Task> opened, CancellationToken cancel)
    {
        await using var client = await ImapClient.Connect(settings.Imap!, settings.Credentials!, connection, new(), cancel);
        if (await FolderAsync(client, origin, cancel) is not { } folder)
            return;
        var mailbox = await client.Open(folder, readOnly: true, cancel);
        await opened();
        var place = await BeginAsync(client, origin, mailbox, cancel);
        while (true)
        {
            place = await TakeAsync(client, origin, place, await client.SearchAfter(place.Cursor.LastUid, cancel), historic: false, cancel);
            await client.WaitForNews(cancel);
            place = await StillThereAsync(client, origin, folder, place, cancel);
        }
    }

    /// <summary>
    /// News without a new UID, or none for long: the server may have renumbered its mails while we watched, and some never say so to who has the folder open. Opening it
    /// again tells (F19).
    /// </summary>
    private async Task<EmailPlace> StillThereAsync(ImapClient client, Origin origin, MailboxName folder, EmailPlace place, CancellationToken cancel)
    {
        if ((await client.SearchAfter(place.Cursor.LastUid, cancel)).Count > 0)
            return place;
        var mailbox = await client.Open(folder, readOnly: true, cancel);
        return place.IsIn(mailbox, EmailPlace.Mark(settings, mailbox.Name)) ? place : await BeginAsync(client, origin, mailbox, cancel);
    }

    private static async Task<MailboxName?> FolderAsync(ImapClient client, Origin origin, CancellationToken cancel) =>
        origin == Origin.Incoming ? MailboxName.Inbox : ImapFolder.FindSent(await client.List(cancel))?.Name;

    /// <summary>
    /// Where to go on. On the first connection, after the server renumbered its mails (UIDVALIDITY), when the mailbox moved to another server, and when more days are asked
    /// for than before, that is only known after reading everything since the first day ever asked for: what is known already changes nothing (F19).
    /// </summary>
    private async Task<EmailPlace> BeginAsync(ImapClient client, Origin origin, ImapMailbox mailbox, CancellationToken cancel)
    {
        var (mark, first) = (EmailPlace.Mark(settings, mailbox.Name), FirstDay());
        var known = EmailPlace.Read(await following.CursorAsync(Name(origin), cancel));
        var since = known is null || first < known.Since ? first : known.Since;
        var goesOn = known?.IsIn(mailbox, mark) == true;
        if (goesOn && since == known!.Since)
            return known;
        var place = goesOn ? known! : new EmailPlace(new(mailbox.UidValidity, 0), since, mark);
        var newest = mailbox.UidNext is { } next ? next - 1 : await client.SearchAfter(0, cancel) is [.., var last] ? last : 0;
        place = await TakeAsync(client, origin, place, await client.SearchSince(since, cancel), historic: true, cancel);
        place = place.MovedTo(newest) with { Since = since };
        await following.MoveAsync(Name(origin), place.ToString(), cancel);
        return place;
    }

    private async Task<EmailPlace> TakeAsync(ImapClient client, Origin origin, EmailPlace place, IReadOnlyList<uint> uids, bool historic, CancellationToken cancel)
    {
        var (batch, bytes) = (new List<Delivery>(Together), 0L);
        await foreach (var mail in client.Fetch(uids, cancel))
        {
            batch.Add(Delivery(mail, origin, historic));
            bytes += mail.Raw.Length;
            place = place.MovedTo(mail.Cursor);
            if (batch.Count < Together && bytes < MostBytes)
                continue;
            await following.DeliverAsync(batch, Name(origin), place.ToString(), cancel);
            (batch, bytes) = (new(Together), 0);
        }
        if (uids.Count == 0)
            return place;
        place = place.MovedTo(uids[^1]);
        if (batch.Count > 0)
            await following.DeliverAsync(batch, Name(origin), place.ToString(), cancel);
        else
            await following.MoveAsync(Name(origin), place.ToString(), cancel);
        return place;
    }

    private Delivery Delivery(FetchedMail mail, Origin origin, bool historic)
    {
        var delivery = channel.Pack(following.Account.Account, mail.Raw, ReceivedAt(mail), origin, following.NewId);
        return delivery with { Events = [.. delivery.Events.Select(e => Shown(e, mail.Complete, historic))] };
    }

    /// <summary>
    /// INTERNALDATE names a second (RFC 3501 2.3.3). The last moment of it, or now when it is not over: so a quick answer to a reply that went out within that
    /// second stands behind the reply, not before it.
    /// </summary>
    private DateTimeOffset ReceivedAt(FetchedMail mail)
    {
        var now = following.Clock.GetUtcNow();
        return mail.InternalDate is { } date && date < now.AddMilliseconds(-999) ? date.AddMilliseconds(999) : now;
    }

    private static IChannelEvent Shown(IChannelEvent e, bool complete, bool historic) => e is not MessageReceived received
        ? e
        : received with { Historic = historic, Body = complete ? received.Body : received.Body with { Text = TooLarge, Reply = TooLarge, Html = null } };

    private DateOnly FirstDay() => DateOnly.FromDateTime(following.Clock.GetUtcNow().UtcDateTime.AddDays(-settings.Days));

    private static string Name(Origin origin) => origin == Origin.Incoming ? "inbox" : "sent";
}
