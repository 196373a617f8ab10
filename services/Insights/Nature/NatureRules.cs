namespace Inbox.Insights;

/// <summary>What a text is: each nature by its own words. What somebody asks comes first, since they wait for it; spam before everything.</summary>
internal static class NatureRules
{
    private const int SpamWords = 2;
    private const int LongestSmallTalk = 12;
    private static readonly string[] ByWords = [Natures.Objection, Natures.Complaint, Natures.Idea, Natures.Purchase, Natures.Praise];

    public static (Finding Primary, IReadOnlyList<string> Also) Of(string text, IReadOnlyList<Word> words, LanguageData? language, (double Score, Finding Found) sentiment)
    {
        var found = Found(text, words, language, sentiment).ToList();
        return found.Count == 0 ? (new(Natures.Unknown, Sources.Rule, ""), []) : (found[0], [.. found.Skip(1).Select(f => f.Value).Distinct()]);
    }

    private static IEnumerable<Finding> Found(string text, IReadOnlyList<Word> words, LanguageData? language, (double Score, Finding Found) sentiment)
    {
        if (Spam(text, words, language) is { } spam)
            yield return spam;
        if (QuestionRule.Of(text, words, language) is { } asks)
            yield return new(Natures.Question, Sources.Rule, asks);
        if (SmallTalk(words, language) is { } talk)
        {
            yield return talk;
            yield break;
        }
        var said = language is null ? [] : ByWords.Select(n => (Nature: n, Words: language.Of(n).In(words).Distinct().ToList())).Where(n => n.Words.Count > 0).ToList();
        // Praise and complaint by their words only where the whole does not say the contrary ("not great", "no problem").
        said.RemoveAll(n => n.Nature == Natures.Praise && sentiment.Score < 0 || n.Nature == Natures.Complaint && sentiment.Score > 1);
        foreach (var (nature, by) in said.OrderByDescending(n => n.Words.Count))
            yield return new(nature, Sources.Rule, $"words: {string.Join(", ", by.Take(4))}");
        if (said.Count == 0 && sentiment.Found.Value != Natures.Neutral)
            yield return sentiment.Found with { Value = sentiment.Found.Value == Natures.Positive ? Natures.Praise : Natures.Complaint };
    }

    /// <summary>One sure sign is not enough: a customer may pay in bitcoin. A link makes the second one.</summary>
    private static Finding? Spam(string text, IReadOnlyList<Word> words, LanguageData? language)
    {
        var signs = new[] { language, LanguageData.Find("en") }.OfType<LanguageData>().Distinct().SelectMany(l => l.Of(Natures.Spam).In(words)).Distinct().ToList();
        if (signs.Count > 0 && text.Contains("://", StringComparison.Ordinal))
            signs.Add("://");
        return signs.Count >= SpamWords ? new(Natures.Spam, Sources.Rule, $"words: {string.Join(", ", signs.Take(4))}") : null;
    }

    /// <summary>Greetings, thanks and wishes and nothing else; or no word at all.</summary>
    private static Finding? SmallTalk(IReadOnlyList<Word> words, LanguageData? language)
    {
        if (words.Count == 0)
            return new(Natures.SmallTalk, Sources.Rule, "");
        var talk = (language ?? LanguageData.Find("en")!).Of(Natures.SmallTalk);
        return words.Count <= LongestSmallTalk && Enumerable.Range(0, words.Count).All(i => talk.At(words, i) > 0)
            ? new(Natures.SmallTalk, Sources.Rule, $"words: {string.Join(", ", words.Take(4).Select(w => w.Text))}")
            : null;
    }
}
