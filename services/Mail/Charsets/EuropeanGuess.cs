using System.Text;

namespace Inbox.Mail.Charsets;

/// <summary>Text in Latin letters with accents: Western, unless it would show signs such as ³ and ¿ inside of words (Polish and its neighbours), or þ and ð without Icelandic vowels (Turkish).</summary>
internal static class EuropeanGuess
{
    private static readonly Encoding _latin2 = Charset.Find("iso-8859-2")!;
    private static readonly Encoding _windows1250 = Charset.Find("windows-1250")!;
    private static readonly Encoding _windows1254 = Charset.Find("windows-1254")!;

    public static Encoding Find(ReadOnlySpan<byte> sample)
    {
        var western = Charset.Windows1252.GetString(sample);
        if (Signs(western) is var odd and >= 2)
        {
            var (latin2, windows) = (Signs(_latin2.GetString(sample)), Signs(_windows1250.GetString(sample)));
            if (Math.Min(latin2, windows) * 2 < odd)
                return latin2 <= windows ? _latin2 : _windows1250;
        }
        return IsTurkish(western) ? _windows1254 : Charset.Windows1252;
    }

    /// <summary>How many high signs touch a letter and are none.</summary>
    private static int Signs(string text)
    {
        var signs = 0;
        for (var i = 0; i < text.Length; i++)
            if (text[i] >= '\u0080' && !char.IsLetter(text[i]) && !IsPunctuation(text[i])
                && (i > 0 && char.IsAsciiLetterLower(text[i - 1]) || i + 1 < text.Length && char.IsAsciiLetterLower(text[i + 1])))
                signs++;
        return signs;
    }

    private static bool IsPunctuation(char c) => c is '\u00a0' or '«' or '»' or '°' or '·' or '®' or '©' or '™' or '€' or '§' or '\u00ad' or (>= '\u2010' and <= '\u203a');

    private static bool IsTurkish(string western)
    {
        var turkish = 0;
        foreach (var c in western)
            if (c is 'þ' or 'ð' or 'ý' or 'Þ' or 'Ý')
                turkish++;
            else if (c is 'á' or 'é' or 'í' or 'ó' or 'ú' or 'æ')
                return false;
        return turkish >= 2;
    }
}
