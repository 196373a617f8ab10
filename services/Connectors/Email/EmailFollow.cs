using System.Globalization;
using Inbox.Contracts;
using Inbox.Mail.Imap;
using Inbox.Mail.Net;
using Inbox.Storage;

namespace Inbox.Connectors.Email;

/// <summary>
/// Follows one folder of a mailbox: what is new since the cursor, then whatever IDLE announces. The cursor moves in the transaction that makes the mail durable,
/// so a crash repeats at most what was not committed, and keys make a repeat nothing.
/// </summary>
internal sealed class EmailFollow(IChannel channel, Following following, EmailSettings settings, MailConnection connection)
{
    private const string TooLarge = "This mail is larger than 36 MB, so only its headers were fetched. Open it in the mailbox itself.";
    private const int Together = 50;
    private const long MostBytes = 8 * 1024 * 1024;

    /// <summary>Follows INBOX, or the folder of sent mails.</summary>
    public async Task RunAsync(Origin origin, CancellationToken cancel)
    {
        await using var client = await ImapClient.Connect(settings.Imap!, settings.Credentials!, connection, new(), cancel);
        if (await FolderAsync(client, origin, cancel) is not { } folder)
            return;
        var mailbox = await client.Open(folder, readOnly: true, cancel);
        var cursor = await CursorAsync(origin, mailbox, cancel);
        if (origin == Origin.Incoming)
            await following.WellAsync();
        if (cursor is null)
            cursor = await TakeAsync(client, origin, new(mailbox.UidValidity, 0), await client.SearchSince(FirstDay(), cancel), cancel);
        while (true)
        {
            cursor = await TakeAsync(client, origin, cursor.Value, await client.SearchAfter(cursor.Value.LastUid, cancel), cancel);
            await client.WaitForNews(cancel);
        }
    }

    private static async Task<MailboxName?> FolderAsync(ImapClient client, Origin origin, CancellationToken cancel) =>
        origin == Origin.Incoming ? MailboxName.Inbox : ImapFolder.FindSent(await client.List(cancel))?.Name;

    /// <summary>Null on the first connection and when the server has renumbered its mails: then it begins by date, and what is known already changes nothing (F19).</summary>
    private async Task<UidCursor?> CursorAsync(Origin origin, ImapMailbox mailbox, CancellationToken cancel)
    {
        var parts = (await following.CursorAsync(Name(origin), cancel))?.Split(' ');
        return parts is [var validity, var last] && new UidCursor(uint.Parse(validity, CultureInfo.InvariantCulture), uint.Parse(last, CultureInfo.InvariantCulture)) is var cursor
            && cursor.IsValidIn(mailbox) ? cursor : null;
    }

    private async Task<UidCursor> TakeAsync(ImapClient client, Origin origin, UidCursor cursor, IReadOnlyList<uint> uids, CancellationToken cancel)
    {
        var (batch, bytes) = (new List<Delivery>(Together), 0L);
        await foreach (var mail in client.Fetch(uids, cancel))
        {
            batch.Add(Delivery(mail, origin));
            bytes += mail.Raw.Length;
            cursor = cursor.MovedTo(mail.Cursor);
            if (batch.Count < Together && bytes < MostBytes)
                continue;
            await following.DeliverAsync(batch, Name(origin), Text(cursor), cancel);
            (batch, bytes) = (new(Together), 0);
        }
        if (uids.Count > 0)
            cursor = cursor.MovedTo(uids[^1]);
        if (batch.Count > 0)
            await following.DeliverAsync(batch, Name(origin), Text(cursor), cancel);
        else
            await following.MoveAsync(Name(origin), Text(cursor), cancel);
        return cursor;
    }

    private Delivery Delivery(FetchedMail mail, Origin origin)
    {
        var delivery = channel.Pack(following.Account.Account, mail.Raw, ReceivedAt(mail), origin, following.NewId);
        return mail.Complete ? delivery : delivery with { Events = [.. delivery.Events.Select(HeadersOnly)] };
    }

    /// <summary>
    /// INTERNALDATE names a second (RFC 3501 2.3.3). The last moment of it, or now when it is not over: so a quick answer to a reply that went out within that
    /// second stands behind the reply, not before it.
    /// </summary>
    private DateTimeOffset ReceivedAt(FetchedMail mail)
    {
        var now = following.Clock.GetUtcNow();
        var end = (mail.InternalDate ?? now).AddMilliseconds(999);
        return end < now ? end : now;
    }

    private static IChannelEvent HeadersOnly(IChannelEvent e) => e is MessageReceived received
        ? received with { Body = received.Body with { Text = TooLarge, Reply = TooLarge, Html = null } }
        : e;

    private DateOnly FirstDay() => DateOnly.FromDateTime(following.Clock.GetUtcNow().UtcDateTime.AddDays(-settings.Days));

    private static string Name(Origin origin) => origin == Origin.Incoming ? "inbox" : "sent";

    private static string Text(UidCursor cursor) => string.Create(CultureInfo.InvariantCulture, $"{cursor.UidValidity} {cursor.LastUid}");
}
