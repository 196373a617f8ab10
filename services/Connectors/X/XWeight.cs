using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Inbox.Connectors.X;

/// <summary>How long the platform takes a post to be (docs.x.com/fundamentals/counting-characters): every address counts 23, every emoji 2, most letters 1, those of Chinese, Japanese and Korean 2.</summary>
internal static partial class XWeight
{
    private const int Address = 23, Emoji = 2;

    public static int Of(string text)
    {
        text = text.Normalize(NormalizationForm.FormC);
        var addresses = Addresses().Matches(text);
        return addresses.Count * Address + Letters(Addresses().Replace(text, ""));
    }

    private static int Letters(string text)
    {
        var weight = 0;
        for (var signs = StringInfo.GetTextElementEnumerator(text); signs.MoveNext();)
        {
            var runes = signs.GetTextElement().EnumerateRunes().Select(r => r.Value).ToList();
            weight += runes.Count > 1 && runes.Exists(IsPictorial) ? Emoji : runes.Sum(Weight);
        }
        return weight;
    }

    private static bool IsPictorial(int rune) => rune is >= 0x1f000 and <= 0x1faff or 0xfe0f or 0x20e3;

    /// <summary>The ranges of the platform's own configuration, version 3.</summary>
    private static int Weight(int rune) => rune is <= 4351 or (>= 8192 and <= 8205) or (>= 8208 and <= 8223) or (>= 8242 and <= 8247) ? 1 : 2;

    /// <summary>With a scheme, or a name under one of the usual ends; the platform knows more ends and counts those itself.</summary>
    [GeneratedRegex(@"(?<![\w@.])(?:https?://[^\s/?#]+\.[^\s/?#]+(?:[/?#][^\s]*)?|(?:[a-z0-9-]+\.)+(?:com|org|net|info|io|co|eu|de|fr|uk|ch|at|es|it|nl|be|us|shop|store)(?![\w-])(?:/[^\s]*)?)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Addresses();
}
