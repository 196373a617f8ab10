using System.Globalization;
using System.Text;
using Inbox.Contracts;
using Inbox.Mail.Smtp;
using Inbox.Mail.Writing;

namespace Inbox.Connectors.Email;

/// <summary>Writes a reply as a mail: our signed Message-ID, the thread's references, the answer, the signature, the quoted original. Pure.</summary>
internal static class EmailComposer
{
    /// <param name="sending">The reply.</param>
    /// <param name="from">The account's own address.</param>
    /// <param name="to">The recipient, then those who get a copy; each is an address that mail can be sent to.</param>
    /// <param name="key">The key that signs threads.</param>
    public static OutgoingMail Compose(Sending sending, EmailAddress from, IReadOnlyList<NamedAddress> to, ReadOnlySpan<byte> key)
    {
        var reply = sending.Reply;
        var text = Body(sending);
        var references = reply.References.Select(id => MessageId.TryParse(id, out var parsed) ? parsed : null).OfType<MessageId>().ToList();
        return new OutgoingMail
        {
            From = new(sending.Account.Account.Name, from),
            To = [to[0]],
            Cc = [.. to.Skip(1)],
            Subject = Subject(reply.Subject),
            MessageId = Id(reply, from, key),
            InReplyTo = references.LastOrDefault(),
            References = references,
            Date = reply.CreatedAt,
            Text = text,
            Html = EmailHtml.From(text),
            Files = [.. sending.Files.Select(f => new OutgoingFile(f.Name, f.MediaType, f.Content))],
        };
    }

    /// <summary>The same for every try, so that a doubled mail shows as one; and ours alone: what answers it names it, and the HMAC tells it from a guess.</summary>
    private static MessageId Id(SendReply reply, EmailAddress from, ReadOnlySpan<byte> key)
    {
        var text = $"{ThreadToken.Sign(key, reply.ReplyId, reply.Recipient.Address ?? "")}@{from.Domain}";
        return MessageId.TryParse(text, out var id) ? id : throw new InvalidOperationException($"'{text}' is no Message-ID.");
    }

    private static string Subject(string? subject) => string.IsNullOrWhiteSpace(subject) ? "Re:" : $"Re: {subject}";

    private static string Body(Sending sending)
    {
        var text = new StringBuilder(sending.Reply.Text.TrimEnd());
        if (sending.Account.Account["signature"] is { } signature)
            text.Append("\n\n-- \n").Append(signature.TrimEnd());
        if (sending.Reply.Quoted is { } quoted)
            text.Append("\n\n").Append(Attribution(quoted)).Append('\n').AppendJoin('\n', quoted.Text.TrimEnd().Split('\n').Select(Quote));
        return text.Append('\n').ToString();
    }

    private static string Attribution(QuotedMessage quoted) =>
        string.Create(CultureInfo.InvariantCulture, $"On {quoted.SentAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {quoted.Author.Name ?? quoted.Author.Address ?? "someone"} wrote:");

    private static string Quote(string line) => line.StartsWith('>') ? $">{line}" : $"> {line}".TrimEnd();
}
