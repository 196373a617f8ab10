using System.Globalization;
using System.Text;

namespace Inbox.Threads;

/// <summary>
/// Which part of what was sent comes from saved replies: rows of three and more words of what was put in that still stand, unchanged and together, in the text; of a shorter one, all of it. So a name that
/// was put right in the middle costs that word, and whoever wrote everything anew has written everything.
/// </summary>
internal static class SavedParts
{
    /// <summary>Fewer words together stand in anybody's text.</summary>
    private const int Fewest = 3;

    /// <summary>A word that stands in a text more often than this is looked for at the first of its places only.</summary>
    private const int MostPlaces = 50;

    /// <summary>The parts of a text that were put in, in their order, and what they were put in from.</summary>
    public static (IReadOnlyList<string> Ids, IReadOnlyList<(int Start, int Length)> Parts) Of(string text, IReadOnlyList<InsertedText> inserted)
    {
        if (inserted.Count == 0)
            return ([], []);
        var words = Words(text);
        var places = words.Select((w, i) => (Word: text[w], Place: i)).ToLookup(w => w.Word, w => w.Place, StringComparer.Ordinal);
        var taken = new bool[words.Count];
        var ids = new List<string>();
        foreach (var one in inserted)
            if (Take([.. Words(one.Text).Select(w => one.Text[w])], [.. words.Select(w => text[w])], places, taken) && !ids.Contains(one.Id))
                ids.Add(one.Id);
        return (ids, Parts(words, taken));
    }

    /// <summary>The same parts after the text became another one.</summary>
    public static IReadOnlyList<(int Start, int Length)> Again(string before, string? parts, string after) =>
        Of(after, [.. Read(parts).Where(p => p.Start + p.Length <= before.Length).Select(p => new InsertedText("", before.Substring(p.Start, p.Length)))]).Parts;

    public static string? Write(IReadOnlyList<(int Start, int Length)> parts) =>
        parts.Count == 0 ? null : string.Join(' ', parts.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Start}+{p.Length}")));

    private static IEnumerable<(int Start, int Length)> Read(string? parts) =>
        (parts ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('+')).Select(p => (int.Parse(p[0], CultureInfo.InvariantCulture), int.Parse(p[1], CultureInfo.InvariantCulture)));

    /// <summary>Takes the longest row that begins with each word, as long as nobody has taken it.</summary>
    private static bool Take(string[] wanted, string[] words, ILookup<string, int> places, bool[] taken)
    {
        var (any, fewest) = (false, Math.Min(Fewest, wanted.Length));
        for (var i = 0; i < wanted.Length;)
        {
            var (best, length) = (0, 0);
            foreach (var place in places[wanted[i]].Take(MostPlaces).Where(p => !taken[p]))
                if (Row(wanted, i, words, place, taken) is var row && row > length)
                    (best, length) = (place, row);
            if (length >= fewest && length > 0)
                taken.AsSpan(best, length).Fill(true);
            any |= length >= fewest && length > 0;
            i += length >= fewest ? Math.Max(1, length) : 1;
        }
        return any;
    }

    private static int Row(string[] wanted, int from, string[] words, int place, bool[] taken)
    {
        var length = 0;
        while (from + length < wanted.Length && place + length < words.Length && !taken[place + length] && wanted[from + length] == words[place + length])
            length++;
        return length;
    }

    private static List<(int Start, int Length)> Parts(List<Range> words, bool[] taken)
    {
        var parts = new List<(int Start, int Length)>();
        for (var i = 0; i < words.Count; i++)
        {
            if (!taken[i])
                continue;
            var start = words[i].Start.Value;
            while (i + 1 < words.Count && taken[i + 1])
                i++;
            parts.Add((start, words[i].End.Value - start));
        }
        return parts;
    }

    /// <summary>What stands between spaces; of scripts without spaces, each ideograph or kana.</summary>
    private static List<Range> Words(string text)
    {
        var (words, start, at) = (new List<Range>(), -1, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var isAlone = rune.Value is >= 0x3040 and <= 0x30FF or >= 0x3400 and <= 0x9FFF or >= 0x20000 and <= 0x3FFFF;
            if (start >= 0 && (isAlone || Rune.IsWhiteSpace(rune)))
            {
                words.Add(start..at);
                start = -1;
            }
            if (isAlone)
                words.Add(at..(at + rune.Utf16SequenceLength));
            else if (start < 0 && !Rune.IsWhiteSpace(rune))
                start = at;
            at += rune.Utf16SequenceLength;
        }
        if (start >= 0)
            words.Add(start..at);
        return words;
    }
}
