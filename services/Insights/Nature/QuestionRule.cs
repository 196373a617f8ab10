using System.Buffers;

namespace Inbox.Insights;

/// <summary>Whether a text asks: by a question mark of any script, or by how a sentence begins (or ends, where a language asks so).</summary>
internal static class QuestionRule
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("?\uff1f\u061f\u037e\u055e\u1367\u2047\u2048\u2049");
    private static readonly HashSet<string> Joining = ["so", "and", "but", "then", "et", "mais", "alors", "donc", "und", "aber", "y", "pero", "please"];
    private static readonly HashSet<string> Greetings = ["hi", "hello", "hey", "good", "dear", "bonjour", "bonsoir", "salut", "coucou", "hallo", "guten", "moin", "servus", "hola", "buenos", "buenas"];

    /// <summary>By what it asks; null when it does not.</summary>
    public static string? Of(string text, IReadOnlyList<Word> words, LanguageData? language)
    {
        foreach (var piece in Fold.Pieces(text))
            if (piece.AsSpan().IndexOfAny(Marks) is var at and >= 0)
                return $"mark: {piece[at]}";
        // The Greek mark is mostly typed as a semicolon.
        if (language?.Code == "el" && text.TrimEnd().EndsWith(';'))
            return "mark: ;";
        return language is null ? null : Opening(words, language) ?? Between(text, language);
    }

    private static string? Opening(IReadOnlyList<Word> words, LanguageData language)
    {
        var (openings, greetings) = (language.Of("openings"), language.Of("smalltalk"));
        for (var i = 0; i < words.Count; i++)
        {
            var first = words[i].Begins ? First(words, i, greetings) : i;
            // In the middle of a sentence one word is not enough: ", how nice".
            var length = words[i].Begins || IsClause(words, i) ? openings.At(words, first) : 0;
            if (length > (words[i].Begins ? 0 : 1) && !(language.Code == "en" && first + length < words.Count && words[first + length].Text == "t")) // "can't wait" asks nothing
                return $"opening: {string.Join(' ', words.Skip(first).Take(length).Select(w => w.Text))}";
        }
        return null;
    }

    private static bool IsClause(IReadOnlyList<Word> words, int at) => words[at].Follows || at > 0 && Joining.Contains(words[at - 1].Text);

    /// <summary>The first word after a greeting: "hi there, how do I…".</summary>
    private static int First(IReadOnlyList<Word> words, int from, Phrases greetings)
    {
        var at = from;
        while (at < words.Count - 1 && at < from + 3 && !words[at + 1].Begins && greetings.At(words, at) == 1 && words[at].Text.Length > 1)
            at++;
        return at > from && Greetings.Contains(words[from].Text) ? at : from;
    }

    private static string? Between(string text, LanguageData language)
    {
        var sentences = text.Split(['。', '！', '!', '.', '\n', '…'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return sentences.Select(s => Array.Find(language.Endings, e => s.EndsWith(e, StringComparison.Ordinal)) ?? Array.Find(language.Inside, i => s.Contains(i, StringComparison.Ordinal)))
            .FirstOrDefault(found => found is not null) is { } found ? $"words: {found}" : null;
    }
}
