using System.Text;
using Inbox.Mail;
using Inbox.Mail.Charsets;

namespace Inbox.Tests.Mail.Charsets;

/// <summary>Labels that are missing, unknown or wrong: what counts is what the bytes are.</summary>
public sealed class LegacyGuessTests
{
    private const string Russian = "Здравствуйте, мой заказ не пришёл. Где моя посылка? Я заплатил неделю назад.";
    private const string Japanese = "こんにちは。注文した商品がまだ届いていません。確認してください。";
    private const string Simplified = "您好，我的订单还没有到，请帮我查一下物流信息。谢谢。";
    private const string Traditional = "您好，我的訂單還沒有到，請幫我查一下物流資訊。謝謝。";
    private const string Korean = "안녕하세요. 주문한 상품이 아직 도착하지 않았습니다. 확인 부탁드립니다.";
    private const string Greek = "Καλημέρα, δεν έλαβα την παραγγελία μου. Πού είναι;";
    private const string Hebrew = "שלום, לא קיבלתי את ההזמנה שלי. איפה היא?";
    private const string Arabic = "مرحبا، لم يصل طلبي حتى الآن. أين هو؟";
    private const string Thai = "สวัสดีค่ะ สินค้าที่สั่งยังไม่มาถึง ช่วยตรวจสอบให้หน่อย";
    private const string Polish = "Dzień dobry, nie otrzymałem zamówienia. Proszę o pomoc, żółta łódź.";
    private const string Czech = "Dobrý den, objednávka ještě nepřišla. Můžete mi prosím říct, kde je?";
    private const string Turkish = "Merhaba, siparişim gelmedi. Nerede? Çok üzgünüm, ığdır.";
    private const string French = "Bonjour, je n'ai pas reçu ma commande passée à l'été. Où est-elle ? Ça coûte cher, déçue.";
    private const string German = "Guten Tag, die Lieferung ist früh gekommen, aber falsch: größer als gewünscht. Grüße aus Köln.";
    private const string Spanish = "¿Dónde está mi pedido? Me llamo Íñigo, vivo en el 3º piso, nº 5, 20 ºC y 12 €. ¡Gracias!";
    private const string Icelandic = "Góðan dag, pöntunin mín er ekki komin. Það er orðið langt síðan. Þakka þér.";

    public static TheoryData<string, string> Texts => new()
    {
        { "windows-1251", Russian }, { "koi8-r", Russian }, { "iso-8859-5", Russian }, { "shift_jis", Japanese }, { "euc-jp", Japanese }, { "gb18030", Simplified }, { "big5", Traditional },
        { "euc-kr", Korean }, { "windows-1253", Greek }, { "windows-1255", Hebrew }, { "windows-1256", Arabic }, { "windows-874", Thai }, { "iso-8859-2", Polish }, { "windows-1250", Polish },
        { "windows-1254", Turkish }, { "windows-1252", French }, { "windows-1252", German }, { "windows-1252", Spanish }, { "windows-1252", Icelandic },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void B09_text_without_a_true_label_is_read_as_what_it_is(string charset, string text)
    {
        foreach (var label in (string[])["", "; charset=utf-8", "; charset=us-ascii", "; charset=x-unknown"])
            Assert.Equal(text, Read(charset, text, label));
    }

    [Theory]
    [InlineData("windows-1251", Russian)]
    [InlineData("koi8-r", Russian)]
    [InlineData("shift_jis", Japanese)]
    [InlineData("euc-jp", Japanese)]
    [InlineData("gb18030", Simplified)]
    [InlineData("big5", Traditional)]
    [InlineData("euc-kr", Korean)]
    [InlineData("windows-1253", Greek)]
    [InlineData("windows-1252", French)]
    [InlineData("windows-1252", Spanish)]
    public void B09_a_western_label_on_other_letters_is_seen_through(string charset, string text) => Assert.Equal(text, Read(charset, text, "; charset=iso-8859-1"));

    [Theory]
    [InlineData("iso-8859-2", Polish)]
    [InlineData("iso-8859-2", Czech)]
    [InlineData("windows-1251", Russian)]
    [InlineData("big5", Traditional)]
    public void A_true_label_is_believed(string charset, string text) => Assert.Equal(text, Read(charset, text, $"; charset={charset}"));

    [Fact]
    public void A_raw_subject_is_read_like_the_text()
    {
        var mail = MailReader.Read((byte[])[.. "Subject: "u8, .. Charset.Find("windows-1253")!.GetBytes(Greek), .. "\r\n\r\nx"u8]);
        Assert.Equal(Greek, mail.Subject);
    }

    private static string Read(string charset, string text, string label) => MailReader.Read((byte[])
    [
        .. Encoding.ASCII.GetBytes($"From: a@b.example\r\nContent-Type: text/plain{label}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"), .. Charset.Find(charset)!.GetBytes(text),
    ]).Text.Trim();
}
