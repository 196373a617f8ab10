using System.Globalization;
using System.Text;
using Inbox.Mail.Writing;

namespace Inbox.Host;

/// <summary>Puts mails into bytes: the writer's own, and around them what lists and mail servers add.</summary>
internal static class DemoMailBytes
{
    public static byte[] Of(DemoMailPen pen, DemoLetter letter, DateTimeOffset at) => letter.Move switch
    {
        DemoMove.Bounce => Bounce(pen, letter, at),
        DemoMove.List => [.. Encoding.ASCII.GetBytes(ListHeaders(pen.Person)), .. MailWriter.Write(pen.Mail(letter, at))],
        _ => MailWriter.Write(pen.Mail(letter, at)),
    };

    private static string ListHeaders(DemoPerson list) => $"List-Id: <{list.Address.Replace('@', '.')}>\r\nList-Unsubscribe: <mailto:{list.Address}>\r\nPrecedence: list\r\n";

    /// <summary>A delivery report (RFC 3464) on the last mail that went to this person.</summary>
    private static byte[] Bounce(DemoMailPen pen, DemoLetter letter, DateTimeOffset at)
    {
        var (person, server) = (pen.Person, pen.Person.Address[(pen.Person.Address.IndexOf('@') + 1)..]);
        var text = $"""
            From: Mail Delivery System <MAILER-DAEMON@{server}>
            To: {person.Account.Address}
            Subject: Undelivered Mail Returned to Sender
            Date: {at.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)} +0000
            Message-ID: <bounce.{person.Address.Replace('@', '.')}@{server}>
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="report"

            --report
            Content-Type: text/plain; charset=utf-8

            {letter.Text}

            --report
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.{server}

            Final-Recipient: rfc822; {person.Address}
            Action: failed
            Status: 5.2.2
            Diagnostic-Code: smtp; 552 5.2.2 Mailbox full

            --report
            Content-Type: text/rfc822-headers

            From: <{person.Account.Address}>
            To: <{person.Address}>
            Message-ID: {pen.LastId}

            --report--

            """;
        return Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));
    }
}
