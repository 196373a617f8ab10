namespace Inbox.Mail.Imap;

/// <summary>A folder as LIST shows it.</summary>
/// <param name="Name">Its whole name.</param>
/// <param name="Delimiter">What separates the levels of the name; null when there are none.</param>
/// <param name="Attributes">Such as <c>\Noselect</c> or <c>\Sent</c> (RFC 6154), as the server spells them.</param>
public sealed record ImapFolder(MailboxName Name, char? Delimiter, IReadOnlyList<string> Attributes)
{
    /// <summary>Whether mails can be in it.</summary>
    public bool Selectable => !Has("\\Noselect") && !Has("\\NonExistent");

    /// <summary>Whether the server gave it this attribute.</summary>
    public bool Has(string attribute) => Attributes.Contains(attribute, StringComparer.OrdinalIgnoreCase);

    /// <summary>The folder of sent mails: the one that the server marks, otherwise the one with a usual name; null when there is none.</summary>
    public static ImapFolder? FindSent(IReadOnlyList<ImapFolder> folders) =>
        folders.FirstOrDefault(folder => folder.Selectable && folder.Has("\\Sent"))
        ?? SentNames.Select(name => folders.Where(folder => folder.Selectable && folder.IsNamed(name)).MinBy(folder => folder.Level)).FirstOrDefault(found => found is not null);

    // "Sent" stands above "Archive/2019/Sent" and "Other Users/bob/Sent".
    private int Level => Delimiter is { } delimiter ? Name.Text.Count(c => c == delimiter) : 0;

    private bool IsNamed(string name)
    {
        var last = Delimiter is { } delimiter ? Name.Text.Split(delimiter)[^1] : Name.Text;
        return last.Equals(name, StringComparison.OrdinalIgnoreCase);
    }

    // What servers and mail programs of many countries call it.
    private static readonly string[] SentNames =
    [
        "Sent", "Sent Items", "Sent Mail", "Sent Messages", "Gesendet", "Gesendete Elemente", "Gesendete Objekte", "Envoyés", "Éléments envoyés",
        "Messages envoyés", "Enviados", "Elementos enviados", "Mensajes enviados", "Mensagens enviadas", "E-mails enviados", "Enviadas", "Objets envoyés", "Courrier envoyé", "Itens enviados", "Inviata", "Posta inviata", "Inviati", "Verzonden", "Verzonden items",
        "Wysłane", "Elementy wysłane", "Skickat", "Skickade objekt", "Skickade", "Sendt", "Sendte elementer", "Sendt post", "Sendte mails", "Lähetetyt", "Lähetetyt viestit", "Odeslané", "Odeslaná pošta", "Odoslané", "Elküldött", "Gönderilmiş Öğeler", "Gönderilenler", "Trimise", "Mesaje trimise", "Απεσταλμένα", "Изпратени",
        "Отправленные", "Надіслані", "已发送", "已发送邮件", "寄件備份", "送信済み", "送信済みアイテム", "送信済みメール", "보낸 편지함",
    ];

    /// <summary>From a LIST response; null when it is no such thing.</summary>
    internal static ImapFolder? From(ImapLine line)
    {
        if (line.Word != "LIST" || line.Values is not [ImapValue.Atom, ImapValue.List attributes, var delimiter, var name, ..]) return null;
        if (name.Text is not { } wire) return null;
        return new(new(wire), delimiter.Text is [var c, ..] ? c : null, [.. attributes.Items.Select(item => item.Text).OfType<string>()]);
    }
}
