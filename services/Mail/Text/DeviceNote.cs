using System.Text.RegularExpressions;

namespace Inbox.Mail.Text;

/// <summary>Lines that a program adds on its own: "Sent from my iPhone", "Get Outlook for Android", in the languages they come in.</summary>
internal static partial class DeviceNote
{
    private const int Longest = 160;

    private static readonly string[] Starts =
    [
        "sent from", "sent via", "sent with", "sent using", "get outlook for", "get yahoo mail", "get aol", "composed on", "written on my", "typed on my", "sent by my", "from my iphone", "virus-free", "sorry for typos",
        "envoyé de", "envoyé depuis", "envoyé à partir", "envoyé avec", "envoyé par", "envoyé via", "obtenir outlook", "obtenez outlook", "télécharger outlook", "téléchargez outlook", "provenance :", "provenance:",
        "von meinem", "von meiner", "gesendet von", "gesendet mit", "gesendet über", "gesendet aus", "gesendet via", "diese nachricht wurde von meinem", "diese e-mail wurde von meinem", "holen sie sich outlook", "outlook für", "beziehen sie outlook",
        "enviado desde", "enviado con", "enviado de mi", "obtener outlook", "descargar outlook", "consigue outlook", "enviado do", "enviado de", "enviado através", "enviado via", "enviado pelo", "enviado a partir", "enviada do", "obter o outlook", "obtenha o outlook",
        "inviato da", "inviato dal", "inviato con", "inviato tramite", "scarica outlook", "ottieni outlook", "verzonden vanaf", "verzonden met", "verstuurd vanaf", "verstuurd met", "verzonden via", "outlook downloaden", "download outlook",
        "wysłano z", "wysłane z", "wysłano za", "wysłany z", "pobierz outlook", "uzyskaj aplikację outlook", "отправлено с", "отправлено из", "отправлено через", "отправлено от", "скачать outlook", "скачайте outlook", "надіслано з", "відправлено з",
        "skickat från", "skickat med", "skickad från", "hämta outlook", "sendt fra", "sendt via", "sendt med", "hent outlook", "last ned outlook", "få outlook", "lähetetty", "hanki outlook", "lataa outlook", "odesláno z", "odesláno pomocí", "odoslané z", "získat outlook", "stáhnout outlook",
        "elküldve", "küldve", "az iphone", "iphone-omról", "trimis de pe", "trimis din", "obțineți outlook", "descărcați outlook", "iphone'umdan", "ipad'imden", "gönderildi", "outlook'u edinin", "στάλθηκε από", "εστάλη από", "απεστάλη από", "αποστολή από", "изпратено от", "poslano s", "poslano sa", "poslano z",
        "saadetud minu", "đã gửi từ", "gửi từ", "được gửi từ", "dikirim dari", "发自我的", "发自", "從我的", "從", "寄自", "傳送自", "从我的", "获取", "取得", "iphoneから送信", "ipadから送信", "outlook for ios", "나의", "내", "iphone에서", "נשלח מ", "أرسلت من", "أُرسلت من", "ส่งจาก", "android",
    ];

    private static readonly string[] Devices =
    [
        "iphon", "ipad", "ipod", "apple watch", "macbook", "icloud", "android", "samsung", "galaxy", "blackberry", "outlook", "hotmail", "yahoo", "gmail", "aol", "gmx", "web.de", "mail.ru", "yandex", "яндекс", "почт", "proton", "tutanota", "tuta", "spark", "airmail", "mailbird", "bluemail", "aqua mail", "k-9",
        "fairemail", "thunderbird", "windows", "huawei", "honor", "xiaomi", "redmi", "oneplus", "oppo", "motorola", "nokia", "htc", "sony", "xperia", "lg ", "pixel", "nexus", "mobile", "mobil", "móvil", "movil", "celular", "telefon", "phone", "telefoon", "téléphone", "telefono", "teléfono", "telemóvel", "puhelim", "handy", "smartphone", "tablet", "tablette",
        "ios", "mail app", "mail for", "mail pour", "mail voor", "mail für", "avast", "sparrow", "mailspring", "superhuman", "front", "zoho", "zimbra", "acompli", "alto", "boxer", "newton", "edison", "手机", "手機", "邮箱", "郵件", "邮件", "핸드폰", "телефон", "смартфон", "планшет", "κινητ", "device", "appareil", "gerät", "apparaat", "enhet", "urządzeni",
    ];

    [GeneratedRegex(@"<?https?://\S+>?|\(https?://\S+\)|<[^<>\s]+>", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Links();

    /// <summary>The whole line is such a note, not a sentence that begins like one.</summary>
    public static bool Is(string line)
    {
        if (line.Length > 600 || line.Length < 5) return false;
        var text = Links().Replace(line, " ").Trim(' ', '\t', '*', '_', '-', '\u2014', '\u2013', '[', ']', '(', ')', '|', '.', '\u00a0', '\u200e', '\u200f', '«', '»', '"', '<', '>');
        if (text.Length is < 4 or > Longest || text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > 12) return false;
        if (text.IndexOfAny([',', ';', '?', '!']) >= 0 || text.Contains(". ", StringComparison.Ordinal)) return false;
        var start = Array.Exists(Starts, s => text.StartsWith(s, StringComparison.OrdinalIgnoreCase));
        if (start && Array.Exists(Devices, d => text.Contains(d, StringComparison.OrdinalIgnoreCase))) return true;
        return IsTrailing(text);
    }

    // "iPhoneから送信", "Meinem iPhone gesendet", "iPhone'umdan gönderildi": languages that put the verb last.
    private static bool IsTrailing(string text) =>
        (text.StartsWith("iphone", StringComparison.OrdinalIgnoreCase) || text.StartsWith("ipad", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("az én ", StringComparison.OrdinalIgnoreCase) || text.StartsWith("android", StringComparison.OrdinalIgnoreCase) || text.StartsWith("samsung", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("나의", StringComparison.Ordinal) || text.StartsWith('내') || text.StartsWith("從我", StringComparison.Ordinal) || text.StartsWith("从我", StringComparison.Ordinal))
        && (text.EndsWith("送信", StringComparison.Ordinal) || text.EndsWith("gönderildi", StringComparison.OrdinalIgnoreCase) || text.EndsWith("küldve", StringComparison.OrdinalIgnoreCase)
            || text.EndsWith("보냄", StringComparison.Ordinal) || text.EndsWith("传送", StringComparison.Ordinal) || text.EndsWith("傳送", StringComparison.Ordinal) || text.EndsWith("发送", StringComparison.Ordinal)
            || text.EndsWith("寄出", StringComparison.Ordinal) || text.EndsWith("から送信されました", StringComparison.Ordinal));
}
