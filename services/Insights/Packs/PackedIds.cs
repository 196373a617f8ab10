using System.Text;

namespace Inbox.Insights;

/// <summary>Ids one after the other as bytes, a third of what texts would take.</summary>
internal sealed class PackedIds(byte[] bytes, int[] ends)
{
    public static PackedIds Of(IReadOnlyCollection<string> ids)
    {
        var (bytes, ends) = (new List<byte>(), new List<int>());
        foreach (var id in ids)
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(id));
            ends.Add(bytes.Count);
        }
        return new([.. bytes], [.. ends]);
    }

    public string this[int talk] => Encoding.UTF8.GetString(Bytes(talk));

    /// <summary>Writes an id where there is room for it.</summary>
    public bool TryWrite(int talk, Span<char> to, out int length) => Encoding.UTF8.TryGetChars(Bytes(talk), to, out length);

    /// <summary>Where an id stands; -1 where it does not.</summary>
    public int Find(string id)
    {
        var wanted = Encoding.UTF8.GetBytes(id);
        for (var i = 0; i < ends.Length; i++)
            if (Bytes(i).SequenceEqual(wanted))
                return i;
        return -1;
    }

    public void Write(BinaryWriter pen)
    {
        foreach (var end in ends)
            pen.Write(end);
        pen.Write(bytes);
    }

    public static PackedIds Read(BinaryReader reader, int count)
    {
        var ends = new int[count];
        for (var i = 0; i < count; i++)
            ends[i] = reader.ReadInt32();
        return new(reader.ReadBytes(count == 0 ? 0 : ends[^1]), ends);
    }

    private ReadOnlySpan<byte> Bytes(int talk) => bytes.AsSpan((talk == 0 ? 0 : ends[talk - 1])..ends[talk]);
}
