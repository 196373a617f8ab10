using System.Buffers.Binary;
using System.IO.Compression;

namespace Inbox.Host;

/// <summary>Draws what people photograph, with a handful of soft-edged shapes, as PNG (W3C PNG, colour type 2).</summary>
internal static class DemoPicture
{
    private const int Width = 640, Height = 420;

    public static byte[] Draw(string subject)
    {
        var shapes = DemoScene.Of(subject);
        var rows = new byte[Height * (1 + Width * 3)];
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
            {
                var at = y * (1 + Width * 3) + 1 + x * 3;
                var colour = Colour(shapes, x, y);
                (rows[at], rows[at + 1], rows[at + 2]) = ((byte)(colour >> 16), (byte)(colour >> 8), (byte)colour);
            }
        return File(rows);
    }

    private static int Colour(IReadOnlyList<DemoShape> shapes, int x, int y)
    {
        var (r, g, b) = (0f, 0f, 0f);
        foreach (var shape in shapes)
        {
            var cover = shape.Cover(x, y);
            (r, g, b) = (r + ((shape.Colour >> 16 & 255) - r) * cover, g + ((shape.Colour >> 8 & 255) - g) * cover, b + ((shape.Colour & 255) - b) * cover);
        }
        return (int)r << 16 | (int)g << 8 | (int)b;
    }

    private static byte[] File(byte[] rows)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, Width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), Height);
        (head[8], head[9]) = (8, 2);
        Chunk(file, "IHDR"u8, head);
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(rows);
        Chunk(file, "IDAT"u8, packed.ToArray());
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        byte[] named = [.. type, .. data];
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(named));
        file.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in data)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB88320u;
        }
        return ~crc;
    }
}
