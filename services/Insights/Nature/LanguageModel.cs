namespace Inbox.Insights;

/// <summary>How likely a word is in one language: as one of its frequent words, else by the rows of letters that those words are made of.</summary>
internal sealed class LanguageModel
{
    /// <summary>No single word (a name, a foreign one) speaks louder than this, in natural logarithms.</summary>
    public const double MostApart = 7;

    private const double ForListed = 0.6;
    private const int ShortestRare = 4;
    private const double RareRank = 600;
    private readonly Dictionary<string, double> _words = [];
    private readonly Dictionary<string, double> _bare = [];
    private readonly Dictionary<long, double> _three = [];
    private readonly Dictionary<long, double> _two = [];
    private readonly Dictionary<char, double> _one = [];
    private readonly double _all;

    public LanguageModel(LanguageData data)
    {
        Code = data.Code;
        for (var rank = 0; rank < data.Words.Length; rank++)
        {
            // Frequent words are short and alike everywhere: what a language looks like is told by the others too.
            Learn(data.Words[rank], 0.02 + (1.0 / (rank + 20)));
            foreach (var part in data.Words[rank].Split('\'', StringSplitOptions.RemoveEmptyEntries))
                _words.TryAdd(part, ForListed / ((rank + 12) * Math.Log(data.Words.Length + 12)));
        }
        foreach (var letter in data.Letters)
            Add(_one, letter, 0.3);
        _all = _one.Values.Sum();
        foreach (var (word, likely) in _words)
            if (Fold.Plain(word) is var bare && bare != word)
                _bare.TryAdd(bare, likely / 3);
        foreach (var rare in data.Rules.Where(w => w.Length >= ShortestRare))
            _bare.TryAdd(rare, ForListed / (RareRank * Math.Log(RareRank)));
    }

    public string Code { get; }

    public bool Knows(string word) => _words.ContainsKey(word) || _bare.ContainsKey(word);

    /// <summary>The logarithm of how likely a word is.</summary>
    public double Score(string word) =>
        Math.Log(_words.GetValueOrDefault(word, _bare.GetValueOrDefault(word)) + ((1 - ForListed) * Math.Exp(Spelled(word))));

    private double Spelled(string word)
    {
        double sum = 0;
        var (before, last) = (' ', ' ');
        foreach (var c in word.Length > 20 ? word[..20] : word)
            (sum, before, last) = (sum + Math.Log(Next(before, last, c)), last, c);
        return sum + Math.Log(Next(before, last, ' '));
    }

    /// <summary>How likely a letter is after two others; where those two were never seen together, after one, or at all.</summary>
    private double Next(char before, char last, char c)
    {
        var alone = (_one.GetValueOrDefault(c) + 0.002) / (_all + 0.3);
        var two = Share(_two, Key(last, c), Key(last, '\0'), alone, 0.25);
        return Share(_three, Key(before, last, c), Key(before, last, '\0'), two, 0.15);
    }

    private static double Share(Dictionary<long, double> counts, long key, long all, double otherwise, double weight) =>
        (counts.GetValueOrDefault(key) + (weight * otherwise)) / (counts.GetValueOrDefault(all) + weight);

    private void Learn(string word, double weight)
    {
        var (before, last) = (' ', ' ');
        foreach (var c in $"{word} ")
        {
            Add(_one, c, weight);
            Add(_two, Key(last, c), weight);
            Add(_two, Key(last, '\0'), weight);
            Add(_three, Key(before, last, c), weight);
            Add(_three, Key(before, last, '\0'), weight);
            (before, last) = (last, c);
        }
    }

    private static void Add<T>(Dictionary<T, double> counts, T key, double weight)
        where T : notnull => counts[key] = counts.GetValueOrDefault(key) + weight;

    private static long Key(char one, char two, char three = '\u0001') => ((long)one << 32) | ((long)two << 16) | three;
}
