using System.Text;

namespace Inbox.Insights;

/// <summary>In which language a text is: by its script where one script is one language, else by the likeliest of those that share it.</summary>
internal static class LanguageGuess
{
    private const int MostWords = 60;
    private const double Clear = 1.0;
    private const int FewLetters = 3;
    private static readonly string[] Cyrillic = ["ru", "uk"];
    private static readonly LanguageModel[] Models = [.. LanguageData.All.Where(d => d.Words.Length > 0).Select(d => new LanguageModel(d))];
    private static readonly LanguageModel[] OfCyrillic = [.. Models.Where(m => Cyrillic.Contains(m.Code))];
    private static readonly LanguageModel[] OfLatin = [.. Models.Where(m => !Cyrillic.Contains(m.Code))];

    /// <summary>The language, or null when there is too little to tell.</summary>
    public static Finding? Of(string text)
    {
        var words = Spelled(text);
        var scripts = new Scripts(words);
        return scripts.Largest switch
        {
            null => null,
            "Latin" => Likeliest(words, OfLatin),
            "Cyrillic" => Likeliest(words, OfCyrillic),
            var script => new(scripts.Language!, Sources.Rule, $"script: {script}"),
        };
    }

    private static Finding? Likeliest(List<string> words, LanguageModel[] models)
    {
        var scores = new double[models.Length];
        foreach (var word in words.Take(MostWords))
        {
            var each = models.Select(m => m.Score(word)).ToArray();
            var most = each.Max();
            for (var i = 0; i < each.Length; i++)
                scores[i] += Math.Max(each[i], most - LanguageModel.MostApart);
        }
        var best = Array.IndexOf(scores, scores.Max());
        var second = scores.Where((_, i) => i != best).Max();
        var known = words.Where(models[best].Knows).Distinct().Take(4).ToList();
        return words.Sum(w => w.Length) < FewLetters || known.Count == 0 && scores[best] - second < Clear ? null : new(models[best].Code, Sources.Rule, known.Count > 0 ? $"words: {string.Join(", ", known)}" : "letters");
    }

    /// <summary>Words as they are written, with their accents, in lower case.</summary>
    private static List<string> Spelled(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var piece in Fold.Pieces(text).Where(p => p[0] != '#').Append(" "))
        {
            foreach (var c in piece)
                if (char.IsLetter(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark)
                    word.Append(char.ToLowerInvariant(c));
                else
                    Take();
            Take();
        }
        return words;

        void Take()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }
}
