using System.Collections.Frozen;

namespace Inbox.Mail.Text;

/// <summary>Lines such as "-----Original Message-----" and "Begin forwarded message:", in the languages that mail programs speak.</summary>
internal static class Separator
{
    private const int LongestLine = 500;
    private const string Dashes = "-_=\u2010\u2014\u2013";

    private static readonly FrozenSet<string> Phrases = new[]
    {
        // The original message.
        "original message", "reply message", "replied message", "original email", "message d'origine", "message original", "message initial", "mail original", "e-mail original", "courriel original", "ursprüngliche mail", "ursprüngliche e-mail", "ursprüngliche nachricht",
        "originalnachricht", "original-nachricht", "ursprungliche nachricht", "urspruengliche nachricht", "mensaje original", "mensagem original",
        "messaggio originale", "messaggio di origine", "oorspronkelijk bericht", "origineel bericht", "oorspronkelijke bericht", "wiadomość oryginalna", "oryginalna wiadomość",
        "исходное сообщение", "оригинальное сообщение", "первоначальное сообщение", "вихідне повідомлення", "оригінальне повідомлення",
        "ursprungligt meddelande", "originalmeddelande", "oprindelig meddelelse", "original meddelelse", "opprinnelig melding", "opprinnelig e-post",
        "original melding", "alkuperäinen viesti", "původní zpráva", "původní e-mail", "pôvodná správa", "eredeti üzenet", "eredeti levél", "mesaj original", "mesajul original",
        "orijinal mesaj", "özgün ileti", "orjinal mesaj", "αρχικό μήνυμα", "оригинално съобщение", "originalna poruka", "izvorna poruka", "izvorno sporočilo",
        "algkiri", "originaalsõnum", "sākotnējais ziņojums", "pradinis pranešimas", "thư gốc", "tin nhắn gốc", "pesan asli", "mesej asal", "ข้อความต้นฉบับ",
        "原始邮件", "原邮件", "回复的原邮件", "回覆的原郵件", "原始郵件", "原始訊息", "邮件原件", "元のメッセージ", "元のメール", "オリジナルメッセージ", "원본 메시지", "원본 메일", "원본 이메일",
        "הודעה מקורית", "الرسالة الأصلية", "رسالة أصلية", "mensatge original", "missatge original", "mensaxe orixinal",
        // The forwarded message.
        "forwarded message", "begin forwarded message", "forwarded by", "message transféré", "message réexpédié", "début du message transféré", "début du message réexpédié",
        "weitergeleitete nachricht", "anfang der weitergeleiteten nachricht", "anfang der weitergeleiteten e-mail", "mensaje reenviado",
        "inicio del mensaje reenviado", "comienzo del mensaje reenviado", "mensagem encaminhada", "mensagem reencaminhada", "início da mensagem encaminhada",
        "início da mensagem reencaminhada", "messaggio inoltrato", "inizio messaggio inoltrato", "doorgestuurd bericht", "begin doorgestuurd bericht",
        "wiadomość przekazana", "przekazana wiadomość", "początek przekazywanej wiadomości", "treść przekazanej wiadomości", "пересылаемое сообщение", "пересланное сообщение",
        "пересылаемое письмо", "начало переадресованного сообщения", "переадресоване повідомлення", "переслане повідомлення", "початок листа, що пересилається",
        "vidarebefordrat meddelande", "vidarebefordrat mejl", "videresendt meddelelse", "start på videresendt besked", "videresendt melding", "videresendt e-post",
        "välitetty viesti", "edelleenlähetetty viesti", "välitetty viesti alkaa", "přeposlaná zpráva", "předávaná zpráva", "preposlaná správa", "továbbított üzenet", "továbbított levél",
        "mesaj redirecționat", "mesaj redirecţionat", "mesaj înaintat", "iletilmiş mesaj", "iletilen mesaj", "yönlendirilen ileti", "προωθημένο μήνυμα",
        "препратено съобщение", "proslijeđena poruka", "prosleđena poruka", "posredovano sporočilo", "thư được chuyển tiếp", "tin nhắn đã chuyển tiếp",
        "pesan terusan", "pesan yang diteruskan", "转发的邮件", "转发邮件信息", "转发邮件", "轉寄的郵件", "轉寄郵件", "転送されたメッセージ", "転送メッセージ", "전달된 메시지", "전달 메시지",
        "הודעה שהועברה", "الرسالة المعاد توجيهها", "رسالة معاد توجيهها", "missatge reenviat",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether history begins here.</summary>
    public static bool IsAt(List<TextLine> lines, int at) => IsPhrase(lines, at) || ReplyLine.Is(lines[at].Text) || IsUnknownWording(lines, at);

    /// <summary>A line of nothing but dashes, underscores or the like.</summary>
    public static bool IsRule(string line)
    {
        var rule = line.AsSpan().Trim();
        return rule.Length >= 3 && rule.Trim("-_=*\u2010\u2014\u2013\u2500\u2015\u2550 ").IsEmpty;
    }

    private static bool IsPhrase(List<TextLine> lines, int at)
    {
        var line = lines[at].Text;
        if (line.Length > LongestLine) return false;
        if (Phrases.Contains(Plain(line)))
            return LeadingRule(line) >= 2 || line.AsSpan().TrimEnd().EndsWith(':') || line.TrimEnd().EndsWith('：') || FollowedByHeader(lines, at);

        // Samsung's programs write the whole header behind it, on the same line.
        var wording = line.AsSpan().Trim().TrimStart(Dashes);
        var end = wording.IndexOf("--", StringComparison.Ordinal);
        return end > 0 && LeadingRule(line) >= 3 && Phrases.Contains(Plain(wording[..end].ToString())) && HeaderBlock.IsField(wording[end..].TrimStart(Dashes).ToString());
    }

    // "-----Someone's own wording-----" counts when a header follows, whatever the language.
    private static bool IsUnknownWording(List<TextLine> lines, int at) =>
        lines[at].Text is { Length: <= LongestLine } line && LeadingRule(line) >= 3 && Plain(line).Length > 0 && HasTrailingRule(line) && FollowedByHeader(lines, at);

    private static string Plain(string line) =>
        line.Trim(' ', '\t', '-', '_', '=', '*', '+', '\u2010', '\u2014', '\u2013', '\u00a0', ':', '：', '>', '<', '[', ']').Replace('’', '\'');

    private static int LeadingRule(string line)
    {
        var text = line.AsSpan().Trim("* \t\u00a0");
        return text.Length - text.TrimStart(Dashes).Length;
    }

    private static bool HasTrailingRule(string line)
    {
        var text = line.AsSpan().Trim("* \t\u00a0");
        return text.Length - text.TrimEnd(Dashes).Length >= 3;
    }

    private static bool FollowedByHeader(List<TextLine> lines, int at)
    {
        for (var next = at + 1; next < lines.Count && next <= at + 3; next++)
        {
            if (!lines[next].IsBlank) return HeaderBlock.IsField(lines[next].Text);
        }

        return false;
    }
}
