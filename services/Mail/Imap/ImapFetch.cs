using System.Runtime.CompilerServices;

namespace Inbox.Mail.Imap;

/// <summary>
/// Fetches mails in two steps, sizes first: a mail over the limit never travels, only its headers do, and it stops no other. A server that
/// announces a wrong size is cut off at the limit all the same.
/// </summary>
internal sealed class ImapFetch(ImapSession session, int limit)
{
    private const int Batch = 200;
    private const int HeaderLimit = 256 * 1024;

    /// <param name="uids">UIDs in ascending order.</param>
    /// <param name="ct">Ends the session.</param>
    public async IAsyncEnumerable<FetchedMail> Run(IReadOnlyList<uint> uids, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var batch in uids.Chunk(Batch))
        {
            var present = await Summaries(batch, ct);
            for (var at = 0; at < present.Count;)
            {
                var end = at + 1;
                if (present[at].Size <= limit) while (end < present.Count && present[end].Size <= limit) end++;
                await foreach (var mail in Bodies(present[at..end], present[at].Size <= limit, ct)) yield return mail;
                at = end;
            }
        }
    }

    private async Task<List<FetchItem>> Summaries(uint[] uids, CancellationToken ct)
    {
        var wanted = uids.ToHashSet();
        var found = new Dictionary<uint, FetchItem>();
        var command = new ImapCommand("UID FETCH").Words(UidSet.Write(uids)).Words("(UID FLAGS INTERNALDATE RFC822.SIZE)");
        var status = await session.Run(command, line =>
        {
            if (FetchItem.From(line) is { } item && wanted.Contains(item.Uid)) found[item.Uid] = item;
        }, ct);
        status.OrThrow(session.Wire.Host, "FETCH");
        return [.. found.Values.OrderBy(item => item.Uid)];
    }

    // All of them small, or one large.
    private async IAsyncEnumerable<FetchedMail> Bodies(List<FetchItem> items, bool whole, [EnumeratorCancellation] CancellationToken ct)
    {
        var waiting = new SortedSet<uint>(items.Select(item => item.Uid));
        var command = new ImapCommand("UID FETCH").Words(UidSet.Write([.. waiting])).Words(whole ? "(UID BODY.PEEK[])" : "(UID BODY.PEEK[HEADER])");
        ImapStatus? status = null;
        await foreach (var line in session.Stream(command, whole ? limit : HeaderLimit, end => status = end, ct))
        {
            if (FetchItem.From(line) is not { Body: { } body } got || !waiting.Remove(got.Uid)) continue;
            var cursor = waiting.Count > 0 ? waiting.Min - 1 : items[^1].Uid;
            yield return Mail(items.First(item => item.Uid == got.Uid), body, whole, cursor);
        }
        var refused = status!.IsOk ? [] : items.FindAll(item => waiting.Contains(item.Uid));
        if (refused.Count == 0) yield break;
        // One broken mail makes some servers refuse all: each is asked for alone, and of the one that is refused then, the headers.
        if ((ImapRefusals.IsBusy(status) && status.Code != "SERVERBUG") || (items.Count == 1 && !whole)) status.OrThrow(session.Wire.Host, "FETCH");
        foreach (var item in refused)
            await foreach (var mail in Bodies([item], whole && items.Count > 1, ct)) yield return mail;
    }

    private static FetchedMail Mail(FetchItem summary, ImapValue.Octets body, bool whole, uint cursor)
    {
        var complete = whole && body.Bytes.Length == body.Length;
        return new(summary.Uid, summary.Flags, summary.InternalDate, Math.Max(summary.Size, body.Length),
            complete || !whole ? body.Bytes : HeadersOf(body.Bytes), complete, cursor);
    }

    private static byte[] HeadersOf(byte[] beginning)
    {
        var end = beginning.AsSpan().IndexOf("\r\n\r\n"u8);
        return end < 0 ? beginning[..Math.Min(beginning.Length, HeaderLimit)] : beginning[..(end + 4)];
    }
}
