using Inbox.Mail.Charsets;

namespace Inbox.Mail.Mime;

/// <summary>Files that old mailers put into the text: <c>begin 644 name</c>, lines, <c>end</c>.</summary>
internal static class Uuencode
{
    public readonly record struct Block(string Name, ReadOnlyMemory<byte> Content, int Start, int End);

    /// <summary>The content of the first block, or null when there is none.</summary>
    public static ReadOnlyMemory<byte>? First(ReadOnlyMemory<byte> text) => Find(text, 1) is [var block, ..] ? block.Content : null;

    /// <summary>The blocks in a text in order, at most <paramref name="limit"/>.</summary>
    public static List<Block> Find(ReadOnlyMemory<byte> text, int limit)
    {
        var bytes = text.Span;
        var blocks = new List<Block>();
        var from = 0;
        while (from < bytes.Length && blocks.Count < limit)
        {
            var at = bytes[from..].IndexOf("begin "u8);
            if (at < 0)
                break;
            at += from;
            from = at + 6;
            if (at > 0 && bytes[at - 1] != (byte)'\n')
                continue;
            var end = HeaderBlock.LineEnd(bytes, at, out var next);
            if (Name(bytes[(at + 6)..end]) is not { } name || Read(bytes, ref next) is not { } content)
                continue;
            blocks.Add(new(name, content, at, next));
            from = next;
        }
        return blocks;
    }

    private static string? Name(ReadOnlySpan<byte> line)
    {
        var mode = line.IndexOf((byte)' ');
        if (mode is < 3 or > 5 || line[..mode].IndexOfAnyExceptInRange((byte)'0', (byte)'7') >= 0)
            return null;
        return CleanText.OneLine(TextBytes.Decode(line[(mode + 1)..], null, html: false));
    }

    /// <summary>Null unless every line has the length that it states: prose that happens to begin with "begin" stays prose.</summary>
    private static byte[]? Read(ReadOnlySpan<byte> bytes, ref int position)
    {
        var content = new MemoryStream();
        while (position < bytes.Length)
        {
            var end = HeaderBlock.LineEnd(bytes, position, out var next);
            var line = bytes[position..end];
            position = next;
            if (line.SequenceEqual("end"u8))
                return content.ToArray();
            if (line.IsEmpty || line is [(byte)'`'])
                continue;
            var length = (line[0] - 32) & 63;
            if (line[0] is < 32 or > 96 || line.Length - 1 < (length * 8 + 5) / 6 - 2)
                return null;
            for (int i = 1, left = length; left > 0; i += 4, left -= 3)
            {
                var group = Six(line, i) << 18 | Six(line, i + 1) << 12 | Six(line, i + 2) << 6 | Six(line, i + 3);
                content.WriteByte((byte)(group >> 16));
                if (left > 1)
                    content.WriteByte((byte)(group >> 8));
                if (left > 2)
                    content.WriteByte((byte)group);
            }
        }
        return content.Length > 0 ? content.ToArray() : null;
    }

    private static int Six(ReadOnlySpan<byte> line, int at) => at < line.Length ? (line[at] - 32) & 63 : 0;
}
