using System.Text;

namespace Inbox.Mail.Charsets;

/// <summary>
/// Which legacy encoding unlabelled bytes probably have. Text of other scripts is nearly all high bytes: it is read in each encoding that people used for mails, and the
/// reading that looks most like a language is taken. Western text has few of them: it is windows-1252 unless its accents make no sense there. What stays undecided is
/// windows-1252, in which every byte is at least shown.
/// </summary>
internal static class LegacyGuess
{
    private const int LongestSample = 4096;

    /// <summary>Points per high byte below which a reading is no better than chance.</summary>
    private const double Plausible = 0.3, Certain = 0.55;

    private static readonly (Encoding Encoding, Script Script)[] _candidates =
    [
        (Charset.Find("windows-1251")!, Script.Cyrillic), (Charset.Find("koi8-r")!, Script.Cyrillic), (Charset.Find("iso-8859-5")!, Script.Cyrillic), (Charset.Find("windows-1253")!, Script.Greek),
        (Charset.Find("windows-1255")!, Script.Hebrew), (Charset.Find("windows-1256")!, Script.Arabic), (Charset.Find("windows-874")!, Script.Thai), (Charset.Find("gb18030")!, Script.Chinese),
        (Charset.Find("big5")!, Script.Chinese), (Charset.Find("shift_jis")!, Script.Japanese), (Charset.Find("euc-jp")!, Script.Japanese), (Charset.Find("euc-kr")!, Script.Korean),
    ];

    /// <summary>The encoding to read these bytes in, which are not UTF-8.</summary>
    public static Encoding Find(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, LongestSample)];
        return IsDense(sample, out var high) ? Best(sample, high, Plausible) ?? Charset.Windows1252 : EuropeanGuess.Find(sample);
    }

    /// <summary>What bytes are that a label calls Western, if they surely are something else; otherwise null.</summary>
    public static Encoding? Against(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, LongestSample)];
        return IsDense(sample, out var high) && high >= 12 ? Best(sample, high, Certain) : null;
    }

    /// <summary>Whether high bytes stand in rows, as they never do in Western text: there, accents stand alone among ASCII letters.</summary>
    private static bool IsDense(ReadOnlySpan<byte> sample, out int high)
    {
        high = 0;
        int letters = 0, pairs = 0;
        for (var i = 0; i < sample.Length; i++)
        {
            var b = sample[i];
            if (b >= 0x80)
            {
                high++;
                if (i + 1 < sample.Length && sample[i + 1] >= 0x80)
                    pairs++;
            }
            else if (char.IsAsciiLetter((char)b))
                letters++;
        }
        return high >= 6 && pairs * 3 >= high && letters <= high * 2;
    }

    private static Encoding? Best(ReadOnlySpan<byte> sample, int high, double least)
    {
        Encoding? best = null;
        var most = least * high;
        foreach (var (encoding, script) in _candidates)
        {
            var points = ScriptLook.Points(encoding.GetString(sample), script);
            if (points > most)
                (best, most) = (encoding, points);
        }
        return best;
    }
}
