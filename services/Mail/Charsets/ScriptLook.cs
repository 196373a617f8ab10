using System.Buffers;

namespace Inbox.Mail.Charsets;

internal enum Script
{
    Cyrillic,
    Greek,
    Hebrew,
    Arabic,
    Thai,
    Chinese,
    Japanese,
    Korean,
}

/// <summary>How much a text looks like a language of a script: about one point for each byte that it was read from, less than nothing for what only a wrong reading gives.</summary>
internal static class ScriptLook
{
    private static readonly SearchValues<char> _cyrillic = SearchValues.Create("оеаинтсрвлкмдпуя");
    private static readonly SearchValues<char> _greek = SearchValues.Create("αοιετσνηυρπκμλςάέίόήώύ");

    // The most frequent signs of Chinese, simplified and traditional: about six of ten in any text.
    private static readonly SearchValues<char> _han = SearchValues.Create(
        "的一是不了在人有我他这個个们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着著下自之年过過发發后後作里裡用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實"
        + "日者意无無力它与與长長把机機第公此已工使情明性知全三又关關点點正业業外将將两兩高间間由问問很最重并並物手应應向头頭文体體相见見被利什二等产產或新己果加月话話合回特代内內信表化给給位次度任常先通教原提立比员員解水名真处處走各入几幾口认認条條平系气氣题題活更别別打变變总總何电電数數安少"
        + "报報才结結反目太量再务務做接必场場件计計管期市直指许許保至便空决決基书書非则則听聽即难難思完设設式色路记記品住告类類求据據该該交规規取望术術确確今让讓您请請谢謝货貨订訂单單购購买買款收寄件邮郵客服商店价價查询詢助帮幫快递遞");

    public static double Points(string text, Script script)
    {
        var points = 0.0;
        var before = ' ';
        foreach (var c in text)
        {
            if (c >= '\u0080')
                points += c is '\uFFFD' or (>= '\uE000' and <= '\uF8FF') || char.IsControl(c) ? -4 : Of(c, before, script);
            before = c;
        }
        return points;
    }

    private static double Of(char c, char before, Script script) => script switch
    {
        Script.Cyrillic => Cased(c, before, c is >= '\u0400' and <= '\u045F', _cyrillic),
        Script.Greek => Cased(c, before, c is >= '\u0386' and <= '\u03CE', _greek),
        Script.Hebrew => c is >= '\u05D0' and <= '\u05EA' ? 0.8 : Mark(c),
        Script.Arabic => c is >= '\u0621' and <= '\u064A' or '،' or '؟' ? 0.8 : Mark(c),
        Script.Thai => c is >= '\u0E01' and <= '\u0E4E' ? 0.7 : Mark(c),
        Script.Korean => c is >= '\uAC00' and <= '\uD7A3' ? 1.6 : c is >= '\u4E00' and <= '\u9FFF' ? -1 : IsEastMark(c) ? 0.8 : -1,
        Script.Japanese => c is >= '\u3041' and <= '\u3093' ? 2 : c is >= '\u30A1' and <= '\u30FC' ? 1.2 : c is >= '\u4E00' and <= '\u9FFF' ? 0.9 : IsEastMark(c) ? 0.8 : -1,
        _ => c is >= '\u4E00' and <= '\u9FFF' ? _han.Contains(c) ? 2.2 : 0.4 : IsEastMark(c) ? 0.8 : -1.5,
    };

    // Capitals stand at the beginning of words, or all through a word; "вОдА" is a wrong reading.
    private static double Cased(char c, char before, bool inScript, SearchValues<char> frequent)
    {
        if (!inScript) return Mark(c);
        if (char.IsUpper(c)) return char.IsLower(before) ? -1 : 0.2;
        return char.IsUpper(before) ? 0.4 : frequent.Contains(c) ? 1 : 0.5;
    }

    private static double Mark(char c) => c is '«' or '»' or '\u00a0' or '№' or '€' or (>= '\u2010' and <= '\u2026') ? 0.3 : -1;

    private static bool IsEastMark(char c) => c is (>= '\u3000' and <= '\u3015') or (>= '\uFF01' and <= '\uFF5E') or '…' or '—' or '“' or '”' or '‘' or '’' or '·';
}
