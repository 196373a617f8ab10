using System.Globalization;

namespace Inbox.Mail.Imap;

/// <summary>One FETCH response with what it carries; unsolicited ones have no UID and no body.</summary>
internal sealed record FetchItem(uint Uid, IReadOnlyList<string> Flags, DateTimeOffset? InternalDate, long Size, ImapValue.Octets? Body)
{
    private const int MostFlags = 100, LongestFlag = 200;
    private static readonly FetchItem Empty = new(0, [], null, 0, null);

    /// <summary>From a FETCH response; null when it is something else or names no UID.</summary>
    public static FetchItem? From(ImapLine line)
    {
        if (line.Numbered is not (_, "FETCH") || line.Values is not [_, _, ImapValue.List { Items: var items }, ..]) return null;
        var item = Empty;
        for (var at = 0; at + 1 < items.Count; at += 2) item = item.With(items[at].Text ?? "", items[at + 1]);
        return item.Uid == 0 ? null : item;
    }

    private FetchItem With(string name, ImapValue value) => name.ToUpperInvariant() switch
    {
        "UID" when uint.TryParse(value.Text, CultureInfo.InvariantCulture, out var uid) => this with { Uid = uid },
        "FLAGS" when value is ImapValue.List flags => this with { Flags = [.. flags.Items.Select(flag => flag.Text).OfType<string>().Where(flag => flag.Length <= LongestFlag).Take(MostFlags)] },
        "RFC822.SIZE" when long.TryParse(value.Text, CultureInfo.InvariantCulture, out var size) => this with { Size = size },
        "INTERNALDATE" => this with { InternalDate = Moment(value.Text) },
        // NIL is what some servers say of a mail that went away meanwhile (RFC 3501 7.4.2, RFC 2180 4.1.3); an empty mail is a string.
        "BODY[]" or "BODY[HEADER]" => this with { Body = value as ImapValue.Octets },
        _ => this,
    };

    private static DateTimeOffset? Moment(string? text) => DateTimeOffset.TryParseExact(text?.Trim(), ["d-MMM-yyyy HH:mm:ss zzz", "d-MMM-yyyy H:mm:ss zzz"],
        CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;
}
