using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Inbox.Threads;

/// <summary>
/// What a tracked link is known by wherever people carry it: <c>spring-k7f3q</c>. A few words of its campaign, for people, and five letters and figures that no word ends in, so that it is found in an address, a
/// Message-ID or a text without being taken for something else.
/// </summary>
internal static class LinkReference
{
    private const int Tail = 5;
    private const int MostWords = 26;
    private const int Most = 20;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";
    private static readonly SearchValues<char> Known = SearchValues.Create(Letters);

    /// <summary>A new one.</summary>
    public static string New(string campaign)
    {
        // Letters without their accents: é is taken apart, and its accent left out.
        var plain = campaign.ToLowerInvariant().Normalize(NormalizationForm.FormD).Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark).Take(MostWords);
        var words = string.Concat(plain.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Split('-', StringSplitOptions.RemoveEmptyEntries);
        var slug = words.Length > 0 ? string.Join('-', words) : "link";
        string tail;
        do
            tail = RandomNumberGenerator.GetString(Letters, Tail);
        while (!IsTail(tail));
        return $"{slug}-{tail}";
    }

    /// <summary>All that could be one, in the order in which they stand; which are, the store tells.</summary>
    public static IEnumerable<string> In(string? text, int longest)
    {
        if (text is null)
            yield break;
        var end = Math.Min(text.Length, longest);
        for (int at = 0, found = 0; found < Most && at < end && text.AsSpan(at, end - at).IndexOf('-') is >= 0 and var next; at++)
        {
            at += next;
            if (At(text, at) is not { } reference)
                continue;
            found++;
            yield return reference;
        }
    }

    /// <summary>The one whose last dash stands there.</summary>
    private static string? At(string text, int dash)
    {
        var end = dash + 1 + Tail;
        if (end > text.Length || end < text.Length && IsPart(text[end]))
            return null;
        var begin = dash;
        while (begin > 0 && dash - begin <= MostWords && IsPart(text[begin - 1]))
            begin--;
        if (begin == dash || dash - begin > MostWords)
            return null;
        var reference = text[begin..end].ToLowerInvariant();
        return IsTail(reference.AsSpan(reference.Length - Tail)) ? reference : null;
    }

    private static bool IsPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '-';

    private static bool IsTail(ReadOnlySpan<char> text) =>
        !text.ContainsAnyExcept(Known) && text.ContainsAnyInRange('2', '7') && text.ContainsAnyInRange('a', 'z');
}
