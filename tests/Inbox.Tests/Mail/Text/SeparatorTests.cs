using Inbox.Mail.Text;

namespace Inbox.Tests.Mail.Text;

/// <summary>The lines that programs and help desks put above an original that they do not mark line by line.</summary>
public sealed class SeparatorTests
{
    private const string Forwarded = "---------- Forwarded message ---------\nFrom: Ann Lee <ann@shop.example>\nDate: Tue, Mar 5, 2024 at 10:12 AM\nSubject: Hi\nTo: Bob <bob@home.example>\n\nWe do not refund.\n\n-- \nAnn";

    private static readonly string[] _headers =
    [
        "----- Mail original -----\nDe: \"Ann Lee\" <ann@shop.example>\nÀ: \"Bob\" <bob@home.example>\nEnvoyé: Mardi 5 Mars 2024 10:12:33\nObjet: Commande",
        "----- Ursprüngliche Mail -----\nVon: \"Ann Lee\" <ann@shop.example>\nAn: \"Bob\" <bob@home.example>\nGesendet: Dienstag, 5. März 2024 10:12:33\nBetreff: Order",
        "From: \"Ann Lee\" <ann@shop.example>\nTo: \"Bob\" <bob@home.example>\nSent: Tuesday, March 5, 2024 10:12:33 AM\nSubject: Order",
        "---- Replied Message ----\n| From | Ann Lee<ann@shop.example> |\n| Date | 3/5/2024 10:12 |\n| To | bob<bob@home.example> |\n| Subject | Order |",
        "---- 回复的原邮件 ----\n| 发件人 | Ann Lee<ann@shop.example> |\n| 发送日期 | 2024年03月5日 10:12 |\n| 收件人 | bob |\n| 主题 | 订单 |",
        "------------------ 原始邮件 ------------------\n发件人: \"Ann Lee\" <ann@shop.example>;\n发送时间: 2024年3月5日(星期二) 上午10:12\n收件人: \"bob\"<bob@home.example>;\n主题: 订单",
        "------------------\u00a0原始邮件\u00a0------------------\n发件人:     \"Ann Lee\"     <ann@shop.example>;\n发送时间:\u00a02024年3月5日(星期二) 上午10:12\n收件人:\u00a0\"bob\"<bob@home.example>;\n\n主题:\u00a0订单",
        "------ Original Message ------\nFrom \"Ann Lee\" <ann@shop.example>\nTo \"Bob\" <bob@home.example>\nDate 05.03.2024 10:12:33\nSubject Order",
        "------ Originalnachricht ------\nVon \"Ann Lee\" <ann@shop.example>\nAn \"Bob\" <bob@home.example>\nDatum 05.03.2024 10:12:33\nBetreff Order",
        "-----Original-Nachricht-----\nBetreff: Order\nDatum: 2024-03-05T10:12:33+0100\nVon: \"Ann Lee\" <ann@shop.example>\nAn: \"Bob\" <bob@home.example>",
        "--------- 원본 메일 ---------\n보낸사람: Ann Lee <ann@shop.example>\n받는사람: bob <bob@home.example>\n날짜: 24.03.05 10:12 GMT +0900\n제목: order",
        "---------- Původní e-mail ----------\nOd: Ann Lee <ann@shop.example>\nKomu: bob@home.example\nDatum: 5. 3. 2024 10:12:33\nPředmět: Order",
        "----Messaggio originale----\nDa: ann@shop.example\nData: 5-mar-2024 10.12\nA: <bob@home.example>\nOgg: Re: Ordine",
        "From:   Ann Lee/Shop\nTo:     Bob Miller/Home\nDate:   05/03/2024 10:12\nSubject:     Re: order",
        "Von:    Ann Lee/Shop\nAn:     Bob Miller/Home\nDatum:  05.03.2024 10:12\nBetreff:     Re: order",
        "De:     Ann Lee/Shop\nPara:   Bob Miller/Home\nData:   05/03/2024 10:12\nAssunto:     Re: order",
        "من: Ann Lee <ann@shop.example>\nتم الإرسال: الثلاثاء، 5 مارس 2024 10:12\nإلى: Bob\nالموضوع: Order",
        "מאת: Ann Lee <ann@shop.example>\nנשלח: יום שלישי 5 מרץ 2024 10:12\nאל: Bob\nנושא: Order",
        "จาก: Ann Lee <ann@shop.example>\nส่ง: 5 มีนาคม 2567 10:12\nถึง: Bob\nเรื่อง: Order",
        "Từ: Ann Lee <ann@shop.example>\nĐã gửi: 5 Tháng Ba 2024 10:12\nTới: Bob\nChủ đề: Order",
        "Dari: Ann Lee <ann@shop.example>\nDikirim: Selasa, 5 Maret 2024 10.12\nKepada: Bob\nPerihal: Order",
        "De: Ann Lee <ann@shop.example>\nEnviat: dimarts, 5 de març de 2024 10:12\nPer a: Bob\nTema: Order",
        "Od: Ann Lee <ann@shop.example>\nOdoslané: utorok 5. marca 2024 10:12\nKomu: Bob\nPredmet: Order",
        "Od: Ann Lee <ann@shop.example>\nPoslano: torek, 05. marec 2024 10:12\nZa: Bob\nZadeva: Order",
        "Šalje: Ann Lee <ann@shop.example>\nPoslano: 5. ožujka 2024. 10:12\nPrima: Bob\nPredmet: Order",
        "Od: Ann Lee <ann@shop.example>\nPoslato: utorak, 5. mart 2024. 10:12\nZa: Bob\nTema: Order",
        "Од: Ann Lee <ann@shop.example>\nПослато: уторак, 5. март 2024. 10:12\nЗа: Bob\nТема: Order",
        "От: Ann Lee <ann@shop.example>\nИзпратено: вторник, 5 март 2024 г. 10:12\nДо: Bob\nОтносно: Order",
        "Saatja: Ann Lee <ann@shop.example>\nSaadetud: teisipäev, 5. märts 2024 10:12\nAdressaat: Bob\nTeema: Order",
        "No: Ann Lee <ann@shop.example>\nNosūtīts: otrdiena, 2024. gada 5. marts 10:12\nKam: Bob\nTēma: Order",
        "Nuo: Ann Lee <ann@shop.example>\nIšsiųsta: 2024 m. kovo 5 d., antradienis 10:12\nKam: Bob\nTema: Order",
        "Frá: Ann Lee <ann@shop.example>\nSent: þriðjudagur, 5. mars 2024 10:12\nTil: Bob\nEfni: Order",
        "از: Ann Lee <ann@shop.example>\nارسال شده: سه شنبه 5 مارس 2024 10:12\nبه: Bob\nموضوع: Order",
        "De: Ann Lee <ann@shop.example>\nEnviado: 5 de março de 2024 10:12\nPara: Bob\nAssunto: Order",
        "Od: Ann Lee <ann@shop.example>\nData: wtorek, 5 marca 2024 10:12\nDo: Bob\nTemat: Order",
        "From: Ann Lee <ann@shop.example>\nDate: Tuesday, 5 March 2024 at 10:12\nTo: Bob <bob@home.example>\nSubject: Order",
        "Von: Ann Lee <ann@shop.example>\nDatum: Dienstag, 5. März 2024 um 10:12\nAn: Bob <bob@home.example>\nBetreff: Order",
        "De : Ann Lee <ann@shop.example>\nDate : mardi, 5 mars 2024 à 10:12\nÀ : Bob <bob@home.example>\nObjet : Order",
        "Från: Ann Lee <ann@shop.example>\nDatum: tisdag, 5 mars 2024 10:12\nTill: Bob\nÄmne: Order",
        "Fra: Ann Lee <ann@shop.example>\nDato: tirsdag, 5. mars 2024 kl. 10:12\nTil: Bob\nEmne: Order",
        "From: Ann Lee <ann@shop.example>\n\nSent: Tuesday, March 5, 2024 10:12 AM\n\nTo: Bob\n\nSubject: Order",
        "envoyé : 5 mars 2024 à 10:12\nde : Ann Lee <ann@shop.example>\nà : bob@home.example\nobjet : Re: commande",
        "Od: \"Ann Lee\" <ann@shop.example>\nDo: bob@home.example; \nWysłane: 10:12 Wtorek 2024-03-05\nTemat: Zam",
        "---------------------------- Original Message ----------------------------\nSubject: Order\nFrom:    \"Ann Lee\" <ann@shop.example>\nDate:    Tue, March 5, 2024 10:12 am\nTo:     bob@home.example",
        "________________________________\n From: Ann Lee <ann@shop.example>\nTo: \"bob@home.example\" <bob@home.example> \nSent: Tuesday, March 5, 2024 10:12 AM\nSubject: Re: order",
        "Sent: Tuesday, March 05, 2024 at 10:12 AM\nFrom: \"Ann Lee\" <ann@shop.example>\nTo: bob@home.example\nSubject: Order",
        "##- Please type your reply above this line -##",
        "--- Reply above this line ---",
        "##- Bitte geben Sie Ihre Antwort oberhalb dieser Zeile ein. -##",
        "##- Veuillez saisir votre réponse au-dessus de cette ligne -##",
        "##- Por favor, escriba su respuesta por encima de esta línea -##",
        "##- Por favor, digite sua resposta acima desta linha -##",
        "##- Typ uw antwoord boven deze regel -##",
        "##- Digita la risposta al di sopra di questa riga -##",
        "-- Please reply above this line --",
    ];

    public static TheoryData<string> Headers => [.. _headers];

    [Theory]
    [MemberData(nameof(Headers))]
    public void What_follows_is_history(string header) =>
        Assert.Equal("It still does not work.", ReplyText.Extract($"It still does not work.\n\n{header}\n\nHello Bob,\n\nHave you tried to turn it off?\n\nAnn"));

    [Theory]
    [InlineData("Please write above this line in the form, it says.")]
    [InlineData("The field above this line stays empty.")]
    [InlineData("- original message")]
    public void A_sentence_about_a_line_is_none(string sentence) => Assert.Equal($"Hello,\n\n{sentence}\n\nBob", ReplyText.Extract($"Hello,\n\n{sentence}\n\nBob"));

    [Theory]
    [InlineData("")]
    [InlineData("FYI\n\n")]
    [InlineData("Zur Info:\n\n")]
    [InlineData("Please see below.\n\n")]
    public void A_mail_that_is_only_passed_on_is_kept_whole(string above) => Assert.Equal(above + Forwarded, ReplyText.Extract(above + Forwarded));

    [Theory]
    [InlineData("I am not happy with that answer.\n\n", "I am not happy with that answer.")]
    [InlineData("Please handle.\n\n-- \nBob Miller\n\n", "Please handle.")]
    [InlineData("Thanks!\n\nOn Tue, Mar 5, 2024 at 10:12 AM Ann Lee <ann@shop.example> wrote:\n\n", "Thanks!")]
    public void Words_above_a_mail_that_is_passed_on_are_the_reply(string above, string reply) => Assert.Equal(reply, ReplyText.Extract(above + Forwarded));

    [Theory]
    [InlineData("<div>Please look.<br><br><div class=gmail_quote><div class=gmail_attr>---------- Forwarded message ---------<br>From: Ann</div><div>No refund.</div></div></div>")]
    [InlineData("<div>Please look.</div><br><blockquote type=cite><div>Begin forwarded message:</div><div><b>From: </b>Ann</div><div>No refund.</div></blockquote>")]
    [InlineData("<p>Please look.</p><div class=moz-forward-container>-------- Weitergeleitete Nachricht --------<br>Von: Ann<br>No refund.</div>")]
    public void So_it_is_in_HTML(string html) => Assert.Equal("Please look.", ReplyText.ExtractFromHtml(html));

    [Fact]
    public void A_mail_that_is_only_passed_on_in_HTML_is_kept_whole() =>
        Assert.Equal("-------- Forwarded Message --------\nFrom: Ann\nNo refund.", ReplyText.ExtractFromHtml("<div class=moz-forward-container>-------- Forwarded Message --------<br>From: Ann<br>No refund.</div>"));
}
