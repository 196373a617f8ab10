using System.Text.RegularExpressions;

namespace Inbox.Insights;

/// <summary>
/// What may leave: a person's words without names, addresses, numbers and links. Pure. Rather a word too many is taken out: what is written like a name in the middle of a sentence is one,
/// except in German, where every noun is.
/// </summary>
internal static partial class SentText
{
    /// <summary>The most characters of a text that are looked at.</summary>
    public const int Longest = Fold.Longest;

    private const int ShortestName = 2;
    private const int LongestSignature = 4;
    private const string Name = "[name]", Address = "[address]", Number = "[number]", Link = "[link]";

    /// <summary>The text to send.</summary>
    /// <param name="text">What the person wrote.</param>
    /// <param name="names">What they are called, on all their channels.</param>
    /// <param name="language">The language, when it is known.</param>
    public static string Of(string text, IEnumerable<string> names, string? language)
    {
        var bare = Cut(text);
        bare = Mails().Replace(bare, Address);
        bare = Links().Replace(bare, Link);
        bare = Handles().Replace(bare, Name);
        bare = Streets().Replace(bare, Address);
        bare = Numbers().Replace(bare, Number);
        var known = names.SelectMany(n => Words().Matches(n)).Select(w => w.Value).Where(w => w.Length >= ShortestName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Several().Replace(WithoutNames(bare, known, language == "de"), Name).Trim();
    }

    /// <summary>As much of a text as is looked at, never half of a pair.</summary>
    public static string Cut(string text) => text.Length <= Longest ? text : text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)];

    private static string WithoutNames(string text, HashSet<string> known, bool allNouns)
    {
        var words = Words().Matches(text);
        var signature = Signature(text);
        var named = new bool[words.Count];
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            named[i] = !IsPlaceholder(text, word) && (known.Contains(word.Value) || known.Contains(Owner(word.Value)) || word.Index >= signature || (!allNouns && IsNameLike(text, word)));
            // "Ann Miller" where a sentence begins: the first is one when the second is.
            if (named[i] && i > 0 && IsCapital(words[i - 1].Value) && !IsPlaceholder(text, words[i - 1]) && word.Index - words[i - 1].Index - words[i - 1].Length == 1 && text[word.Index - 1] == ' ')
                named[i - 1] = true;
        }
        for (var i = words.Count - 1; i >= 0; i--)
            if (named[i])
                text = string.Concat(text.AsSpan(0, words[i].Index), Name, text.AsSpan(words[i].Index + words[i].Length));
        return text;
    }

    private static bool IsPlaceholder(string text, Match word) => word.Index > 0 && text[word.Index - 1] == '[' && word.Index + word.Length < text.Length && text[word.Index + word.Length] == ']';

    /// <summary>Whose it is, of "Ann's".</summary>
    private static string Owner(string word) => word.EndsWith("'s", StringComparison.OrdinalIgnoreCase) || word.EndsWith("’s", StringComparison.OrdinalIgnoreCase) ? word[..^2] : word;

    private static bool IsNameLike(string text, Match word) => IsCapital(word.Value) && word.Length >= ShortestName && !word.Value.StartsWith("I'", StringComparison.Ordinal) && !word.Value.StartsWith("I’", StringComparison.Ordinal) && !Begins(text, word.Index);

    /// <summary>Written with one capital, its first; a word in capitals alone is loud, not a name.</summary>
    private static bool IsCapital(string word) => char.IsUpper(word[0]) && (word.Length == 1 || word.Any(char.IsLower));

    private static bool Begins(string text, int at)
    {
        var before = at - 1;
        while (before >= 0 && text[before] is ' ' or '"' or '“' or '«' or '(' or '-' or '*' or '\'' or '\u00a0' or '\u202f' or '¿' or '¡')
            before--;
        return before < 0 || text[before] is '\n' or '\r' or '.' or '!' or '?' or '…' or ':';
    }

    /// <summary>Where the last line begins, when it is a few words that are all written like names and there was something before it; else behind the end.</summary>
    private static int Signature(string text)
    {
        var end = text.TrimEnd().Length;
        var line = end == 0 ? -1 : text.LastIndexOf('\n', end - 1);
        var words = line < 0 ? [] : Words().Matches(text[line..end]).Select(w => w.Value).ToList();
        return words.Count is > 0 and <= LongestSignature && words.TrueForAll(IsCapital) ? line : text.Length;
    }

    [GeneratedRegex(@"[^\s<>""]+@[^\s<>""]+\.[^\s<>"",;]+", RegexOptions.None, 1000)]
    private static partial Regex Mails();

    [GeneratedRegex(@"\b[a-z][a-z0-9+.-]{0,20}://\S+|\bwww\.\S+|\b(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}\b(?:/\S*)?", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Links();

    [GeneratedRegex(@"(?<!\w)@[\w.-]{2,}", RegexOptions.None, 1000)]
    private static partial Regex Handles();

    [GeneratedRegex(@"(?i:\b\d{1,5}\s?(?:bis|ter)?,?\s(?:rue|avenue|av\.|boulevard|bd|place|chemin|allée|impasse|quai|route|cours)\s[^\n,.;]{1,60})|\b\d{1,5}\s(?:\p{Lu}[\w'’-]{0,30}\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Way|Court|Square|Close|Crescent)\b\.?|(?i:\b\p{L}{2,40}(?:straße|strasse|str\.|weg|platz|gasse|allee)\s\d{1,5}\w?\b)", RegexOptions.None, 1000)]
    private static partial Regex Streets();

    /// <summary>Five digits and more, however they are parted: telephones, orders, accounts, post codes. Three and more behind letters: AB-1234.</summary>
    [GeneratedRegex(@"\b\p{Lu}{1,6}[-#]?\d{3,}\w{0,8}\b|[A-Z+(]{0,4}\d(?:[ \u00a0\u202f().\-/]{0,3}[\dA-Z]{0,2}\d){4,}\w{0,4}", RegexOptions.None, 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\p{L}[\p{L}\p{M}'’\-]*", RegexOptions.None, 1000)]
    private static partial Regex Words();

    [GeneratedRegex(@"\[name\](?:[ ,]{1,2}\[name\])+", RegexOptions.None, 1000)]
    private static partial Regex Several();
}
