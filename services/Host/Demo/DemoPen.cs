using System.Globalization;
using Inbox.Contracts;
using Inbox.Mail.Smtp;
using Inbox.Mail.Writing;

namespace Inbox.Host;

/// <summary>One person's side of the correspondence: knows the thread they are in and writes the next mail of it, as a mail program would. The same calls give the same mails.</summary>
internal sealed class DemoPen(DemoPerson person)
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private int _written;
    private string _subject = "";
    private List<MessageId> _references = [];
    private Quoted? _last;

    private sealed record Quoted(string Name, string Address, DateTimeOffset At, string Text);

    public DemoPerson Person => person;

    /// <summary>What the thread that they are in is about.</summary>
    public string Subject => _subject;

    /// <summary>Whether they asked something that nobody has answered.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>The mail that a letter of the script becomes.</summary>
    public OutgoingMail Write(DemoLetter letter, DateTimeOffset at)
    {
        if (letter.Subject is { } subject)
            (_subject, _references, _last) = (subject, [], null);
        var (us, them) = (Named(letter.Staff is { } staff ? DemoStaff.Named(staff).Name : person.Brand.Name, person.Brand.Address), Named(person.Name, person.Address));
        var (from, to) = letter.Move == DemoMove.Staff ? (us, them) : (them, us);
        var quote = letter.Move != DemoMove.Auto && from == them && _last is { } last && last.Address == person.Brand.Address ? $"\n\n{Attribution(last)}\n{Quote(last.Text)}" : "";
        var id = NextId(letter.Move == DemoMove.Staff ? person.Brand.Address : person.Address);
        var mail = new OutgoingMail
        {
            From = from,
            To = [to],
            Subject = _references.Count == 0 ? _subject : $"{(letter.Move == DemoMove.Auto ? "Auto" : "Re")}: {_subject}",
            MessageId = id,
            InReplyTo = _references.LastOrDefault(),
            References = [.. _references],
            Date = at,
            Text = letter.Text + quote + "\n",
            Html = letter.Html ? DemoHtml.From(letter.Text, person) : null,
            Files = [.. letter.Files.Select(DemoFiles.Make)],
            AutoSubmitted = letter.Move == DemoMove.Auto ? AutoSubmitted.Replied : AutoSubmitted.No,
        };
        if (letter.Move == DemoMove.Auto)
            return mail;
        _references = [.. _references, id];
        _last = new(from.Name!, from.Address.ToString(), at, letter.Text);
        IsWaiting = letter.Move != DemoMove.Staff && (letter.Move is not (DemoMove.Again or DemoMove.Answer) || letter.Text.Contains('?', StringComparison.Ordinal));
        return mail;
    }

    /// <summary>Reads what staff sent while the demo runs: what is written next answers it.</summary>
    public void Get(SendReply reply, string messageId, DateTimeOffset at)
    {
        _subject = reply.Subject ?? _subject;
        _references = [.. reply.References.Append(messageId).Select(id => MessageId.TryParse(id, out var parsed) ? parsed : null).OfType<MessageId>()];
        _last = new(person.Brand.Name, person.Brand.Address, at, reply.Text);
        IsWaiting = false;
    }

    /// <summary>The mail that was written last, for a server to send back.</summary>
    public MessageId LastId => _references[^1];

    private MessageId NextId(string address)
    {
        var text = $"{++_written}.{person.Address.Replace('@', '.')}.demo@{address[(address.IndexOf('@') + 1)..]}";
        return MessageId.TryParse(text, out var id) ? id : throw new InvalidOperationException($"'{text}' is no Message-ID.");
    }

    private string Attribution(Quoted q) => person.Language == "fr"
        ? string.Create(French, $"Le {q.At:ddd d MMM yyyy} à {q.At:HH:mm}, {q.Name} <{q.Address}> a écrit :")
        : string.Create(CultureInfo.InvariantCulture, $"On {q.At:ddd, d MMM yyyy} at {q.At:HH:mm}, {q.Name} <{q.Address}> wrote:");

    private static string Quote(string text) => string.Join('\n', text.Split('\n').Select(line => $"> {line}".TrimEnd()));

    private static NamedAddress Named(string name, string address) =>
        EmailAddress.TryParse(address, out var parsed) ? new(name, parsed) : throw new InvalidDataException($"'{address}' in the demo's letters is no address.");
}
