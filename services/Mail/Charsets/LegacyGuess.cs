using System.Text;

namespace Inbox.Mail.Charsets;

/// <summary>
/// Which legacy encoding unlabelled bytes probably have. Cyrillic and Chinese, Japanese and Korean text is nearly all high bytes, Western text has few of them;
/// anything undecided is windows-1252, in which every byte is at least shown.
/// </summary>
internal static class LegacyGuess
{
    private static readonly Encoding _gb18030 = Charset.Find("gb18030")!;
    private static readonly Encoding _shiftJis = Charset.Find("shift_jis")!;
    private static readonly Encoding _koi8 = Charset.Find("koi8-r")!;
    private static readonly Encoding _windows1251 = Charset.Find("windows-1251")!;

    public static Encoding Find(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, 8192)];
        int high = 0, letters = 0, pairs = 0;
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
        // Western text: accents stand alone among ASCII letters.
        if (high < 6 || pairs * 2 < high || letters > high * 2)
            return Charset.Windows1252;
        return Cyrillic(sample, high) ?? DoubleByte(sample) ?? Charset.Windows1252;
    }

    private static Encoding? Cyrillic(ReadOnlySpan<byte> sample, int high)
    {
        int c0 = 0, e0 = 0, odd = 0;
        foreach (var b in sample)
            switch (b)
            {
                case >= 0xE0: e0++; break;
                case >= 0xC0: c0++; break;
                case >= 0x80 and not (0xA8 or 0xB8 or 0xA3 or 0xB3 or 0xAB or 0xBB or 0x96 or 0x97 or 0x85 or 0xA0): odd++; break;
            }
        // Words of pure Cyrillic are runs of 0xC0..0xFF with spaces between; double-byte text has trail bytes everywhere.
        if (odd * 10 > high || sample.IndexOf((byte)' ') < 0)
            return null;
        // Lower case is 0xE0..0xFF in windows-1251 and 0xC0..0xDF in KOI8-R.
        return e0 > c0 * 2 ? _windows1251 : c0 > e0 * 2 ? _koi8 : null;
    }

    private static Encoding? DoubleByte(ReadOnlySpan<byte> sample)
    {
        foreach (var encoding in (ReadOnlySpan<Encoding>)[_gb18030, _shiftJis])
        {
            var text = encoding.GetString(sample);
            int bad = 0, han = 0, half = 0;
            foreach (var c in text)
                if (c == '\uFFFD')
                    bad++;
                else if (c is >= '\uFF61' and <= '\uFF9F')
                    half++;
                else if (c is >= '\u3040' and <= '\u9FFF')
                    han++;
            if (bad <= 1 && han > half * 4 && han > 2)
                return encoding;
        }
        return null;
    }
}
