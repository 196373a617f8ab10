using System.Text;
using Inbox.Mail;

namespace Inbox.Tests.Mail.Reports;

public sealed class DeliveryReportTests
{
    [Fact]
    public void A_standard_report_names_who_failed_and_which_mail_came_back()
    {
        var mail = Sample.Read("""
            From: Mail Delivery System <MAILER-DAEMON@mx.example>
            Subject: Undelivered Mail Returned to Sender
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b

            Sorry.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example

            Final-Recipient: rfc822; zoe@gone.example
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 no such
              user here

            Final-Recipient: rfc822; slow@busy.example
            Action: delayed
            Status: 4.4.1

            Final-Recipient: rfc822; fine@good.example
            Action: relayed
            Status: 2.0.0
            --b
            Content-Type: text/rfc822-headers

            Message-ID: <ours@shop.example>
            Subject: Your order
            --b--
            """);

        Assert.Equal(AutomaticKind.Bounce, mail.Automatic);
        Assert.Equal(
            [new("zoe@gone.example", "5.1.1", true, "550 5.1.1 no such  user here"), new FailedRecipient("slow@busy.example", "4.4.1", false, null)],
            mail.FailedRecipients.Select(r => r.Permanent ? r with { Reason = r.Reason!.Replace("   ", "  ", StringComparison.Ordinal) } : r with { Reason = null }));
        Assert.Equal(["ours@shop.example"], mail.ReturnedMessageIds);
    }

    [Theory]
    [InlineData("MAILER-DAEMON@mx.example", "failure notice", "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<zoe@gone.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <ours@shop.example>\nTo: other@shop.example\n", "zoe@gone.example", "5.1.1", true)]
    [InlineData("postmaster@mx.example", "Undeliverable: hello", "Your message\n\n  Subject: hello\n\ndid not reach the following recipient(s):\n\nZOE@GONE.EXAMPLE on Wed, 15 Feb 2026 04:25:29 -0500\n    The recipient name is not recognized\n", "ZOE@GONE.EXAMPLE", null, true)]
    [InlineData("MAILER-DAEMON@aol.example", "Mail Delivery Problem", "Your mail to the following recipients could not be delivered because they are not accepting mail:\n\tzoe\n", "zoe@aol.example", null, true)]
    [InlineData("Mailer-Daemon@mx.example", "Warning: message 1x delayed 24 hours", "A message that you sent has not yet been delivered to one or more of its recipients.\n\n  zoe@gone.example\n\nDelivery attempts will continue.\n", "zoe@gone.example", null, false)]
    [InlineData("MAILER-DAEMON@mx.example", "Delayed Mail (still being retried)", "Your message could not be delivered for more than 4 hour(s).\nIt will be retried until it is 5 days old.\n\n<zoe@gone.example>: host mx said: 452 4.2.2 Mailbox full\n", "zoe@gone.example", "4.2.2", false)]
    [InlineData("MAILER-DAEMON@mx.example", "Undelivered Mail Returned to Sender", "Your message could not be delivered for more than 5 day(s).\n\n<zoe@gone.example>: host mx said: 452 4.2.2 Mailbox full\n", "zoe@gone.example", "4.2.2", true)]
    [InlineData("mailer-daemon@mx.example", "Nachricht verzögert", "Ihre Nachricht konnte noch nicht zugestellt werden, es wird weiterhin versucht:\n\nzoe@gone.example\n", "zoe@gone.example", null, false)]
    [InlineData("postmaster@mx.example", "Non remis : Commande", "Votre message n'a pas été remis aux destinataires suivants :\n\nzoe@gone.example\n", "zoe@gone.example", null, true)]
    [InlineData("postmaster@mx.example", "No se puede entregar: Pedido", "No se pudo entregar el mensaje a los siguientes destinatarios:\n\nzoe@gone.example\n", "zoe@gone.example", null, true)]
    [InlineData("postmaster@mx.example", "Error sending message [1] from [shop.example]", "[<00>] XMail bounce: Rcpt=[zoe@gone.example];Error=[550 User unknown]\n\n[<01>] Error sending message [1]\n", "zoe@gone.example", null, true)]
    [InlineData("postmaster@mx.example", "[Postmaster] Email Delivery Failure", "An email you addressed to email address :\n-- zoe@gone.example\n\ncould not be delivered. The problem appears to be :\n-- 550 Invalid Recipient\n", "zoe@gone.example", "550", true)]
    [InlineData("postmaster@mx.example", "Unzustellbar: Hallo", "Ihre Nachricht konnte nicht zugestellt werden:\n\nzoe@gone.example\nPostfach voll\n", "zoe@gone.example", null, true)]
    public void Reports_in_words_are_understood(string from, string subject, string text, string recipient, string? status, bool permanent)
    {
        var mail = Sample.Read($"From: {from}\nTo: help@shop.example\nSubject: {subject}\n\n{text}");
        Assert.Equal(AutomaticKind.Bounce, mail.Automatic);
        var failed = Assert.Single(mail.FailedRecipients);
        Assert.Equal((recipient, status, permanent), (failed.Recipient, failed.Status, failed.Permanent));
    }

    [Theory]
    [InlineData("配信不能のお知らせ", "次の宛先にメールを配信できませんでした。\n\nzoe@gone.example\n")]
    [InlineData("系统退信", "退信原因：收件人邮件地址（zoe@gone.example）不存在，邮件无法送达。\n")]
    [InlineData("Недоставленное сообщение", "Ваше письмо не было доставлено:\n\nzoe@gone.example\nЯщика не существует.\n")]
    public void So_are_reports_in_other_letters(string subject, string text)
    {
        var mail = MailReader.Read(Encoding.UTF8.GetBytes($"From: postmaster@mx.example\nTo: help@shop.example\nSubject: {subject}\n\n{text}"));
        Assert.Equal(("zoe@gone.example", true), (Assert.Single(mail.FailedRecipients).Recipient, mail.FailedRecipients[0].Permanent));
    }

    [Fact]
    public void A_customer_who_complains_about_a_delivery_is_no_bounce()
    {
        var mail = Sample.Read("From: Ada <ada@example.org>\nSubject: Delivery failed again!\n\nMy parcel could not be delivered to bob@example.org's address.\n");
        Assert.Null(mail.Automatic);
        Assert.Empty(mail.FailedRecipients);
    }

    [Theory]
    [InlineData("Fwd: Undelivered Mail Returned to Sender", "Hello, I get this:\n\nThis is the mail system at host mx.example.\n\n<carl@shop.example>: unknown user\n")]
    [InlineData("Re: failure notice", "This message was created automatically by mail delivery software.\n\nWhat does that mean?\n")]
    [InlineData("AW: Unzustellbar: Bestellung", "Unzustellbar? Bitte noch einmal.\n")]
    public void A_customer_who_passes_a_report_on_is_no_bounce(string subject, string text) =>
        Assert.Null(Sample.Read(Sample.Of($"Subject: {subject}", text)).Automatic);

    [Fact]
    public void A_complaint_of_a_feedback_loop_is_no_bounce()
    {
        var mail = Sample.Read("From: fbl@isp.example\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\n\nspam report\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n--b--\n");
        Assert.Equal(AutomaticKind.System, mail.Automatic);
    }
}
