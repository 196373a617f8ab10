using System.Globalization;
using System.Text;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>
/// Text as search sees it, for both databases alike: letters and digits in lower case without accents, everything else a space, and each Chinese,
/// Japanese or Korean character a word of its own, since those scripts put no spaces.
/// </summary>
internal static class SearchText
{
    /// <summary>How much of one message can be found; PostgreSQL takes no more than 1 MB, and nobody looks for the rest.</summary>
    private const int Most = 60_000;

    private const int MostWords = 12;

    public static string Fold(params ReadOnlySpan<string?> parts)
    {
        var folded = new StringBuilder();
        foreach (var part in parts)
            if (!string.IsNullOrEmpty(part) && folded.Length < Most)
                Fold(part, folded);
        return folded.ToString();
    }

    /// <summary>
    /// What a message is found by. Its account is among the words, so that whoever sees only some accounts need not walk past all that others wrote.
    /// </summary>
    public static string OfMessage(string accountId, string? subject, Party author, string said) =>
        Fold(OfAccount(accountId), subject, author.Name, author.Handle, author.Address, said);

    public static string OfAccount(string accountId) => $"account{Fold(accountId).Replace(" ", "", StringComparison.Ordinal)}";

    /// <summary>
    /// The words of a query; a word of several tokens (Chinese) is a phrase. From its third letter on a word may go on: all words that begin with one or
    /// two letters are most of what there is, and collecting them took 0.8 s among a million messages.
    /// </summary>
    /// <param name="query">As a person typed it.</param>
    /// <param name="letters">From how many letters on a word may go on.</param>
    public static IReadOnlyList<SearchWord> Words(string? query, int letters = 3) =>
        string.IsNullOrWhiteSpace(query)
            ? []
            : [.. query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Select(w => Fold(w).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(w => w.Length > 0)
                .Take(MostWords)
                .Select(w => new SearchWord(w, w[^1].Length >= letters))];

    /// <summary>Whether a folded text has all words, as the databases see it.</summary>
    public static bool Has(string folded, IReadOnlyList<SearchWord> words)
    {
        var tokens = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.All(w => Enumerable.Range(0, Math.Max(0, tokens.Length - w.Tokens.Count + 1)).Any(at => StandsAt(tokens, at, w)));
    }

    private static bool StandsAt(string[] tokens, int at, SearchWord word)
    {
        var last = word.Tokens.Count - 1;
        for (var i = 0; i < last; i++)
            if (tokens[at + i] != word.Tokens[i])
                return false;
        return word.GoesOn ? tokens[at + last].StartsWith(word.Tokens[last], StringComparison.Ordinal) : tokens[at + last] == word.Tokens[last];
    }

    private static void Fold(string text, StringBuilder to)
    {
        if (to.Length > 0)
            to.Append(' ');
        var cut = text.Length > Most ? text.AsSpan(0, Most) : text;
        if (Ascii.IsValid(cut))
        {
            foreach (var c in cut)
                to.Append(char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ');
            return;
        }
        foreach (var rune in Clean.Text(cut.ToString()).Normalize(NormalizationForm.FormKD).EnumerateRunes())
            if (IsWordless(rune))
                to.Append(' ').Append(rune.ToString()).Append(' ');
            else if (Rune.IsLetterOrDigit(rune))
                to.Append(Rune.ToLowerInvariant(rune).ToString());
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format))
                to.Append(' ');
    }

    private static bool IsWordless(Rune rune) => rune.Value is >= 0x3040 and <= 0x30FF or >= 0x3400 and <= 0x9FFF or >= 0xAC00 and <= 0xD7AF or >= 0x1100 and <= 0x11FF or >= 0x20000 and <= 0x3FFFF;
}
