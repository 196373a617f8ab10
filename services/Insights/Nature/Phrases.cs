namespace Inbox.Insights;

/// <summary>Words and rows of words that mean the same for a rule. A "*" at the end of an entry stands for any ending.</summary>
internal sealed class Phrases
{
    private const int ShortestBeginning = 3;
    private readonly Dictionary<string, List<string[]>> _rows = [];
    private readonly HashSet<string> _beginnings = [];

    /// <param name="entries">Entries with "_" between words, in any spelling.</param>
    public Phrases(IEnumerable<string> entries)
    {
        foreach (var entry in entries)
        {
            var words = Fold.Words(entry.Replace('_', ' ').TrimEnd('*'));
            if (words.Count == 1 && entry.EndsWith('*'))
                _beginnings.Add(words[0]);
            else if (words.Count > 0)
                Add([.. words]);
        }
    }

    /// <summary>How many words from a place on are an entry, the longest one; 0 when none is.</summary>
    public int At(IReadOnlyList<Word> words, int place)
    {
        var longest = Begins(words[place].Text) ? 1 : 0;
        if (_rows.TryGetValue(words[place].Text, out var rows))
            foreach (var row in rows)
                if (row.Length > longest && Stands(row, words, place))
                    longest = row.Length;
        return longest;
    }

    /// <summary>Every entry in a text, as it stands there; one word is counted once.</summary>
    public IEnumerable<string> In(IReadOnlyList<Word> words)
    {
        for (var i = 0; i < words.Count;)
        {
            var length = At(words, i);
            if (length > 0)
                yield return string.Join(' ', words.Skip(i).Take(length).Select(w => w.Text));
            i += Math.Max(1, length);
        }
    }

    private static bool Stands(string[] row, IReadOnlyList<Word> words, int place)
    {
        if (place + row.Length > words.Count)
            return false;
        for (var i = 1; i < row.Length; i++)
            if (words[place + i].Text != row[i] || words[place + i].Begins)
                return false;
        return true;
    }

    private bool Begins(string word)
    {
        if (_beginnings.Count == 0)
            return false;
        for (var length = ShortestBeginning; length <= word.Length; length++)
            if (_beginnings.Contains(word[..length]))
                return true;
        return false;
    }

    private void Add(string[] row)
    {
        if (!_rows.TryGetValue(row[0], out var rows))
            _rows[row[0]] = rows = [];
        rows.Add(row);
    }
}
