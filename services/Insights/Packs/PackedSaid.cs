namespace Inbox.Insights;

/// <summary>A message as far as talks are counted by it: 48 bits of its moment, 8 of what it is, 8 of its words.</summary>
internal readonly record struct PackedSaid(ulong Bits)
{
    private const ulong In = 1, Human = 2, Elsewhere = 4, OnlySent = 8, Sticker = 16;

    /// <summary>More words than this make no difference: a turn is not worth more.</summary>
    private const int MostWords = Reciprocity.MostWords;

    public long At => (long)Bits >> 16;

    public bool IsIn => (Bits >> 8 & In) != 0;

    /// <summary>Whether it is a human's, in the conversation.</summary>
    public bool IsHuman => (Bits >> 8 & (Human | OnlySent)) == Human;

    /// <summary>Whether an automation of ours said it, in the conversation.</summary>
    public bool IsBot => (Bits >> 8 & (In | Human | OnlySent | Sticker)) == 0;

    /// <summary>Whether it was said in the conversation, by whomever.</summary>
    public bool IsSaid => (Bits >> 8 & OnlySent) == 0;

    /// <summary>Whether we wrote it to one person, here.</summary>
    public bool IsSent => (Bits >> 8 & (In | Human | Elsewhere)) == Human;

    public int Words => (int)(Bits & 0xFF);

    public static PackedSaid Of(Said s)
    {
        var what = (s.IsIn ? In : 0) | (s.IsHuman ? Human : 0) | (s.IsElsewhere ? Elsewhere : 0) | (s.IsOnlySent ? OnlySent : 0) | (s.IsSticker ? Sticker : 0);
        return new(unchecked((ulong)s.At) << 16 | what << 8 | (uint)Math.Min(s.Words, MostWords));
    }
}
