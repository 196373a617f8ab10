namespace Inbox.Threads;

/// <summary>
/// Messages that say thanks and nothing else, in the languages that people write. Words are as <see cref="SearchText"/> folds them: each word of a message must
/// be known, and one of them must be thanks itself. When in doubt, it is no thanks.
/// </summary>
internal static class ThanksWords
{
    private static readonly HashSet<string> Thanks =
    [
        "thanks", "thank", "thx", "ty", "tks", "cheers", "merci", "mercis", "remercie", "remercions", "danke", "dank", "dankeschon", "bedankt", "gracias", "grazie", "ringrazio",
        "obrigado", "obrigada", "dziekuje", "dziekujemy", "dzieki", "tack", "tak", "takk", "kiitos", "spasibo", "спасибо", "благодарю", "дякую", "ευχαριστω", "tesekkurler",
        "tesekkur", "sagol", "multumesc", "diky", "dekuji", "dakujem", "koszonom", "hvala", "謝", "谢", "شكرا", "תודה",
    ];

    private static readonly HashSet<string> Around =
    [
        "you", "u", "so", "very", "much", "many", "a", "lot", "again", "all", "that", "s", "is", "great", "perfect", "super", "ok", "okay", "good", "fine", "nice", "wonderful",
        "excellent", "kindly", "really", "ever", "for", "your", "the", "quick", "have", "day", "evening", "weekend", "best", "regards", "kind",
        "beaucoup", "bien", "encore", "parfait", "vous", "te", "je", "nous", "infiniment", "mille", "fois", "tres", "d", "accord", "top", "genial", "c", "est", "pour", "tout", "votre",
        "note", "rapide", "un", "grand", "et", "bonne", "bon", "belle", "journee", "soiree", "week", "end", "cordialement",
        "vielen", "herzlichen", "besten", "lieben", "schon", "sehr", "ihnen", "dir", "fur", "die", "ihre", "schnelle", "wel", "u", "hartelijk", "heel", "erg", "voor", "uw",
        "muchas", "muchisimas", "mil", "por", "su", "tu", "perfecto", "mille", "tante", "molte", "per", "il", "suo", "la", "tua", "perfetto", "muito", "muita", "pela", "perfeito",
        "bardzo", "za", "sa", "mycket", "tusen", "mange", "paljon", "cok", "frumos", "mult", "moc", "szepen", "lepa", "большое", "огромное", "вам", "дуже", "πολυ", "جزيلا", "לך", "רבה",
        "你", "您", "了", "多", "非", "常", "感",
    ];

    /// <summary>What one is thankful for: known only after another word, since "help, thanks" asks for it.</summary>
    private static readonly HashSet<string> Reasons =
    [
        "help", "reply", "answer", "response", "aide", "reponse", "retour", "hilfe", "antwort", "hulp", "reactie", "ayuda", "respuesta", "aiuto", "risposta", "ajuda", "resposta", "pomoc", "hjalpen", "помощь",
    ];

    /// <summary>Whole messages of scripts that put no spaces between words.</summary>
    private static readonly HashSet<string> Phrases =
        [.. new[]
        {
            "ありがとう", "ありがとうございます", "ありがとうございました", "どうもありがとう", "どうもありがとうございます", "感謝します", "감사합니다", "정말 감사합니다", "대단히 감사합니다", "고맙습니다", "고마워요", "고마워", "感谢", "感謝", "ขอบคุณ", "ขอบคุณครับ", "ขอบคุณค่ะ",
        }.Select(p => Spaced(p))];

    public static bool IsThanks(string body)
    {
        if (body.AsSpan().ContainsAny("?？؟;"))
            return false;
        var text = Spaced(body);
        if (Phrases.Contains(text))
            return true;
        var words = text.Split(' ');
        return words.Any(Thanks.Contains)
            && words.Select((word, i) => Thanks.Contains(word) || Around.Contains(word) || i > 0 && Around.Contains(words[i - 1]) && Reasons.Contains(word)).All(known => known);
    }

    private static string Spaced(string text) => string.Join(' ', SearchText.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
