namespace Inbox.Insights;

/// <summary>How the author feels: words that are liked or disliked, turned round by a "not" before them, made stronger by a "very"; emoji count too.</summary>
internal static class SentimentRule
{
    private const int Reach = 3;
    private const double Enough = 0.4;

    public static (double Score, Finding Found) Of(string text, IReadOnlyList<Word> words, LanguageData? language)
    {
        var (score, evidence) = (0.0, new List<(double Weight, string Word)>());
        foreach (var known in language is { } one ? [one] : new[] { LanguageData.Find("en")!, LanguageData.Find("fr")! })
            evidence.AddRange(Weights(words, known));
        evidence.AddRange(Emoji(text));
        score = evidence.Sum(e => e.Weight);
        var value = score >= Enough ? Natures.Positive : score <= -Enough ? Natures.Negative : Natures.Neutral;
        var said = evidence.Where(e => value == Natures.Neutral || Math.Sign(e.Weight) == Math.Sign(score)).Select(e => e.Word).Distinct().Take(4).ToList();
        return (score, new(value, Sources.Rule, said.Count == 0 ? "" : $"words: {string.Join(", ", said)}"));
    }

    private static IEnumerable<(double, string)> Weights(IReadOnlyList<Word> words, LanguageData language)
    {
        var (good, bad, not, more) = (language.Of("positive"), language.Of("negative"), language.Of("negation"), language.Of("more"));
        for (var i = 0; i < words.Count;)
        {
            var (up, down) = (good.At(words, i), bad.At(words, i));
            var length = Math.Max(up, down);
            if (length > 0)
            {
                var weight = up >= down ? 1.0 : -1.0;
                var turned = Before(words, i, not) && length == 1;
                weight *= (turned ? -0.8 : 1) * (Before(words, i, more, 1) ? 1.5 : 1);
                yield return (weight, (turned ? "not " : "") + string.Join(' ', words.Skip(i).Take(length).Select(w => w.Text)));
            }
            i += Math.Max(1, length);
        }
    }

    /// <summary>Whether one of these stands shortly before a word, in the same sentence.</summary>
    private static bool Before(IReadOnlyList<Word> words, int at, Phrases these, int reach = Reach)
    {
        for (var i = at; i > 0 && at - i < reach && !words[i].Begins; i--)
            if (these.At(words, i - 1) > 0)
                return true;
        return false;
    }

    private static IEnumerable<(double, string)> Emoji(string text)
    {
        var looked = text.Length > Fold.Longest ? text[..Fold.Longest] : text;
        foreach (var (section, weight) in new[] { ("positive", 1.0), ("negative", -1.0) })
            foreach (var face in LanguageData.Any.Entries[section])
                if (char.IsAscii(face[0]) && face[0] is not '<' ? Fold.Pieces(looked).Contains(face, StringComparer.OrdinalIgnoreCase) : looked.Contains(face, StringComparison.Ordinal))
                    yield return (weight, face);
    }
}
