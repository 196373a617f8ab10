using Inbox.Contracts;
using Inbox.Mail;
using Inbox.Mail.Text;
using Inbox.Storage;

namespace Inbox.Connectors.Email;

/// <summary>Turns the bytes of a mail into the one event they are. Pure.</summary>
internal static class EmailReader
{
    public static Reading Read(RawInput input)
    {
        var mail = MailReader.Read(input.Content);
        var attachments = EmailFiles.Different(mail.Attachments);
        var files = attachments.Select(a => new NewFile(input.NewId(), a.Name, a.ContentType, a.Content)).ToList();
        var refs = files.Zip(attachments, (f, a) => new AttachmentRef(f.Id, a.Name, a.ContentType, a.Size, a.Inline, a.ContentId)).ToList();
        var author = EmailParty.From(mail.Author);
        var direction = EmailDirection.Of(mail, input);
        var received = new MessageReceived(
            input.NewId(),
            input.AccountId,
            EmailChannel.Name,
            EmailKey.Of(mail, input.Content.Span),
            direction,
            Visibility.Private,
            author,
            EmailParty.Contact(mail, direction, input.OwnIds),
            new(mail.Text, Reply(mail), mail.Subject, mail.Html, refs),
            SentAt(mail, input),
            input.ReceivedAt)
        {
            ExternalId = mail.MessageId,
            PayloadId = input.PayloadId,
            Automatic = EmailDirection.IsEchoOfOurselves(mail, input) ? Contracts.AutomaticKind.System : Kind(mail.Automatic),
            Mail = Facts(mail),
            Historic = input.Origin == Origin.Import,
        };
        return new([Found.Of(received)], files) { WrittenAt = mail.Date?.ToUnixTimeSeconds() };
    }

    /// <summary>What the author wrote now. A report or a list has no quoted history to remove.</summary>
    private static string Reply(MailMessage mail) => mail switch
    {
        { Automatic: Mail.AutomaticKind.Bounce } => mail.Text,
        { IsHtmlOnly: true, Html: { } html } => ReplyText.ExtractFromHtml(html),
        _ => ReplyText.Extract(mail.Text),
    };

    /// <summary>For mail that comes in, the server's time stands for the platform's; an import has only the Date header.</summary>
    private static DateTimeOffset? SentAt(MailMessage mail, RawInput input) => input.Origin == Origin.Import ? mail.Date : input.ReceivedAt;

    private static MailFacts Facts(MailMessage mail) => new(
        mail.MessageId,
        mail.InReplyTo,
        mail.References,
        EmailParty.All(mail.To),
        EmailParty.All(mail.Cc),
        EmailParty.All(mail.ReplyTo),
        [.. mail.To.Concat(mail.Cc).Select(a => EmailParty.Tag(a.Address)).OfType<string>()],
        [.. mail.FailedRecipients.Select(f => new FailedDelivery(f.Recipient, f.Status, f.Permanent, f.Reason))],
        mail.ReturnedMessageIds)
    {
        Campaigns = EmailCampaign.In(mail),
    };

    private static Contracts.AutomaticKind? Kind(Mail.AutomaticKind? kind) => kind switch
    {
        null => null,
        Mail.AutomaticKind.AutoReply => Contracts.AutomaticKind.AutoReply,
        Mail.AutomaticKind.Bounce => Contracts.AutomaticKind.Bounce,
        Mail.AutomaticKind.List => Contracts.AutomaticKind.List,
        _ => Contracts.AutomaticKind.System,
    };
}
