using Inbox.Mail.Text;

namespace Inbox.Tests.Mail.Text;

public sealed class ReplyTextTests
{
    public static TheoryData<string, string> Attributions => new()
    {
        { "Gmail en", "On Tue, Mar 5, 2024 at 10:12 AM Ann Lee <ann@shop.example> wrote:" },
        { "Gmail en, wrapped", "On Tue, Mar 5, 2024 at 10:12 AM Ann Lee from the Customer Care Team <\nann.lee.customer.care@shop.example> wrote:" },
        { "Gmail en, wrapped thrice", "On Tue, Mar 5, 2024 at 10:12 AM\nAnn Lee from the Customer Care Team\n<ann.lee.customer.care@shop.example>\nwrote:" },
        { "Gmail fr", "Le mar. 5 mars 2024 à 10:12, Ann Lee <ann@shop.example> a écrit :" },
        { "Gmail fr, wrapped", "Le mar. 5 mars 2024 à 10:12, Ann Lee <ann@shop.example> a\nécrit :" },
        { "Gmail de", "Am Di., 5. März 2024 um 10:12 Uhr schrieb Ann Lee <ann@shop.example>:" },
        { "Gmail es", "El mar, 5 mar 2024 a las 10:12, Ann Lee (<ann@shop.example>) escribió:" },
        { "Gmail it", "Il giorno mar 5 mar 2024 alle ore 10:12 Ann Lee <ann@shop.example> ha scritto:" },
        { "Gmail pt-BR", "Em ter., 5 de mar. de 2024 às 10:12, Ann Lee <ann@shop.example> escreveu:" },
        { "Gmail pt", "Ann Lee <ann@shop.example> escreveu (terça, 5/03/2024 à(s) 10:12):" },
        { "Gmail nl", "Op di 5 mrt 2024 om 10:12 schreef Ann Lee <ann@shop.example>:" },
        { "Gmail pl", "wt., 5 mar 2024 o 10:12 Ann Lee <ann@shop.example> napisał(a):" },
        { "Gmail ru", "вт, 5 мар. 2024 г. в 10:12, Ann Lee <ann@shop.example>:" },
        { "Gmail uk", "вт, 5 бер. 2024 р. о 10:12 Ann Lee <ann@shop.example> пише:" },
        { "Gmail sv", "Den tis 5 mars 2024 kl 10:12 skrev Ann Lee <ann@shop.example>:" },
        { "Gmail da", "Den tirs. 5. mar. 2024 kl. 10.12 skrev Ann Lee <ann@shop.example>:" },
        { "Gmail no", "tir. 5. mar. 2024 kl. 10:12 skrev Ann Lee <ann@shop.example>:" },
        { "Gmail fi", "ti 5. maalisk. 2024 klo 10.12 Ann Lee (ann@shop.example) kirjoitti:" },
        { "Gmail cs", "út 5. 3. 2024 v 10:12 odesílatel Ann Lee <ann@shop.example> napsal:" },
        { "Gmail sk", "ut 5. 3. 2024 o 10:12 Ann Lee <ann@shop.example> napísal(a):" },
        { "Gmail hu", "Ann Lee <ann@shop.example> ezt írta (időpont: 2024. márc. 5., K, 10:12):" },
        { "Gmail ro", "mar., 5 mar. 2024 la 10:12 Ann Lee <ann@shop.example> a scris:" },
        { "Gmail tr", "Ann Lee <ann@shop.example>, 5 Mar 2024 Sal, 10:12 tarihinde şunu yazdı:" },
        { "Gmail el", "Στις Τρί 5 Μαρ 2024 στις 10:12 π.μ., ο χρήστης Ann Lee <ann@shop.example> έγραψε:" },
        { "Gmail zh-CN", "Ann Lee <ann@shop.example> 于2024年3月5日周二 10:12写道：" },
        { "Gmail zh-TW", "Ann Lee <ann@shop.example> 於 2024年3月5日 週二 上午10:12寫道：" },
        { "Gmail ja", "2024年3月5日(火) 10:12 Ann Lee <ann@shop.example>:" },
        { "Gmail ko", "2024년 3월 5일 (화) 오전 10:12, Ann Lee <ann@shop.example>님이 작성:" },
        { "Gmail vi", "Vào Th 3, 5 thg 3, 2024 vào lúc 10:12 Ann Lee <ann@shop.example> đã viết:" },
        { "Gmail id", "Pada tanggal Sel, 5 Mar 2024 pukul 10.12 Ann Lee <ann@shop.example> menulis:" },
        { "Gmail old", "2024/3/5 Ann Lee <ann@shop.example>" },
        { "Apple en", "On 5 Mar 2024, at 10:12, Ann Lee <ann@shop.example> wrote:" },
        { "Apple en, iPhone", "On Mar 5, 2024, at 10:12\u202fAM, Ann Lee <ann@shop.example> wrote:" },
        { "Apple de", "Am 05.03.2024 um 10:12 schrieb Ann Lee <ann@shop.example>:" },
        { "Apple fr", "Le 5 mars 2024 à 10:12, Ann Lee <ann@shop.example> a écrit :" },
        { "Apple es", "El 5 mar 2024, a las 10:12, Ann Lee <ann@shop.example> escribió:" },
        { "Apple it", "Il giorno 5 mar 2024, alle ore 10:12, Ann Lee <ann@shop.example> ha scritto:" },
        { "Apple nl", "Op 5 mrt. 2024, om 10:12 heeft Ann Lee <ann@shop.example> het volgende geschreven:" },
        { "Apple pl", "Wiadomość napisana przez Ann Lee <ann@shop.example> w dniu 05.03.2024, o godz. 10:12:" },
        { "Apple sv", "5 mars 2024 kl. 10:12 skrev Ann Lee <ann@shop.example>:" },
        { "Apple ja", "2024/03/05 10:12、Ann Lee <ann@shop.example>のメール:" },
        { "Apple zh", "在 2024年3月5日，10:12，Ann Lee <ann@shop.example> 写道：" },
        { "Thunderbird en", "On 05/03/2024 10:12, Ann Lee wrote:" },
        { "Thunderbird de", "Am 05.03.24 um 10:12 schrieb Ann Lee:" },
        { "Thunderbird fr", "Le 05/03/2024 à 10:12, Ann Lee a écrit :" },
        { "Thunderbird ru", "05.03.2024 10:12, Ann Lee пишет:" },
        { "Thunderbird pl", "W dniu 05.03.2024 o 10:12, Ann Lee pisze:" },
        { "Yandex", "05.03.2024, 10:12, \"Ann Lee\" <ann@shop.example>:" },
        { "Mail.ru", "Вторник, 5 марта 2024, 10:12 +03:00 от Ann Lee <ann@shop.example>:" },
        { "Yahoo", "On Tuesday, March 5, 2024 at 10:12:33 AM GMT+1, Ann Lee <ann@shop.example> wrote:" },
        { "Proton", "On Tuesday, March 5th, 2024 at 10:12 AM, Ann Lee <ann@shop.example> wrote:" },
        { "Android", "---- Ann Lee wrote ----" },
        { "Lotus", "-----Ann Lee <ann@shop.example> wrote: -----" },
        { "Evolution", "On Tue, 2024-03-05 at 10:12 +0100, Ann Lee wrote:" },
        { "News", "Ann Lee <ann@shop.example> wrote:" },
        { "GMX", "Gesendet: Dienstag, 05. März 2024 um 10:12 Uhr\nVon: \"Ann Lee\" <ann@shop.example>\nAn: bob@home.example\nBetreff: Ihre Bestellung" },
    };

    public static TheoryData<string> Headers =>
    [
        "From: Ann Lee <ann@shop.example>\nSent: Tuesday, March 5, 2024 10:12 AM\nTo: Bob <bob@home.example>\nSubject: RE: Your order",
        "From: Ann Lee\nSent: Tuesday, March 5, 2024 10:12 AM\nTo: Bob\nSubject: RE: Your order",
        "________________________________\nFrom: Ann Lee <ann@shop.example>\nSent: 05 March 2024 10:12\nTo: Bob\nCc: Carol\nSubject: Your order",
        "*From:* Ann Lee [mailto:ann@shop.example]\n*Sent:* Tuesday, March 5, 2024 10:12 AM\n*To:* Bob\n*Subject:* Your order",
        "-----Original Message-----\nFrom: Ann Lee [mailto:ann@shop.example]\nSent: Tuesday, March 5, 2024 10:12 AM\nTo: Bob\nSubject: Your order",
        "Von: Ann Lee <ann@shop.example>\nGesendet: Dienstag, 5. März 2024 10:12\nAn: Bob\nBetreff: AW: Ihre Bestellung",
        "-----Ursprüngliche Nachricht-----\nVon: Ann Lee\nGesendet: Dienstag, 5. März 2024 10:12\nAn: Bob\nBetreff: Ihre Bestellung",
        "De : Ann Lee <ann@shop.example>\nEnvoyé : mardi 5 mars 2024 10:12\nÀ : Bob\nObjet : Votre commande",
        "-----Message d’origine-----\nDe : Ann Lee\nEnvoyé : mardi 5 mars 2024 10:12\nÀ : Bob\nObjet : Votre commande",
        "De: Ann Lee <ann@shop.example>\nEnviado el: martes, 5 de marzo de 2024 10:12\nPara: Bob\nAsunto: Su pedido",
        "De: Ann Lee <ann@shop.example>\nEnviada em: terça-feira, 5 de março de 2024 10:12\nPara: Bob\nAssunto: Seu pedido",
        "Da: Ann Lee <ann@shop.example>\nInviato: martedì 5 marzo 2024 10:12\nA: Bob\nOggetto: Il Suo ordine",
        "Van: Ann Lee <ann@shop.example>\nVerzonden: dinsdag 5 maart 2024 10:12\nAan: Bob\nOnderwerp: Uw bestelling",
        "Od: Ann Lee <ann@shop.example>\nWysłano: wtorek, 5 marca 2024 10:12\nDo: Bob\nTemat: Zamówienie",
        "От: Ann Lee <ann@shop.example>\nОтправлено: 5 марта 2024 г. 10:12\nКому: Bob\nТема: Заказ",
        "Від: Ann Lee <ann@shop.example>\nНадіслано: 5 березня 2024 р. 10:12\nКому: Bob\nТема: Замовлення",
        "Från: Ann Lee <ann@shop.example>\nSkickat: den 5 mars 2024 10:12\nTill: Bob\nÄmne: Din beställning",
        "Fra: Ann Lee <ann@shop.example>\nSendt: 5. marts 2024 10:12\nTil: Bob\nEmne: Din ordre",
        "Lähettäjä: Ann Lee <ann@shop.example>\nLähetetty: tiistai 5. maaliskuuta 2024 10.12\nVastaanottaja: Bob\nAihe: Tilauksesi",
        "Od: Ann Lee <ann@shop.example>\nOdesláno: úterý 5. března 2024 10:12\nKomu: Bob\nPředmět: Vaše objednávka",
        "Feladó: Ann Lee <ann@shop.example>\nElküldve: 2024. március 5., kedd 10:12\nCímzett: Bob\nTárgy: Rendelés",
        "De la: Ann Lee <ann@shop.example>\nTrimis: marți, 5 martie 2024 10:12\nCătre: Bob\nSubiect: Comanda",
        "Kimden: Ann Lee <ann@shop.example>\nGönderildi: 5 Mart 2024 Salı 10:12\nKime: Bob\nKonu: Siparişiniz",
        "Από: Ann Lee <ann@shop.example>\nΣτάλθηκε: Τρίτη, 5 Μαρτίου 2024 10:12\nΠρος: Bob\nΘέμα: Παραγγελία",
        "发件人: Ann Lee <ann@shop.example>\n发送时间: 2024年3月5日 10:12\n收件人: Bob\n主题: 订单",
        "寄件者: Ann Lee <ann@shop.example>\n寄件日期: 2024年3月5日 上午 10:12\n收件者: Bob\n主旨: 訂單",
        "差出人: Ann Lee <ann@shop.example>\n送信日時: 2024年3月5日 10:12\n宛先: Bob\n件名: ご注文",
        "보낸 사람: Ann Lee <ann@shop.example>\n보낸 날짜: 2024년 3월 5일 화요일 10:12\n받는 사람: Bob\n제목: 주문",
        "-------- Original message --------\nFrom: Ann Lee <ann@shop.example>\nDate: 05/03/2024 10:12 (GMT+01:00)\nTo: bob@home.example\nSubject: Your order",
        "-------- Message d'origine --------\nDe : Ann Lee <ann@shop.example>\nDate : 05/03/2024 10:12 (GMT+01:00)\nÀ : bob@home.example\nObjet : Votre commande",
        "------ Originalnachricht ------\nVon: \"Ann Lee\" <ann@shop.example>\nAn: bob@home.example\nGesendet: 05.03.2024 10:12:00\nBetreff: Ihre Bestellung",
        "----- Oorspronkelijk bericht -----\nVan: Ann Lee\nDatum: 5-3-2024 10:12\nAan: Bob\nOnderwerp: Bestelling",
    ];

    [Theory]
    [MemberData(nameof(Attributions))]
    public void The_line_that_introduces_a_quotation_goes_with_it(string program, string line)
    {
        Assert.NotEmpty(program);
        Assert.Equal("It still does not work.\n\nBob", ReplyText.Extract($"It still does not work.\n\nBob\n\n{line}\n\n> Have you tried to turn it off?\n>\n> Ann\n"));
        Assert.Equal("It still does not work.", ReplyText.Extract($"It still does not work.\r\n{line.ReplaceLineEndings("\r\n")}\r\n> Have you tried to turn it off?\r\n"));
    }

    [Theory]
    [MemberData(nameof(Attributions))]
    public void Words_below_a_quotation_are_kept(string program, string line)
    {
        Assert.NotEmpty(program);
        if (program == "GMX") return;
        Assert.Equal("Yes, twice.\n\nAnd now?", ReplyText.Extract($"{line}\n> Have you tried to turn it off?\n\nYes, twice.\n\n> And on?\n\nAnd now?"));
    }

    [Theory]
    [MemberData(nameof(Headers))]
    public void Everything_from_a_mail_header_on_is_history(string header)
    {
        Assert.Equal("It still does not work.\n\nBob", ReplyText.Extract($"It still does not work.\n\nBob\n\n{header}\n\nHave you tried to turn it off?\n\nAnn"));
        Assert.Equal("It still does not work.", ReplyText.Extract($"It still does not work.\r\n{header.ReplaceLineEndings("\r\n")}\r\n\r\nHave you tried it?"));
    }

    [Theory]
    [MemberData(nameof(Headers))]
    public void A_mail_that_only_forwards_is_kept_whole(string header)
    {
        var mail = $"{header}\n\nHave you tried to turn it off?";
        Assert.Equal(mail, ReplyText.Extract(mail));
    }

    [Theory]
    [InlineData("From: Paris\nTo: Rome\nDate: 3 May 2024\n\nTwo seats, please.")]
    [InlineData("On 5 May 2023 you wrote:\n\"We refund within a week.\"\nNothing came.")]
    [InlineData("On Monday at 10:30 I called and your colleague said:\nit is in stock. It is not.")]
    [InlineData("Two questions:\n\nHow much is it?\nWhen can I have it?")]
    [InlineData("To: whom it may concern\n\nI wish to complain.")]
    [InlineData("Subject: refund\nMy order is 1234.")]
    [InlineData("The steps:\n--\nFirst, I opened the box, and then I found that the lamp was broken in two places, as you can see in the pictures that I took yesterday.\n--\nThen I wrote to you.")]
    [InlineData("Sent from my desk, which is easier than writing on a phone.\nAnyway.")]
    [InlineData("Get the Outlook add-in working, please! It says: error 5.")]
    [InlineData("De hecho: no funciona.\nA: sí\nB: no")]
    [InlineData("Bob wrote:\nthat it works. It does not.")]
    [InlineData("original message\nis what the button says, and nothing happens")]
    public void What_only_resembles_a_quotation_is_kept(string mail) => Assert.Equal(mail, ReplyText.Extract(mail));

    [Theory]
    [InlineData("Thanks!\n\n-- \nBob Miller\nMiller & Sons\n+44 20 7946 0000", "Thanks!")]
    [InlineData("Thanks!\n--\nBob", "Thanks!")]
    [InlineData("Thanks!\n\n____________\nBob Miller\nbob@home.example", "Thanks!")]
    [InlineData("Thanks!\n\nSent from my iPhone", "Thanks!")]
    [InlineData("Thanks!\n\nSent from my iPhone\n\n> On 5 Mar 2024, at 10:12, Ann <ann@shop.example> wrote:\n>\n> Hi", "Thanks!")]
    [InlineData("Merci !\n\nEnvoyé de mon iPhone", "Merci !")]
    [InlineData("Merci !\n\nEnvoyé à partir d’Outlook pour Android<https://aka.ms/x>", "Merci !")]
    [InlineData("Danke!\n\nVon meinem iPhone gesendet", "Danke!")]
    [InlineData("Danke!\n\nDiese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.", "Danke!")]
    [InlineData("Gracias\n\nEnviado desde mi iPhone", "Gracias")]
    [InlineData("Grazie\n\nInviato da iPhone", "Grazie")]
    [InlineData("Obrigado\n\nEnviado do meu iPhone", "Obrigado")]
    [InlineData("Bedankt\n\nVerstuurd vanaf mijn iPad", "Bedankt")]
    [InlineData("Dzięki\n\nWysłane z iPhone'a", "Dzięki")]
    [InlineData("Спасибо\n\nОтправлено с iPhone", "Спасибо")]
    [InlineData("Tack\n\nSkickat från min iPhone", "Tack")]
    [InlineData("Tak\n\nSendt fra min iPhone", "Tak")]
    [InlineData("Kiitos\n\nLähetetty iPhonesta", "Kiitos")]
    [InlineData("Děkuji\n\nOdesláno z iPhonu", "Děkuji")]
    [InlineData("Köszönöm\n\nAz iPhone-omról küldve", "Köszönöm")]
    [InlineData("Teşekkürler\n\niPhone'umdan gönderildi", "Teşekkürler")]
    [InlineData("Ευχαριστώ\n\nΣτάλθηκε από το iPhone μου", "Ευχαριστώ")]
    [InlineData("谢谢\n\n发自我的 iPhone", "谢谢")]
    [InlineData("謝謝\n\n從我的 iPhone 傳送", "謝謝")]
    [InlineData("ありがとう\n\niPhoneから送信", "ありがとう")]
    [InlineData("감사합니다\n\n나의 iPhone에서 보냄", "감사합니다")]
    [InlineData("Thanks!\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\nFrom: Ann <ann@shop.example>\nSent: Tuesday, March 5, 2024\nTo: Bob\nSubject: Hi\n\nHi", "Thanks!")]
    [InlineData("Thanks!\n\nSent from my Verizon Wireless BlackBerry", "Thanks!")]
    [InlineData("Thanks!\n\nSent with Proton Mail secure email.", "Thanks!")]
    [InlineData("Thanks,\nBob", "Thanks,\nBob")]
    public void A_signature_is_left_out(string mail, string reply) => Assert.Equal(reply, ReplyText.Extract(mail));

    [Theory]
    [InlineData("Sent from my iPhone")]
    [InlineData("> Hi\n> there")]
    [InlineData("-- \nBob")]
    [InlineData("---------- Forwarded message ---------\nFrom: Ann <ann@shop.example>\nDate: Tue, 5 Mar 2024 at 10:12\nSubject: Hi\nTo: Bob\n\nHello")]
    [InlineData("FYI\n\n---------- Forwarded message ---------\nFrom: Ann <ann@shop.example>\nSubject: Hi\n\nHello")]
    [InlineData("See my answers below in red.\n\nFrom: Ann <ann@shop.example>\nSent: Tuesday, March 5, 2024\nTo: Bob\nSubject: Hi\n\nHow many? Three")]
    public void A_mail_with_nothing_else_is_kept_whole(string mail) => Assert.Equal(mail, ReplyText.Extract(mail));

    [Theory]
    [InlineData("Gmail", "<div dir=\"ltr\">Yes.<div><br></div><div>Bob</div></div><br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">On Tue, Mar 5, 2024 at 10:12 AM Ann Lee &lt;<a href=\"mailto:ann@shop.example\">ann@shop.example</a>&gt; wrote:<br></div><blockquote class=\"gmail_quote\" style=\"margin:0px 0px 0px 0.8ex\"><div>Shall we?</div></blockquote></div>")]
    [InlineData("Outlook for Windows", "<div class=WordSection1><p class=MsoNormal>Yes.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Bob<o:p></o:p></p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in'><p class=MsoNormal><b>Wer-auch-immer:</b> Ann Lee<br><b>Wann:</b> gestern<o:p></o:p></p></div></div><p class=MsoNormal>Shall we?</p></div>")]
    [InlineData("Outlook on the web", "<div>Yes.</div><div><br></div><div>Bob</div><div id=\"appendonsend\"></div><hr style=\"display:inline-block;width:98%\" tabindex=\"-1\"><div id=\"divRplyFwdMsg\" dir=\"ltr\"><font><b>X:</b> Ann Lee</font><div>&nbsp;</div></div><div>Shall we?</div>")]
    [InlineData("Apple Mail", "<html><body>Yes.<br><br>Bob<br><div><br><blockquote type=\"cite\"><div>On 5 Mar 2024, at 10:12, Ann Lee &lt;ann@shop.example&gt; wrote:</div><br><div>Shall we?</div></blockquote></div></body></html>")]
    [InlineData("iPhone", "<html><body>Yes.<br><br>Bob<br><br><div dir=\"ltr\">Sent from my iPhone</div><div dir=\"ltr\"><br><blockquote type=\"cite\">On Mar 5, 2024, at 10:12 AM, Ann Lee wrote:<br><br></blockquote></div><blockquote type=\"cite\"><div>Shall we?</div></blockquote></body></html>")]
    [InlineData("Thunderbird", "<p>Yes.</p><p>Bob</p><div class=\"moz-signature\">-- <br>Bob Miller</div><div class=\"moz-cite-prefix\">Quand le chat, Ann Lee miaule<br></div><blockquote type=\"cite\" cite=\"mid:1@x\"><p>Shall we?</p></blockquote>")]
    [InlineData("Yahoo", "<div>Yes.</div><div><br></div><div>Bob</div><div id=\"yahoo_quoted_1\" class=\"yahoo_quoted\"><div><div>On Tuesday, Ann Lee wrote</div><div>Shall we?</div></div></div>")]
    [InlineData("GMX", "<div>Yes.</div><div>&nbsp;</div><div>Bob</div><div name=\"quote\" style=\"border-left:2px solid\"><div><b>Gesendet:</b> gestern</div><div>Shall we?</div></div>")]
    [InlineData("Zimbra", "<div>Yes.<br><br>Bob<br><hr id=\"zwchr\" data-marker=\"__DIVIDER__\"><div data-marker=\"__HEADERS__\"><b>X: </b>Ann</div><blockquote>Shall we?</blockquote></div>")]
    [InlineData("Hotmail", "<div>Yes.<br><br>Bob<div><hr id=\"stopSpelling\">Shall we?</div></div>")]
    [InlineData("Mac Outlook", "<div>Yes.</div><div><br></div><div>Bob</div><span id=\"OLK_SRC_BODY_SECTION\"><div>X: Ann Lee</div><div>Shall we?</div></span>")]
    [InlineData("Mail.ru", "<p>Yes.</p><p>Bob</p><br>Tue, 5 Mar 2024 10:12:51 +0400 от Ann Lee &lt;ann@shop.example&gt;:<br><blockquote style=\"border-left:1px solid\">Shall we?</blockquote>")]
    public void Quoted_elements_and_signatures_are_left_out(string program, string html)
    {
        Assert.NotEmpty(program);
        Assert.Equal("Yes.\n\nBob", ReplyText.ExtractFromHtml(html));
    }

    [Fact]
    public void Answers_between_quoted_elements_are_kept() =>
        Assert.Equal("Two.\n\nRed.", ReplyText.ExtractFromHtml(
            "<div class=gmail_quote><div class=gmail_attr>On Tue, Mar 5, 2024 at 10:12 AM Ann &lt;ann@shop.example&gt; wrote:</div>"
            + "<blockquote class=gmail_quote>How many?</blockquote><div>Two.</div><blockquote class=gmail_quote>Which colour?</blockquote><div>Red.</div></div>"));

    [Theory]
    [InlineData("<p>The label says</p><blockquote>Handle with care</blockquote><p>It was not.</p>", "The label says\n\n> Handle with care\n\nIt was not.")]
    [InlineData("<div class=gmail_quote><div class=gmail_attr>---------- Forwarded message ---------<br>From: Ann &lt;ann@shop.example&gt;<br>Subject: Hi</div><div>Hello</div></div>", "---------- Forwarded message ---------\nFrom: Ann <ann@shop.example>\nSubject: Hi\nHello")]
    [InlineData("<div id=divRplyFwdMsg><b>From:</b> Ann<br><b>Sent:</b> today</div><div>Hello</div>", "From: Ann\nSent: today\nHello")]
    [InlineData("<div class=gmail_signature>Only this</div>", "Only this")]
    public void What_the_writer_quotes_or_forwards_is_kept(string html, string reply) => Assert.Equal(reply, ReplyText.ExtractFromHtml(html));

    [Fact]
    public void Own_words_and_an_attribution_may_share_a_line() =>
        Assert.Equal("Yes please", ReplyText.Extract("Yes please On Tue, Mar 5, 2024 at 10:12 AM, ann@shop.example wrote:\n\n> Shall we?"));

    [Fact]
    public void An_escaped_From_at_the_start_of_a_line_is_no_quotation() =>
        Assert.Equal("Hello\nFrom here on it fails.\nBob", ReplyText.Extract("Hello\n>From here on it fails.\nBob"));

    [Theory]
    [InlineData("On 5 May 2024 at 10:12 Ann <a@b.example> wrote:\n\n")]
    [InlineData("> > > >")]
    [InlineData(">")]
    [InlineData("From: a@b.example\n")]
    [InlineData("On 2024 <\n")]
    [InlineData("<<<<@@@@::::")]
    [InlineData("-----Original Message-----")]
    [InlineData("wrote wrote wrote 10:10 2024 ")]
    [InlineData("Sent from my iPhone\n")]
    [InlineData("--\n")]
    [InlineData("-- \na\n")]
    [InlineData("On 1 ")]
    public void B41_repeated_marks_cost_no_more_than_their_length(string mark)
    {
        var text = "x\n" + string.Concat(Enumerable.Repeat(mark, 1_000_000 / mark.Length)) + "\nwords";
        var began = CpuTime.Now();
        ReplyText.Extract(text);
        Assert.InRange(CpuTime.Now() - began, TimeSpan.Zero, TimeSpan.FromSeconds(3));
    }
}
