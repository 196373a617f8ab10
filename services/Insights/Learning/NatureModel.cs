namespace Inbox.Insights;

/// <summary>
/// What staff said of texts, as counts: naive Bayes over <see cref="Features"/> whose prior is what the rules say. Learning adds one to counts and forgetting takes it away again,
/// so the order makes no difference, and what is forgotten leaves nothing.
/// </summary>
internal sealed class NatureModel
{
    /// <summary>Fewer examples say nothing yet: neither all of them together, nor those of one nature for it.</summary>
    public const int Fewest = 5;

    /// <summary>How far a nature's features are drawn towards those of all examples, in features.</summary>
    private const double Drawn = 60;

    /// <summary>Features are not independent: together they say less than their sum.</summary>
    private const double Together = 0.35;

    private static readonly double RuleIsRight = Math.Log(0.65 / (0.35 / (Natures.All.Count - 1)));
    private static readonly double Clear = Math.Log(1.5);
    private readonly Dictionary<(string Nature, int Feature), int> _counts = [];
    private readonly Dictionary<int, int> _features = [];
    private readonly Dictionary<string, (int Texts, int Features)> _natures = [];
    private int _all;

    /// <summary>How many texts it learned from.</summary>
    public int Texts { get; private set; }

    public void Learn(IReadOnlyCollection<int> features, string nature) => Count(features, nature, 1);

    public void Forget(IReadOnlyCollection<int> features, string nature) => Count(features, nature, -1);

    /// <summary>What the examples make of what the rules found: another nature where they say so clearly, else the rules' own.</summary>
    public (Finding Primary, IReadOnlyList<string> Also) Judge(string text, Finding rule, IReadOnlyList<string> also)
    {
        if (Texts < Fewest)
            return (rule, also);
        var features = Features.Of(text).Where(f => _features.ContainsKey(f.Key)).ToList();
        var scores = Natures.All.Select(n => (Nature: n, Score: Score(features.Select(f => f.Key), n) + (rule.Value == n ? RuleIsRight : 0))).OrderByDescending(n => n.Score).ToList();
        if (features.Count == 0 || scores[0].Nature == rule.Value || scores[0].Score - scores[1].Score < Clear || _natures.GetValueOrDefault(scores[0].Nature).Texts < Fewest)
            return (rule, also);
        var said = features.Where(f => !f.Value.Contains(' ', StringComparison.Ordinal)).GroupBy(f => f.Value)
            .OrderByDescending(w => w.Sum(f => Said(f.Key, scores[0].Nature))).ThenBy(w => w.Key, StringComparer.Ordinal).Select(w => w.Key).Take(4);
        return (new(scores[0].Nature, Sources.Model, $"words: {string.Join(", ", said)}"), [.. also.Append(rule.Value).Where(n => n != scores[0].Nature && n != Natures.Unknown).Distinct()]);
    }

    private double Score(IEnumerable<int> features, string nature)
    {
        var known = _natures.GetValueOrDefault(nature);
        return Math.Log((known.Texts + 1.0) / (Texts + Natures.All.Count)) + (Together * features.Sum(f => Said(f, nature)));
    }

    /// <summary>How much more likely a feature is in texts of a nature than in all, as a logarithm.</summary>
    private double Said(int feature, string nature)
    {
        var usual = _features[feature] / (double)_all;
        return Math.Log((_counts.GetValueOrDefault((nature, feature)) + (Drawn * usual)) / (_natures.GetValueOrDefault(nature).Features + Drawn) / usual);
    }

    private void Count(IReadOnlyCollection<int> features, string nature, int by)
    {
        foreach (var feature in features)
        {
            Add(_counts, (nature, feature), by);
            Add(_features, feature, by);
        }
        var (texts, sum) = _natures.GetValueOrDefault(nature);
        _natures[nature] = (texts + by, sum + (by * features.Count));
        (_all, Texts) = (_all + (by * features.Count), Texts + by);
    }

    private static void Add<T>(Dictionary<T, int> counts, T key, int by)
        where T : notnull
    {
        if ((counts[key] = counts.GetValueOrDefault(key) + by) == 0)
            counts.Remove(key);
    }
}
