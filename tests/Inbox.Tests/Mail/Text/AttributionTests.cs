using Inbox.Mail.Text;

namespace Inbox.Tests.Mail.Text;

/// <summary>How programs introduce what they quote, in the languages that they speak.</summary>
public sealed class AttributionTests
{
    private static readonly string[] _lines =
    [
        "Missatge de Ann Lee <ann@shop.example> del dia dt., 5 de març 2024 a les 10:12:",
        "uto, 5. ožu 2024. u 10:12 Ann Lee <ann@shop.example> napisao je:",
        "уто, 5. мар 2024. у 10:12 Ann Lee <ann@shop.example> је написао/ла:",
        "V V tor., 5. mar. 2024 ob 10:12 je oseba Ann Lee <ann@shop.example> napisala:",
        "На вт, 5.03.2024 г. в 10:12 Ann Lee <ann@shop.example> написа:",
        "2024-03-05, an, 10:12 Ann Lee <ann@shop.example> rašė:",
        "otrd., 2024. g. 5. marts, plkst. 10:12 — lietotājs Ann Lee (<ann@shop.example>) rakstīja:",
        "Kuupäev T, 5. märts 2024 kell 10:12 kirjutas Ann Lee <ann@shop.example>:",
        "\u202bבתאריך יום ג׳, 5 במרץ 2024 ב-10:12 מאת \u202aAnn Lee\u202c\u200f <\u202aann@shop.example\u202c\u200f>:\u202c",
        "في الثلاثاء، 5 مارس 2024 في 10:12 ص تمت كتابة ما يلي بواسطة \u202aAnn Lee\u202c\u200f <\u202aann@shop.example\u202c\u200f>:",
        "ในวันที่ อ. 5 มี.ค. 2024 เวลา 10:12 Ann Lee <ann@shop.example> เขียนว่า:",
        "मंगल, 5 मार्च 2024 को 10:12 am बजे को Ann Lee <ann@shop.example> ने लिखा:",
        "در تاریخ سه\u200cشنبه ۵ مارس ۲۰۲۴،\u200f ۱۰:۱۲ \u202aAnn Lee\u202c\u200f <\u202aann@shop.example\u202c\u200f> نوشت:",
        "þri., 5. mar. 2024 kl. 10:12 skrifaði Ann Lee <ann@shop.example>:",
        "Noong Mar, Mar 5, 2024 nang 10:12 AM, nagsulat si Ann Lee <ann@shop.example> ng:",
        "Pada Sel, 5 Mac 2024 10:12 PG Ann Lee <ann@shop.example> menulis:",
        "Em 5 de março de 2024 10:12, Ann Lee <ann@shop.example> escreveu:",
        "El mar, 5 de mar de 2024, 10:12 a. m., Ann Lee <ann@shop.example> escribió:",
        "El mar, 5 mar 2024 a la(s) 10:12 a.m., Ann Lee (ann@shop.example) escribió:",
        "Le mar. 5 mars 2024, à 10 h 12, Ann Lee <ann@shop.example> a écrit :",
        "Hau idatzi du Ann Lee (<ann@shop.example>) erabiltzaileak (2024 mar. 5, ar. (10:12)):",
        "O mar, 5 mar 2024 ás 10:12, Ann Lee (<ann@shop.example>) escribiu:",
        "W dniu 5 marca 2024 10:12 użytkownik Ann Lee <ann@shop.example> napisał:",
        "Dne 5. března 2024 10:12 Ann Lee <ann@shop.example> napsal(a):",
        "2024. március 5. 10:12 Ann Lee írta, <ann@shop.example>:",
        "5 марта 2024 г., 10:12 пользователь Ann Lee <ann@shop.example> написал:",
        "5 Mart 2024 10:12 tarihinde Ann Lee <ann@shop.example> yazdı:",
        "Op 5 maart 2024 10:12 schreef Ann Lee <ann@shop.example>:",
        "Op Di. 05 Mrt. 2024 om 10:12 het Ann Lee <ann@shop.example> geskryf:",
        "Den 5. mar. 2024 kl. 10.12 skrev Ann Lee <ann@shop.example>:",
        "Ann Lee <ann@shop.example> kirjoitti 5.3.2024 kello 10.12:",
        "5 марта 2024 г., в 10:12, Ann Lee <ann@shop.example> написал(а):",
        "5 бер. 2024 р. о 10:12 Ann Lee <ann@shop.example> пише:",
        "5. 3. 2024 v 10:12, Ann Lee <ann@shop.example>:",
        "Ann Lee <ann@shop.example> şunları yazdı (5 Mar 2024 10:12):",
        "2024. 03. 05. dátummal, 10:12 időpontban Ann Lee <ann@shop.example> írta:",
        "Ann Lee <ann@shop.example> írta (2024. márc. 5. 10:12):",
        "Pe 5 mar. 2024, la 10:12, Ann Lee <ann@shop.example> a scris:",
        "Στις 5 Μαρ 2024, στις 10:12, ο/η Ann Lee <ann@shop.example> έγραψε:",
        "2024. 3. 5. 오전 10:12, Ann Lee <ann@shop.example> 작성:",
        "Ann Lee <ann@shop.example> 於 2024年3月5日 上午10:12 寫道：",
        "Em 5 de mar. de 2024, à(s) 10:12, Ann Lee <ann@shop.example> escreveu:",
        "No dia 05/03/2024, às 10:12, Ann Lee <ann@shop.example> escreveu:",
        "El 5 març 2024, a les 10:12, Ann Lee <ann@shop.example> va escriure:",
        "Ann Lee <ann@shop.example> napisao je dana 05.03.2024. u 10:12:",
        "Dana 5. 3. 2024., u 10:12, Ann Lee <ann@shop.example> je napisao/la:",
        "Dňa 5. 3. 2024 o 10:12, Ann Lee <ann@shop.example> napísal(a):",
        "Ann Lee <ann@shop.example> เขียนเมื่อ 5 มี.ค. 2567 เวลา 10:12:",
        "Vào 10:12, 5 thg 3, 2024, Ann Lee <ann@shop.example> đã viết:",
        "Pada 5 Mar 2024, pukul 10.12, Ann Lee <ann@shop.example> menulis:",
        "On Mar 5, 2024, at 10:12 AM, Ann Lee wrote:",
        "2024/03/05 10:12、Ann Lee <ann@shop.example>のメール：",
        "Le 5 mars 2024 à 10:12, Ann Lee via Support <ann@shop.example> a écrit :",
        "El 05/03/2024 a las 10:12, Ann Lee escribió:",
        "Il 05/03/2024 10:12, Ann Lee ha scritto:",
        "Em 05/03/2024 10:12, Ann Lee escreveu:",
        "Às 10:12 de 05/03/2024, Ann Lee escreveu:",
        "Op 05-03-2024 om 10:12 schreef Ann Lee:",
        "Dne 05. 03. 24 v 10:12 Ann Lee napsal(a):",
        "Den 2024-03-05 kl. 10:12, skrev Ann Lee:",
        "Den 05.03.2024 10:12, skrev Ann Lee:",
        "Ann Lee kirjoitti 5.3.2024 klo 10.12:",
        "2024. 03. 05. 10:12 keltezéssel, Ann Lee írta:",
        "在 2024/3/5 10:12, Ann Lee 写道:",
        "Ann Lee 於 2024/3/5 10:12 寫道:",
        "2024-03-05 오전 10:12에 Ann Lee 이(가) 쓴 글:",
        "5.03.2024 10:12 tarihinde Ann Lee yazdı:",
        "Στις 5/3/24 10:12, ο/η Ann Lee έγραψε:",
        "Pe 05.03.2024 10:12, Ann Lee a scris:",
        "On 3/5/24 10:12, Ann Lee via Helpdesk wrote:",
        "Dne 5. 03. 2024 ob 10:12 je Ann Lee napisal(a):",
        "Dana 5.3.2024. 10:12, Ann Lee je napisao/la:",
        "2024-03-05 10:12, Ann Lee rašė:",
        "在 2024-03-05 10:12:33，\"Ann Lee\" <ann@shop.example> 写道：",
        "At 2024-03-05 10:12:33, \"Ann Lee\" <ann@shop.example> wrote:",
        "Le mardi 5 mars 2024 à 10:12:33 UTC+1, Ann Lee <ann@shop.example> a écrit :",
        "Am Dienstag, 5. März 2024 um 10:12:33 MEZ hat Ann Lee <ann@shop.example> Folgendes geschrieben:",
        "El martes, 5 de marzo de 2024, 10:12:33 CET, Ann Lee <ann@shop.example> escribió:",
        "Il martedì 5 marzo 2024 alle ore 10:12:33 CET, Ann Lee <ann@shop.example> ha scritto:",
        "Em terça-feira, 5 de março de 2024 às 10:12:33 BRT, Ann Lee <ann@shop.example> escreveu:",
        "Ann Lee <ann@shop.example> 於 2024年3月5日 星期二 上午10:12:33 [GMT+8] 寫道：",
        "--- On Tue, 3/5/24, Ann Lee <ann@shop.example> wrote:",
        "On Tue, Mar 5, 2024 at 10:12 AM, Ann Lee<ann@shop.example> wrote:",
        "5. März 2024, 10:12 von ann@shop.example:",
        "Mar 5, 2024, 10:12 by ann@shop.example:",
        "Ann Lee <ann@shop.example> hat am 05.03.2024 10:12 CET geschrieben:",
        "Ann Lee <ann@shop.example> hat am 5. März 2024 um 10:12 geschrieben:",
        "On 03/05/2024 10:12 AM CET Ann Lee <ann@shop.example> wrote:",
        "Le 05/03/2024 10:12 CET, Ann Lee <ann@shop.example> a écrit :",
        "Il 05/03/2024 10:12 CET Ann Lee <ann@shop.example> ha scritto:",
        "Op 05-03-2024 10:12 CET schreef Ann Lee <ann@shop.example>:",
        "---- On Tue, 05 Mar 2024 10:12:33 +0100 Ann Lee <ann@shop.example> wrote ----",
        "---- On Tue, 05 Mar 2024 10:12:33 +0100 ann@shop.example wrote ----",
        "---- Am Di, 05 Mrz 2024 10:12:33 +0100 Ann Lee <ann@shop.example> schrieb ----",
        "---- El mar, 05 mar 2024 10:12:33 +0100 Ann Lee <ann@shop.example> escribió ----",
        "---- 在 星期二, 2024-03-05 10:12:33 Ann Lee <ann@shop.example> 撰写 ----",
        "---- Le mar., 05 mars 2024 10:12:33 +0100 Ann Lee <ann@shop.example> a écrit ----",
        "On 2024-03-05 10:12, Ann Lee wrote:",
        "Am 2024-03-05 10:12, schrieb Ann Lee:",
        "Le 2024-03-05 10:12, Ann Lee a écrit :",
        "El 2024-03-05 10:12, Ann Lee escribió:",
        "W dniu 2024-03-05 10:12, Ann Lee napisał(a):",
        "Dne 2024-03-05 10:12, Ann Lee napsal:",
        "Il 2024-03-05 10:12 Ann Lee ha scritto:",
        "2024-03-05 10:12 időpontban Ann Lee ezt írta:",
        "Ann Lee/SHOP/Example wrote on 05/03/2024 10:12:33:",
        "Ann Lee/SHOP schrieb am 05.03.2024 10:12:33:",
        "Ann Lee/SHOP a écrit sur 05/03/2024 10:12:33 :",
        "Le mardi 05 mars 2024 à 10:12 +0100, Ann Lee a écrit :",
        "Am Dienstag, dem 05.03.2024 um 10:12 +0100 schrieb Ann Lee:",
        "El mar, 05-03-2024 a las 10:12 +0100, Ann Lee escribió:",
        "On Tuesday, 5 March 2024 10:12:33 CET Ann Lee wrote:",
        "Am Dienstag, 5. März 2024, 10:12:33 CET schrieb Ann Lee:",
        "On Tue, Mar 05, 2024 at 10:12:33AM +0100, Ann Lee wrote:",
        "On 5 Mar 2024 at 10:12, Ann Lee wrote:",
        "At 10:12 AM 3/5/2024, Ann Lee wrote:",
        "On Mar 5, 2024, 10:12 AM +0100, Ann Lee <ann@shop.example>, wrote:",
        "Le 5 mars 2024 à 10:12 +0100, Ann Lee <ann@shop.example>, a écrit :",
        "Am 5. März 2024, 10:12 +0100 schrieb Ann Lee <ann@shop.example>:",
        "On 5 March 2024 at 10:12:33, Ann Lee (ann@shop.example) wrote:",
        "On Tue, Mar 05, 2024 at 10:12 AM, Ann Lee < ann@shop.example > wrote:",
        "On March 5, 2024, Ann Lee <ann@shop.example> wrote:",
        "On March 5, 2024 at 10:12 AM GMT+1 ann@shop.example wrote:",
        "On Tue, Mar 5, 2024, at 10:12 AM, Ann Lee wrote:",
        "On 5 March 2024 10:12:33 CET, Ann Lee <ann@shop.example> wrote:",
        "Am 5. März 2024 10:12:33 MEZ schrieb Ann Lee <ann@shop.example>:",
        "Le 5 mars 2024 10:12:33 GMT+01:00, Ann Lee <ann@shop.example> a écrit :",
        "On 5 March 2024 10:12:33 Ann Lee <ann@shop.example> wrote:",
        "Dnia 5 marca 2024 10:12 Ann Lee <ann@shop.example> napisał(a):",
        "In a message dated 3/5/2024 10:12:33 A.M. Eastern Standard Time, ann@shop.example writes:",
        "Tuesday, March 5, 2024 10:12 AM +03:00 from Ann Lee <ann@shop.example>:",
        "Tue, 5 Mar 2024 10:12:33 +0300 от Ann Lee <ann@shop.example>:",
        "5 березня 2024, 10:12:33, від \"Ann Lee\" <ann@shop.example>:",
        "Tuesday, March 5, 2024, 10:12:33 AM, you wrote:",
        "Вы писали 5 марта 2024 г., 10:12:33:",
        "On Tue, 5 Mar 2024 10:12:33 +0100\nAnn Lee <ann@shop.example> wrote:",
        "Il 05/03/2024 10:12 Ann Lee <ann@shop.example> ha scritto:",
        "Ann Lee <ann@shop.example> writes:",
        "\u2010\u2010\u2010\u2010\u2010\u2010\u2010 Original Message \u2010\u2010\u2010\u2010\u2010\u2010\u2010\nOn Tuesday, March 5th, 2024 at 10:12 AM, Ann Lee <ann@shop.example> wrote:",
        "-------- Original Message --------\nOn 3/5/24 10:12 AM, Ann Lee <ann@shop.example> wrote:",
        "Ann Lee <ann@shop.example> schrieb am Dienstag, 5. März 2024 um 10:12:",
        "Le mardi 5 mars 2024 à 10:12, Ann Lee <ann@shop.example> a écrit :",
        "El martes, 5 de marzo de 2024 a las 10:12, Ann Lee <ann@shop.example> escribió:",
        "-------- Original message --------From: Ann Lee <ann@shop.example> Date: 3/5/24  10:12 AM  (GMT+01:00) To: bob@home.example Subject: Re: Your order",
        "-------- Ursprüngliche Nachricht --------Von: Ann Lee <ann@shop.example> Datum: 05.03.24  10:12  (GMT+01:00) An: bob@home.example Betreff: Re: Order",
        "Le mar. 5 mars 2024 à 10:12, Ann Lee from the Customer Care Team <\nann.lee.customer.care@shop.example> a écrit :",
        "Am Di., 5. März 2024 um 10:12 Uhr schrieb Ann Lee Kundenservice <\nann.lee.customer.care@shop.example>:",
        "wt., 5 mar 2024 o 10:12 Ann Lee from the Customer Care Team <\nann.lee@shop.example> napisał(a):",
        "Em ter., 5 de mar. de 2024 às 10:12, Ann Lee from the Team <\nann.lee@shop.example> escreveu:",
        "El mar, 5 mar 2024 a las 10:12, Ann Lee from the Team (<\nann.lee@shop.example>) escribió:",
        "On Tue, Mar 5, 2024 at 10:12 AM, Ann Lee [ann@shop.example] wrote:",
        "On Tue, Mar 5, 2024 at 10:12 AM Ann Lee <ann@shop.example <mailto:ann@shop.example>> wrote:",
        "On Tue, Mar 5, 2024 at 10:12 AM Ann Lee <ann@shop.example<mailto:ann@shop.example>> wrote:",
        "In article <abc123@news.example>, Ann Lee <ann@shop.example> wrote:",
        "2024-03-05 10:12 GMT+01:00 Ann Lee <ann@shop.example>:",
        "*On Tue, Mar 5, 2024 at 10:12 AM, Ann Lee <ann@shop.example> wrote:*",
        "  On Tue, Mar 5, 2024 at 10:12 AM, Ann Lee <ann@shop.example> wrote:",
        "(Ann Lee <ann@shop.example> wrote on 5 March 2024 at 10:12:)",
    ];

    public static TheoryData<string> Lines => [.. _lines];

    [Theory]
    [MemberData(nameof(Lines))]
    public void The_line_goes_with_what_it_introduces(string line)
    {
        Assert.Equal("It still does not work.\n\nBob", ReplyText.Extract($"It still does not work.\n\nBob\n\n{line}\n\n> Have you tried to turn it off?\n>\n> Ann"));
        Assert.Equal("It still does not work.", ReplyText.Extract($"It still does not work.\n{line}\n> Have you tried to turn it off?\n"));
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void The_history_needs_no_marks(string line) =>
        Assert.Equal("It still does not work.", ReplyText.Extract($"It still does not work.\n\n{line}\n\nHello Bob,\n\nHave you tried to turn it off?\n\nAnn"));

    [Theory]
    [InlineData("Ihr Kollege schrieb am 5. März 2024 um 10:12, dass alles gut sei:\nDas stimmt nicht.")]
    [InlineData("Le 5 mars 2024 à 10:12, j'ai appelé et on m'a dit :\ntout va bien. C'est faux.")]
    [InlineData("El 5 de marzo de 2024 a las 10:12 escribí a bob@home.example:\nnadie respondió.")]
    [InlineData("2024年3月5日 10:12 に注文しました：\nランプ 1個")]
    [InlineData("The log says:\n2024-03-05 10:12:33 login bob@home.example: failed\nWhat now?")]
    [InlineData("Error at 2024-03-05 10:12:33 for <bob@home.example>:\ncannot connect\nPlease help.")]
    [InlineData("My order of 05.03.2024 10:12, bob@home.example:\nIt never came.")]
    public void A_sentence_with_a_date_and_an_address_stays(string mail) => Assert.Equal(mail, ReplyText.Extract(mail));

    [Fact]
    public void Marks_with_initials_are_marks()
    {
        Assert.Equal("Hello Ann,\n\nRed, two.", ReplyText.Extract("Hello Ann,\n\nTuesday, March 5, 2024, 10:12:33 AM, you wrote:\n\nAL> Which colour?\nAL> And how many?\n\nRed, two."));
        Assert.Equal("Press A> and see.\nA> nothing", ReplyText.Extract("Press A> and see.\nA> nothing"));
    }
}
