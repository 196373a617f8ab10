using System.Collections.Frozen;

namespace Inbox.Mail.Text;

/// <summary>The lines From, Sent, To, Subject that Outlook and others put above the original, in the languages that they speak.</summary>
internal static class HeaderBlock
{
    private const int LongestName = 24;
    private const int MostLines = 30;

    private static readonly FrozenDictionary<string, Field>.AlternateLookup<ReadOnlySpan<char>> Names = Fields();

    [Flags]
    private enum Field
    {
        None = 0,
        From = 1,
        Sent = 2,
        Date = 4,
        To = 8,
        Subject = 16,
        Other = 32,
    }

    public static bool IsField(string line) => Read(line, out _) != Field.None;

    /// <summary>The line after the block that begins here; null when none does.</summary>
    public static int? EndAt(List<TextLine> lines, int at)
    {
        if (Read(lines[at].Text, out _) is Field.None or Field.Other) return null;
        var (seen, address, digits, end) = (Field.None, false, false, at);
        var blanks = 0;
        for (var i = at; i < lines.Count && i < at + MostLines && lines[i].Depth == lines[at].Depth; i++)
        {
            if (lines[i].IsBlank)
            {
                // Some programs leave a blank line between every two of them.
                if (++blanks > 1 || i + 1 >= lines.Count || Read(lines[i + 1].Text, out _) == Field.None) break;
                continue;
            }

            var field = Read(lines[i].Text, out var value);
            if (field == Field.None && !IsContinuation(lines, i)) break;
            blanks = 0;
            seen |= field;
            address |= (field is Field.From or Field.To or Field.None) && value.Contains('@');
            digits |= field is Field.Sent or Field.Date && value.IndexOfAnyInRange('0', '9') >= 0;
            end = i + 1;
        }

        return IsHeader(seen, address, digits) ? end : null;
    }

    // A traveller's "From: Paris, To: Rome, Date: 3 May" is no header: it takes an address, or a field that only mails have.
    private static bool IsHeader(Field seen, bool address, bool digits)
    {
        var dated = digits && (seen & (Field.Sent | Field.Date)) != 0;
        var from = seen.HasFlag(Field.From);
        if (from && (dated || seen.HasFlag(Field.To)) && seen.HasFlag(Field.Subject)) return true;
        if (from && digits && seen.HasFlag(Field.Sent)) return true;
        if (dated && seen.HasFlag(Field.To) && seen.HasFlag(Field.Subject)) return true;
        return address && ((from && (dated || seen.HasFlag(Field.To) || seen.HasFlag(Field.Subject))) || (dated && seen.HasFlag(Field.To)));
    }

    // A long list of recipients or a long subject goes on in the next line, and a known field follows.
    private static bool IsContinuation(List<TextLine> lines, int at)
    {
        if (at == 0 || lines[at].IsBlank || lines[at - 1].IsBlank) return false;
        for (var next = at + 1; next < lines.Count && next <= at + 4 && !lines[next].IsBlank; next++)
        {
            if (Read(lines[next].Text, out _) != Field.None) return true;
        }

        return lines[at - 1].Text.AsSpan().TrimEnd() is [.., ':' or ';' or ',' or '<' or '['] && lines[at].Text.Contains('@');
    }

    private static Field Read(string line, out ReadOnlySpan<char> value)
    {
        // Invisible direction marks stand anywhere in what Windows writes.
        var text = line.AsSpan().TrimStart("*_| \t\u00a0\u200e\u200f\u3000");
        value = text;
        var colon = text.IndexOfAny(':', '：');
        if (colon is < 1 or > LongestName) return Field.None;
        value = text[(colon + 1)..];
        return Names.TryGetValue(text[..colon].Trim("*_ \t\u00a0\u200e\u200f\u3000"), out var field) ? field : Field.None;
    }

    private static FrozenDictionary<string, Field>.AlternateLookup<ReadOnlySpan<char>> Fields()
    {
        var names = new Dictionary<string, Field>(StringComparer.OrdinalIgnoreCase);
        Add(Field.From, "from|von|de|da|van|od|от|від|från|fra|lähettäjä|de la|feladó|kimden|gönderen|από|expéditeur|absender|mittente|remitente|remetente|afzender|nadawca"
            + "|avsender|avsändare|afsender|odesílatel|odesilatel|odosielateľ|expeditor|saatja|keneltä|отправитель|відправник|подател|pošiljatelj|pošiljalac|šalje|no|nuo|sūtītājs|từ|người gửi|dari|pengirim"
            + "|发件人|發件人|寄件者|寄件人|差出人|送信者|发送人|보낸 사람|보낸사람|발신|מאת|من|จาก|d'|emissor|од|frá|از");
        Add(Field.Sent, "sent|gesendet|gesendet am|envoyé|envoye|envoyé le|enviado|enviado el|enviada|enviada em|enviado em|enviada a|inviato|inviato il|data invio|verzonden|wysłano|wysłane|wysłany"
            + "|отправлено|отправлен|надіслано|відправлено|изпратено|skickat|skickades|sendt|lähetetty|odesláno|odoslané|poslano|trimis|elküldve|küldve|gönderildi|gönderilme tarihi|gönderme tarihi"
            + "|στάλθηκε|απεσταλμένα|εστάλη|saadetud|nosūtīts|išsiųsta|发送时间|發送時間|寄件日期|傳送時間|已傳送|已传送|发送日期|送信日時|送信日|送信|보낸 날짜|보낸날짜|보냄|đã gửi|gửi|dikirim|terkirim|נשלח|تاريخ الإرسال|ส่ง|poslané|sent at|sent on|послато|ارسال شده|تم الإرسال|data de envio|data wysłania|fecha de envío|expediat|发送于|enviat");
        Add(Field.Date, "date|datum|fecha|data|дата|dato|päivämäärä|päiväys|pvm|dátum|tarih|ημερομηνία|ημ/νία|dată|日期|日付|日時|时间|時間|날짜|일시|ngày|tanggal|תאריך|التاريخ|วันที่|kuupäev|datums|дата и время|date/time|date et heure");
        Add(Field.To, "to|an|à|a|para|naar|aan|do|кому|до|till|til|vastaanottaja|kenelle|komu|pre|către|catre|destinataire|destinatario|destinatário|címzett|kime|alıcı|kimə|προς|empfänger|ontvanger|mottagare|mottaker|modtager|adresat"
            + "|收件人|收件者|宛先|받는 사람|받는사람|수신|đến|tới|người nhận|kepada|אל|إلى|ถึง|за|za|prima|kam|kam:|získavateľ|adressaat|saaja|kellele|به|ke|per a");
        Add(Field.Subject, "subject|betreff|objet|asunto|assunto|oggetto|onderwerp|temat|тема|ämne|emne|aihe|otsikko|předmět|predmet|subiect|tárgy|konu|θέμα|относно|主题|主旨|件名|제목|chủ đề|tiêu đề|perihal|subjek|hal|נושא|الموضوع|เรื่อง|teema|temats|tema|zadeva|naslov|наслов|tēma|efni|موضوع|ogg|assumpte|re");
        Add(Field.Other, "cc|bcc|kopie|copie|cópia|copia|kopia|copy|dw|копия|копія|kopi|kopio|kopii|másolatot kap|másolat|bilgi|κοιν|κοιν.|抄送|副本|ｃｃ|参照|참조|reply-to|reply to|antwort an|répondre à|responder a|rispondi a|odpovědět|ответить"
            + "|importance|wichtigkeit|priorité|priority|attachments|anlagen|pièces jointes|datos adjuntos|allegati|bijlagen|bijlage|załączniki|вложения|organisation|organization|newsgroups|message-id|cópia para|cc:|resent-from|sent by|mailed-by|signed-by|return-path");
        return names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

        void Add(Field field, string words)
        {
            foreach (var word in words.Split('|')) names.TryAdd(word, field);
        }
    }
}
