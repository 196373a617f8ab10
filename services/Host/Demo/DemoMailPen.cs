using System.Globalization;
using Inbox.Contracts;
using Inbox.Mail.Smtp;
using Inbox.Mail.Writing;

namespace Inbox.Host;

/// <summary>Writes mails, as a mail program would: knows the thread and quotes what it answers.</summary>
internal sealed class DemoMailPen(DemoPerson person) : DemoPen(person)
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private int _written;
    private string _subject = "";
    private List<MessageId> _references = [];
    private Quoted? _last;

    private sealed record Quoted(string Name, string Address, DateTimeOffset At, string Text);

    public override string? Subject => _subject;

    /// <summary>The mail that was written last, for a server to send back.</summary>
    public MessageId LastId => _references[^1];

    protected override DemoDelivery Put(DemoLetter letter, DateTimeOffset at) => new(this, Person.Account, at, DemoMailBytes.Of(this, letter, at));

    protected override void Take(SendReply reply, string id, DemoAccount account, DateTimeOffset at)
    {
        _subject = reply.Subject ?? _subject;
        _references = [.. reply.References.Append(id).Select(known => MessageId.TryParse(known, out var parsed) ? parsed : null).OfType<MessageId>()];
        _last = new(Person.Brand.Name, Person.Account.Address, at, reply.Text);
    }

    /// <summary>The mail that a letter of the script becomes.</summary>
    public OutgoingMail Mail(DemoLetter letter, DateTimeOffset at)
    {
        if (letter.Subject is { } subject)
            (_subject, _references, _last) = (subject, [], null);
        var (us, them) = (Named(letter.Staff is { } staff ? DemoStaff.Named(staff).Name : Person.Brand.Name, Person.Account.Address), Named(Person.Name, Person.Address));
        var (from, to) = letter.Move == DemoMove.Staff ? (us, them) : (them, us);
        var quote = letter.Move != DemoMove.Auto && from == them && _last is { } last && last.Address == Person.Account.Address ? $"\n\n{Attribution(last)}\n{Quote(last.Text)}" : "";
        var id = NextId(letter.Move == DemoMove.Staff ? Person.Account.Address : Person.Address);
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
            Html = letter.Html ? DemoHtml.From(letter.Text, Person) : null,
            Files = [.. letter.Files.Select(DemoFiles.Make)],
            AutoSubmitted = letter.Move == DemoMove.Auto ? AutoSubmitted.Replied : AutoSubmitted.No,
        };
        if (letter.Move == DemoMove.Auto)
            return mail;
        _references = [.. _references, id];
        _last = new(from.Name!, from.Address.ToString(), at, letter.Text);
        return mail;
    }

    private MessageId NextId(string address)
    {
        var text = $"{++_written}.{Person.Address.Replace('@', '.')}.demo@{address[(address.IndexOf('@') + 1)..]}";
        return MessageId.TryParse(text, out var id) ? id : throw new InvalidOperationException($"'{text}' is no Message-ID.");
    }

    private string Attribution(Quoted q) => Person.Language == "fr"
        ? string.Create(French, $"Le {q.At:ddd d MMM yyyy} à {q.At:HH:mm}, {q.Name} <{q.Address}> a écrit :")
        : string.Create(CultureInfo.InvariantCulture, $"On {q.At:ddd, d MMM yyyy} at {q.At:HH:mm}, {q.Name} <{q.Address}> wrote:");

    private static string Quote(string text) => string.Join('\n', text.Split('\n').Select(line => $"> {line}".TrimEnd()));

    private static NamedAddress Named(string name, string address) =>
        EmailAddress.TryParse(address, out var parsed) ? new(name, parsed) : throw new InvalidDataException($"'{address}' in the demo's letters is no address.");
}
