using System.Text;

namespace Inbox.Mail.Mime;

/// <summary>
/// The parts of a mail (RFC 2046), found in one pass over its bytes: each line that begins with two hyphens is compared with the boundaries
/// that are open at that point, the innermost first, so that an unclosed part ends where its parent does.
/// </summary>
internal sealed class MimeTree
{
    private const int LongestBoundary = 256;
    private const int MostGuesses = 16;

    private readonly ReadOnlyMemory<byte> _data;
    private readonly MailBudget _budget;
    private readonly Defects _defects;
    private readonly List<byte[]> _open = [];
    private int[] _lengths = [];
    private int _parts;
    private int _guesses;

    /// <summary>Where reading stopped: the line of a boundary, or the end of the data.</summary>
    private readonly record struct Stop(int LineStart, int Next, int Level, bool Closing);

    private MimeTree(ReadOnlyMemory<byte> data, MailBudget budget, Defects defects) => (_data, _budget, _defects) = (data, budget, defects);

    /// <summary>Reads a whole mail, never throws; depth and number of parts are bounded by the budget.</summary>
    public static MimePart Read(ReadOnlyMemory<byte> data, MailBudget budget, Defects defects)
    {
        var tree = new MimeTree(data, budget, defects);
        return tree.Part(tree.Beginning(), 0, "text/plain", out _);
    }

    private int Beginning()
    {
        var bytes = _data.Span;
        var at = bytes.StartsWith("\xEF\xBB\xBF"u8) ? 3 : 0;
        var first = bytes[at..].IndexOfAnyExcept("\r\n"u8);
        return first > 0 ? at + first : at;
    }

    private MimePart Part(int start, int depth, string defaultType, out Stop stop)
    {
        _parts++;
        var header = HeaderBlock.Read(_data, start, _budget, _defects);
        var part = new MimePart(header.Fields, defaultType);
        if (part.MediaType.StartsWith("multipart/", StringComparison.Ordinal))
        {
            if (depth >= _budget.Depth)
                _defects.Add(MailDefect.DepthCut);
            else if (Multipart(part, header.BodyStart, depth, out stop))
                return part;
        }
        stop = Find(header.BodyStart);
        part.Body = _data[header.BodyStart..BodyEnd(header.BodyStart, stop)];
        return part;
    }

    private bool Multipart(MimePart part, int bodyStart, int depth, out Stop stop)
    {
        var child = part.MediaType == "multipart/digest" ? "message/rfc822" : "text/plain";
        var boundary = part.ContentType.GetRaw("boundary") is { Length: > 0 and <= LongestBoundary } stated ? Encoding.UTF8.GetBytes(stated.TrimEnd()) : null;
        if (boundary is { Length: > 0 and <= LongestBoundary } && Children(part, boundary, bodyStart, depth, child, out stop))
            return true;
        _defects.Add(MailDefect.BoundaryMissing);
        // Each guess looks at the rest once more: a mail gets only so many.
        var guess = ++_guesses > MostGuesses ? null : Guess(bodyStart, Find(bodyStart).LineStart);
        stop = default;
        return guess is not null && Children(part, guess, bodyStart, depth, child, out stop);
    }

    /// <summary>False when the boundary does not occur before the part ends.</summary>
    private bool Children(MimePart part, byte[] boundary, int bodyStart, int depth, string childType, out Stop stop)
    {
        var level = _open.Count;
        if (_lengths.Length == 0)
            _lengths = new int[LongestBoundary + 5];
        _open.Add(boundary);
        _lengths[boundary.Length + 2]++;
        stop = Find(bodyStart);
        if (stop.Level != level)
        {
            Close(level);
            return false;
        }
        while (stop.Level == level && !stop.Closing)
        {
            if (_parts >= _budget.Parts)
            {
                _defects.Add(MailDefect.PartsCut);
                stop = new(_data.Length, _data.Length, -1, false);
                break;
            }
            part.Children.Add(Part(stop.Next, depth + 1, childType, out stop));
        }
        Close(level);
        if (stop.Level == level)
            stop = Find(stop.Next);
        else
            _defects.Add(MailDefect.BoundaryUnclosed);
        return part.Children.Count > 0;
    }

    private void Close(int level)
    {
        _lengths[_open[level].Length + 2]--;
        _open.RemoveRange(level, _open.Count - level);
    }

    /// <summary>The next line from <paramref name="from"/> that is one of the open boundaries, or the end.</summary>
    private Stop Find(int from)
    {
        var bytes = _data.Span;
        if (_open.Count > 0)
            for (var at = from; at < bytes.Length;)
            {
                if (bytes[at..].StartsWith("--"u8))
                {
                    var line = bytes[at..HeaderBlock.LineEnd(bytes, at, out var next)].TrimEnd(" \t\r"u8);
                    if (line.Length <= LongestBoundary + 4 && Matches(line, out var level, out var closing))
                        return new(at, next, level, closing);
                    at = next;
                    if (bytes[at..].StartsWith("--"u8))
                        continue;
                    at--;
                }
                var hyphens = bytes[at..].IndexOf("\n--"u8);
                if (hyphens < 0)
                    break;
                at += hyphens + 1;
            }
        return new(bytes.Length, bytes.Length, -1, false);
    }

    private bool Matches(ReadOnlySpan<byte> line, out int level, out bool closing)
    {
        closing = false;
        level = _open.Count - 1;
        if (_lengths[line.Length] > 0)
            for (; level >= 0; level--)
                if (line[2..].SequenceEqual(_open[level]))
                    return true;
        closing = true;
        level = _open.Count - 1;
        if (line.Length >= 5 && line.EndsWith("--"u8) && _lengths[line.Length - 2] > 0)
            for (; level >= 0; level--)
                if (line[2..^2].SequenceEqual(_open[level]))
                    return true;
        return false;
    }

    /// <summary>A line of hyphens and more, right above a Content- field: what the boundary must have been.</summary>
    private byte[]? Guess(int from, int to)
    {
        var bytes = _data.Span[..to];
        for (var at = from; at < to;)
        {
            var end = HeaderBlock.LineEnd(bytes, at, out var next);
            var line = bytes[at..end].TrimEnd(" \t"u8);
            if (line.Length is > 2 and <= LongestBoundary && line.StartsWith("--"u8) && line.IndexOfAnyExcept((byte)'-') > 0 && next < to
                && Ascii.EqualsIgnoreCase(bytes[next..Math.Min(to, next + 8)], "content-"u8))
                return line[2..].ToArray();
            var hyphens = bytes[Math.Max(at, next - 1)..].IndexOf("\n--"u8);
            if (hyphens < 0)
                return null;
            at = Math.Max(at, next - 1) + hyphens + 1;
        }
        return null;
    }

    /// <summary>The line end before a boundary belongs to the boundary.</summary>
    private int BodyEnd(int from, Stop stop)
    {
        var bytes = _data.Span;
        var end = stop.LineStart;
        if (stop.Level < 0)
            return end;
        if (end > from && bytes[end - 1] == (byte)'\n')
            end--;
        if (end > from && bytes[end - 1] == (byte)'\r')
            end--;
        return Math.Max(from, end);
    }
}
