using System.Buffers.Binary;
using System.Text;
using Inbox.Mail.Charsets;

namespace Inbox.Mail.Mime;

/// <summary>The files inside a winmail.dat of Outlook (MS-OXTNEF): their names and contents; everything else in it is stepped over.</summary>
internal static class Tnef
{
    private const uint Signature = 0x223E9F78;
    private const uint AttachRenderData = 0x00069002, AttachTitle = 0x00018010, AttachData = 0x0006800F, AttachProperties = 0x00069005;
    private const uint LongFileName = 0x3707, DisplayName = 0x3001;

    public static List<(string Name, ReadOnlyMemory<byte> Content)> Files(ReadOnlyMemory<byte> data, int limit)
    {
        var files = new List<(string, ReadOnlyMemory<byte>)>();
        var bytes = data.Span;
        if (bytes.Length < 6 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Signature)
            return files;
        string? title = null, longName = null;
        ReadOnlyMemory<byte>? content = null;
        // Level (1), attribute (4), length (4), value, checksum (2).
        for (var at = 6; at + 9 <= bytes.Length;)
        {
            var attribute = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 1)..]);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 5)..]);
            at += 9;
            if (length > bytes.Length - at)
                break;
            var value = data.Slice(at, (int)length);
            at += (int)length + 2;
            switch (attribute)
            {
                case AttachRenderData:
                    Keep();
                    break;
                case AttachTitle:
                    title = TextBytes.Decode(value.Span.TrimEnd((byte)0), null, html: false);
                    break;
                case AttachData:
                    content = value;
                    break;
                case AttachProperties:
                    longName = PropertyText(value.Span) ?? longName;
                    break;
            }
        }
        Keep();
        return files;

        void Keep()
        {
            if (content is { } bytes && files.Count < limit)
                files.Add((longName ?? title ?? "", bytes));
            title = longName = null;
            content = null;
        }
    }

    /// <summary>The long file name among the MAPI properties of an attachment; stops at the first property of a kind that it does not know.</summary>
    private static string? PropertyText(ReadOnlySpan<byte> bytes)
    {
        string? display = null;
        if (bytes.Length < 4)
            return null;
        var count = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        var at = 4;
        for (var i = 0; i < count && at + 4 <= bytes.Length; i++)
        {
            var type = BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
            var id = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 2)..]);
            at += 4;
            if (id >= 0x8000)
                break;
            switch (type)
            {
                case 0x0002 or 0x0003 or 0x0004 or 0x000A or 0x000B: at += 4; break;
                case 0x0005 or 0x0006 or 0x0007 or 0x0014 or 0x0040: at += 8; break;
                case 0x0048: at += 16; break;
                case 0x001E or 0x001F or 0x0102 or 0x000D:
                    if (at + 8 > bytes.Length)
                        return display;
                    var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]);
                    at += 8;
                    if (length > bytes.Length - at)
                        return display;
                    if (id is (ushort)LongFileName or (ushort)DisplayName && type is 0x001E or 0x001F)
                    {
                        var raw = bytes.Slice(at, (int)length);
                        var text = type == 0x001F ? Encoding.Unicode.GetString(raw).TrimEnd('\0') : TextBytes.Decode(raw.TrimEnd((byte)0), null, html: false);
                        if (id == LongFileName)
                            return text;
                        display = text;
                    }
                    at += ((int)length + 3) & ~3;
                    break;
                default: return display;
            }
        }
        return display;
    }
}
