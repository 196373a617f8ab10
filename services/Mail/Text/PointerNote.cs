using System.Collections.Frozen;

namespace Inbox.Mail.Text;

/// <summary>Notes such as "FYI" and "See my answers below": they say that the words that matter stand in what follows.</summary>
internal static class PointerNote
{
    private const int Longest = 80;

    private static readonly FrozenSet<string> Notes = new[]
    {
        "fyi", "for your information", "pvi", "pour info", "pour information", "à titre d'information", "fyr", "zur info", "zur information", "z. k.", "zur kenntnis", "z.k.", "zk", "ter info", "ter informatie", "tk", "för kännedom", "till info",
        "til info", "til orientering", "para tu información", "para su información", "para info", "per conoscenza", "per info", "para conhecimento", "do wiadomości", "к сведению", "на відома", "bilgi için", "bilginize", "tiedoksi", "pro informaci", "供参考", "參考", "ご参考", "참고",
        "see below", "please see below", "pls see below", "as below", "see forwarded", "forwarding", "fwd", "fw",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Pointers =
    [
        "answers below", "answer below", "comments below", "comment below", "replies below", "reply below", "responses below", "see below", "see inline", "inline below", "replied inline", "answers inline", "comments inline", "answered inline",
        "in red", "in blue", "in green", "in bold", "below in", "within your mail", "réponses ci-dessous", "voir ci-dessous", "cf ci-dessous", "ci-dessous en", "en rouge", "en bleu", "dans votre mail", "dans le texte", "siehe unten", "s. unten", "s.u.", "antworten unten", "antworten im text",
        "in rot", "rot markiert", "im text unten", "kommentare unten", "ver abajo", "véase abajo", "respuestas abajo", "en rojo", "en azul", "vedi sotto", "vedi risposte", "in rosso", "veja abaixo", "respostas abaixo", "em vermelho", "zie onder", "zie hieronder", "antwoorden hieronder", "in het rood", "patrz poniżej", "odpowiedzi poniżej",
        "na czerwono", "смотрите ниже", "см. ниже", "ответы ниже", "красным", "se nedan", "svar nedan", "se nedenfor", "se under", "ks. alla", "viz níže", "lásd lent", "见下", "如下", "見下", "以下の通り", "아래",
    ];

    /// <summary>Whether the own words only point at the rest, so that without it they say nothing.</summary>
    public static bool MeansTheRest(List<TextLine> own, int all)
    {
        if (own.Count >= all) return false;
        var words = string.Join(' ', own.Where(line => !line.IsBlank).Select(line => line.Text.Trim()).TakeWhile((_, i) => i < 8));
        if (words.Length > Longest) return false;
        var bare = words.Trim(' ', '.', '!', ':', ',', '-', '*').Replace('’', '\'');
        return Notes.Contains(bare) || Array.Exists(Pointers, pointer => bare.Contains(pointer, StringComparison.OrdinalIgnoreCase));
    }
}
