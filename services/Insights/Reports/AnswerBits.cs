namespace Inbox.Insights;

/// <summary>Answers that may be there: one that is, always; another one seldom. Their keys are hashes already, so some bits of a key say its place.</summary>
/// <param name="size">How many places, a power of two.</param>
internal sealed class AnswerBits(int size)
{
    /// <summary>Places for some ten thousand, and for some million.</summary>
    public const int Some = 1 << 20, Many = 1 << 25;

    private readonly ulong[] _bits = new ulong[size >> 6];

    /// <summary>Whether it was certainly not there before.</summary>
    public bool Add(ulong answer)
    {
        ref var bits = ref _bits[Place(answer)];
        var bit = 1ul << (int)(answer >> 32 & 63);
        var isNew = (bits & bit) == 0;
        bits |= bit;
        return isNew;
    }

    public bool MayHave(ulong answer) => (_bits[Place(answer)] >> (int)(answer >> 32 & 63) & 1) != 0;

    private int Place(ulong answer) => (int)answer & _bits.Length - 1;
}
