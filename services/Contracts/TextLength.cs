using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Inbox.Contracts;

/// <summary>How long a text is to a platform.</summary>
public static partial class TextLength
{
    /// <summary>What an address counts, however long it is, where texts are weighted.</summary>
    public const int WeightOfLink = 23;

    /// <summary>The length of a text as <paramref name="counts"/> says.</summary>
    public static int Of(string text, TextCount counts) => counts switch
    {
        TextCount.CodePoints => text.EnumerateRunes().Count(),
        TextCount.Graphemes => new StringInfo(text).LengthInTextElements,
        TextCount.Bytes => Encoding.UTF8.GetByteCount(text),
        TextCount.Weighted => Weight(text),
        TextCount.GraphemesAndLinks => new StringInfo(Link().Replace(text, "")).LengthInTextElements + Link().Count(text) * WeightOfLink,
        TextCount.HtmlBytes => Encoding.UTF8.GetByteCount(text) + 4 * text.Count(c => c == '&') + 3 * text.Count(c => c is '<' or '>'),
        _ => text.Length,
    };

    private static int Weight(string text)
    {
        var links = Link().Count(text);
        var elements = StringInfo.GetTextElementEnumerator(Link().Replace(text, "").Normalize(NormalizationForm.FormC));
        var weight = links * WeightOfLink;
        while (elements.MoveNext())
        {
            var runes = elements.GetTextElement().EnumerateRunes().ToList();
            // What is drawn as one picture counts as one, however many code points it is made of.
            weight += runes.Count > 1 && runes.Exists(r => !IsLight(r)) ? 2 : runes.Sum(r => IsLight(r) ? 1 : 2);
        }
        return weight;
    }

    private static bool IsLight(Rune rune) => rune.Value is <= 4351 or (>= 8192 and <= 8205) or (>= 8208 and <= 8223) or (>= 8242 and <= 8247);

    [GeneratedRegex(@"https?://\S+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
