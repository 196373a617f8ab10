using System.Text;

namespace Inbox.Mail.Mime;

/// <summary>One header field as it stands in the bytes; its folds are still in it.</summary>
internal readonly record struct RawField(string Name, ReadOnlyMemory<byte> Value);

/// <summary>
/// The header of a mail or a part (RFC 5322 section 2.2), read from bytes in one pass. Lines that are no fields are stepped over where more fields follow,
/// and taken as the beginning of the body where none do.
/// </summary>
internal sealed class HeaderBlock(List<RawField> fields, int bodyStart)
{
    private const int LongestName = 200;

    public IReadOnlyList<RawField> Fields { get; } = fields;

    /// <summary>Where the body begins, an offset into the data that was read.</summary>
    public int BodyStart { get; } = bodyStart;

    public static HeaderBlock Read(ReadOnlyMemory<byte> data, int start, MailBudget budget, Defects defects)
    {
        var bytes = data.Span;
        var fields = new List<RawField>();
        var kept = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var position = start;
        while (position < bytes.Length)
        {
            var end = LineEnd(bytes, position, out var next);
            if (end == position)
                return new(fields, next);
            var line = bytes[position..end];
            var nameLength = NameLength(line, out var valueStart);
            if (nameLength < 0)
            {
                if (fields.Count == 0 && (line.StartsWith("From "u8) || line.StartsWith(">From "u8)))
                {
                    position = next;
                    continue;
                }
                defects.Add(MailDefect.BrokenHeader);
                var after = next;
                while (after < bytes.Length && bytes[after] is (byte)' ' or (byte)'\t' && !bytes[after..LineEnd(bytes, after, out var folded)].Trim(" \t"u8).IsEmpty)
                    after = folded;
                if (!FieldFollows(bytes, after))
                    return new(fields, line.Trim(" \t"u8).IsEmpty ? next : position);
                position = after;
                continue;
            }
            var name = Encoding.ASCII.GetString(line[..nameLength]);
            var from = position + valueStart;
            position = next;
            while (position < bytes.Length && bytes[position] is (byte)' ' or (byte)'\t')
            {
                var foldEnd = LineEnd(bytes, position, out next);
                // A line of blanks only ends the header in mails that lost their empty line to an editor.
                if (bytes[position..foldEnd].Trim(" \t"u8).IsEmpty && !FieldFollows(bytes, next) && !Folds(bytes, next))
                    break;
                end = foldEnd;
                position = next;
            }
            if (end - from > budget.HeaderLength)
            {
                end = from + budget.HeaderLength;
                defects.Add(MailDefect.HeaderCut);
            }
            if (fields.Count >= budget.Headers)
            {
                defects.Add(MailDefect.HeadersCut);
                if (!IsStructural(name) || !kept.Add(name))
                    continue;
            }
            else if (IsStructural(name))
                kept.Add(name);
            fields.Add(new(name, data[from..Math.Max(from, end)]));
        }
        return new(fields, bytes.Length);
    }

    /// <summary>Where the line that begins at <paramref name="from"/> ends, without its CRLF or LF; <paramref name="next"/> is the line after it.</summary>
    public static int LineEnd(ReadOnlySpan<byte> bytes, int from, out int next)
    {
        var length = bytes[from..].IndexOf((byte)'\n');
        if (length < 0)
        {
            next = bytes.Length;
            return bytes.Length > from && bytes[^1] == (byte)'\r' ? bytes.Length - 1 : bytes.Length;
        }
        next = from + length + 1;
        return length > 0 && bytes[from + length - 1] == (byte)'\r' ? from + length - 1 : from + length;
    }

    /// <summary>The length of the field name at the start of a line, or -1 when the line is no field.</summary>
    public static int NameLength(ReadOnlySpan<byte> line, out int valueStart)
    {
        var colon = line[..Math.Min(line.Length, LongestName)].IndexOf((byte)':');
        valueStart = colon + 1;
        if (colon <= 0 || line.StartsWith("--"u8))
            return -1;
        var name = line[..colon].TrimEnd(" \t"u8);
        return name.IsEmpty || name.IndexOfAnyExceptInRange((byte)33, (byte)126) >= 0 ? -1 : name.Length;
    }

    private static bool FieldFollows(ReadOnlySpan<byte> bytes, int at)
    {
        if (at >= bytes.Length)
            return false;
        var line = bytes[at..LineEnd(bytes, at, out _)];
        var length = NameLength(line, out _);
        // "Note: ..." in a text is no proof of a header; a known or hyphenated name is.
        return length > 0 && (line[..length].IndexOf((byte)'-') > 0 || IsStructural(Encoding.ASCII.GetString(line[..length])));
    }

    private static bool Folds(ReadOnlySpan<byte> bytes, int at) =>
        at < bytes.Length && bytes[at] is (byte)' ' or (byte)'\t' && !bytes[at..LineEnd(bytes, at, out _)].Trim(" \t"u8).IsEmpty;

    private static bool IsStructural(string name) => _structural.Contains(name);

    private static readonly HashSet<string> _structural = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "MIME-Version", "Received",
        "Return-Path", "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Content-ID", "Auto-Submitted", "Precedence", "List-Id",
        "X-Original-From", "X-Failed-Recipients", "X-Auto-Response-Suppress",
    };
}
