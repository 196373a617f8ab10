using System.Text;

namespace Inbox.Insights;

/// <summary>What a text is learned by: its words, pairs of them, and rows of letters, so that endings and languages without spaces count too. Hashed: the words cannot be read back.</summary>
internal static class Features
{
    /// <summary>No text speaks louder than this many features.</summary>
    public const int Most = 400;

    private const int Buckets = 1 << 20;
    private const int Row = 4;
    private const int ShortRow = 2;

    /// <summary>Features with the words that they were made of; each once.</summary>
    public static IReadOnlyDictionary<int, string> Of(string text)
    {
        var found = new Dictionary<int, string>();
        var before = "";
        foreach (var word in Fold.Read(text).Select(w => w.Text).Take(Most))
        {
            Add(found, $"w:{word}", word);
            if (before.Length > 0)
                Add(found, $"p:{before} {word}", $"{before} {word}");
            var row = word.Any(c => c > '\u2e7f') ? ShortRow : Row;
            for (var i = 0; i + row <= word.Length; i++)
                Add(found, $"r:{word.AsSpan(i, row)}", word);
            before = word;
        }
        return found;
    }

    private static void Add(Dictionary<int, string> found, string feature, string word)
    {
        if (found.Count < Most)
            found.TryAdd(Hash(feature), word);
    }

    /// <summary>FNV-1a: the same on every machine, since hashes are stored.</summary>
    private static int Hash(string feature)
    {
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(feature))
            hash = (hash ^ b) * 16777619u;
        return (int)((hash ^ (hash >> 20)) % Buckets);
    }
}
