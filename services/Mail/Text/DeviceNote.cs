using System.Text.RegularExpressions;

namespace Inbox.Mail.Text;

/// <summary>Lines that a program adds on its own: "Sent from my iPhone", "Get Outlook for Android", in the languages they come in.</summary>
internal static partial class DeviceNote
{
    private const int Longest = 160;

    private static readonly string[] Starts =
    [
        "sent from", "sent via", "sent with", "sent using", "get outlook for", "get bluemail", "securely sent with", "get yahoo mail", "get aol", "composed on", "written on my", "typed on my", "sent by my", "from my iphone", "virus-free", "sorry for typos",
        "envoyé de", "envoyé depuis", "envoyé à partir", "envoyé avec", "envoyé par", "envoyé via", "obtenir outlook", "obtenez outlook", "télécharger outlook", "envoyé à l'aide", "téléchargez outlook", "provenance :", "provenance:",
        "von meinem", "von meiner", "gesendet von", "gesendet mit", "gesendet über", "gesendet aus", "gesendet via", "diese nachricht wurde von meinem", "diese e-mail wurde von meinem", "holen sie sich outlook", "outlook für", "von outlook", "von yahoo", "von mail", "beziehen sie outlook",
        "enviado desde", "enviado con", "enviado de mi", "obtener outlook", "descargar outlook", "consigue outlook", "enviado do", "enviado de", "enviado através", "enviado via", "enviado pelo", "enviado a partir", "enviada do", "obter o outlook", "obtenha o outlook", "baixe o outlook", "baixar o outlook", "transferir o outlook", "enviat des", "enviat amb",
        "inviato da", "inviato dal", "inviato con", "inviato tramite", "scarica outlook", "ottieni outlook", "verzonden vanaf", "verzonden met", "verstuurd vanaf", "verstuurd met", "verzonden via", "outlook downloaden", "outlook voor", "verzonden vanuit", "verstuurd vanuit", "download outlook",
        "wysłano z", "wysłane z", "wysłano za", "wysłany z", "pobierz outlook", "pobierz aplikację outlook", "uzyskaj aplikację outlook", "отправлено с", "отправлено из", "отправлено через", "отправлено от", "скачать outlook", "скачайте outlook", "надіслано з", "відправлено з",
        "skickat från", "skickat med", "skickad från", "skickades från", "skaff deg outlook", "skaffa outlook", "hämta outlook", "sendt fra", "sendt via", "sendt med", "hent outlook", "last ned outlook", "få outlook", "lähetetty", "hanki outlook", "lataa outlook", "odesláno z", "odesláno pomocí", "odoslané z", "získat outlook", "stáhnout outlook", "získejte outlook", "získajte outlook",
        "elküldve", "küldve", "az iphone", "iphone-omról", "trimis de pe", "trimis din", "obțineți outlook", "descărcați outlook", "iphone'umdan", "ipad'imden", "gönderildi", "outlook'u edinin", "αποκτήστε το outlook", "λήψη του outlook", "στάλθηκε από", "εστάλη από", "απεστάλη από", "αποστολή από", "изпратено от", "poslano s", "poslano sa", "poslano z",
        "saadetud minu", "nosūtīts no", "išsiųsta iš", "az outlook", "đã gửi từ", "gửi từ", "được gửi từ", "dikirim dari", "发自我的", "发自", "從我的", "從", "寄自", "傳送自", "从我的", "获取", "取得", "发送自", "来自我的", "寄件來源", "下载", "iphoneから送信", "ipadから送信", "outlook for ios", "나의", "내", "iphone에서", "נשלח מ", "أرسلت من", "أُرسلت من", "ส่งจาก", "android",
    ];

    private static readonly string[] Devices =
    [
        "iphon", "ipad", "ipod", "apple watch", "macbook", "icloud", "android", "samsung", "galaxy", "blackberry", "outlook", "hotmail", "yahoo", "gmail", "aol", "gmx", "web.de", "mail.ru", "yandex", "яндекс", "почт", "proton", "tutanota", "tuta", "spark", "airmail", "mailbird", "bluemail", "aqua mail", "k-9",
        "fairemail", "thunderbird", "windows", "huawei", "honor", "xiaomi", "redmi", "oneplus", "oppo", "motorola", "nokia", "htc", "sony", "xperia", "lg ", "pixel", "nexus", "mobile", "mobil", "móvil", "movil", "celular", "telefon", "phone", "telefoon", "téléphone", "telefono", "teléfono", "telemóvel", "puhelim", "handy", "smartphone", "tablet", "tablette",
        "ios", "mail app", "mail for", "mail pour", "mail voor", "mail für", "avast", "sparrow", "mailspring", "superhuman", "front", "zoho", "fastmail", "em client", "orange", "libero", "小米", "华为", "荣耀", "三星", "苹果", "网易", "裝置", "设备", "zimbra", "acompli", "alto", "boxer", "newton", "edison", "手机", "手機", "邮箱", "郵件", "邮件", "핸드폰", "телефон", "смартфон", "планшет", "κινητ", "device", "appareil", "gerät", "apparaat", "enhet", "urządzeni",
    ];

    private static readonly string[] Apologies = ["excuse", "typo", "brevity", "pardon", "autocorrect", "forgive", "fautes de frappe", "tippfehler"];

    private static readonly string[] TrailingStarts =
        ["iphone", "ipad", "galaxy", "windows", "android", "ios", "samsung", "outlook", "xperia", "huawei", "az én ", "나의", "내 ", "私の", "從我", "从我", "從 ", "从 "];

    private static readonly string[] TrailingEnds =
        ["送信", "送信されました", "gönderildi", "küldve", "보냄", "传送", "傳送", "发送", "寄出", "다운로드", "入手", "入手する", "edinin"];

    [GeneratedRegex(@"<?https?://\S+>?|\(https?://\S+\)|<[^<>\s]+>", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Links();

    /// <summary>The whole line is such a note, not a sentence that begins like one.</summary>
    public static bool Is(string line)
    {
        if (line.Length > 600 || line.Length < 5) return false;
        var text = (line.Contains("http", StringComparison.Ordinal) || line.Contains('<') ? Links().Replace(line, " ") : line).Trim(' ', '\t', '*', '_', '-', '\u2014', '\u2013', '[', ']', '(', ')', '|', '.', '!', '\u00a0', '\u200e', '\u200f', '«', '»', '"', '<', '>');
        if (text.Length is < 4 or > Longest || Words(text) > 12) return false;
        if (text.IndexOfAny([';', '?', '!']) >= 0 || !EndsThere(text)) return false;
        var start = Array.Exists(Starts, s => text.StartsWith(s, StringComparison.OrdinalIgnoreCase));
        if (start && Array.Exists(Devices, d => text.Contains(d, StringComparison.OrdinalIgnoreCase))) return true;
        return IsTrailing(text);
    }

    private static int Words(ReadOnlySpan<char> text)
    {
        var words = 0;
        for (var rest = text.TrimStart(' '); !rest.IsEmpty; words++)
        {
            var end = rest.IndexOf(' ');
            rest = end < 0 ? [] : rest[end..].TrimStart(' ');
        }

        return words;
    }

    /// <summary>"Sent from a magnificent torch of pixels": people write notes of their own, which count where they stand alone at the end.</summary>
    public static bool MayClose(string line) =>
        line.Length <= 60 && line.StartsWith("Sent from ", StringComparison.Ordinal) && line.AsSpan().IndexOfAny(",;:?") < 0 && line.AsSpan().TrimEnd('.').IndexOf('.') < 0;

    // "Sent from my iPhone, I cannot find the order." goes on as a sentence; "..., please excuse typos" does not.
    private static bool EndsThere(string text)
    {
        var stop = text.AsSpan().IndexOfAny(",，");
        if (stop < 0) stop = text.IndexOf(". ", StringComparison.Ordinal);
        if (stop < 0) return true;
        var rest = text.AsSpan(stop + 1).Trim();
        foreach (var word in Apologies)
        {
            if (rest.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return rest.StartsWith("an AT&T", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("get ", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("claim ", StringComparison.OrdinalIgnoreCase);
    }

    // "iPhoneから送信", "Von meinem iPhone gesendet", "iPhone'umdan gönderildi": languages that put the verb last.
    private static bool IsTrailing(string text) =>
        text.Length <= 50 && Array.Exists(TrailingStarts, s => text.StartsWith(s, StringComparison.OrdinalIgnoreCase)) && Array.Exists(TrailingEnds, e => text.EndsWith(e, StringComparison.OrdinalIgnoreCase));
}
