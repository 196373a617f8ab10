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
    [InlineData("postmaster@mx.example", "Unzustellbar: Hallo", "Ihre Nachricht konnte nicht zugestellt werden:\n\nzoe@gone.example\nPostfach voll\n", "zoe@gone.example", null, true)]
    public void Reports_in_words_are_understood(string from, string subject, string text, string recipient, string? status, bool permanent)
    {
        var mail = Sample.Read($"From: {from}\nTo: help@shop.example\nSubject: {subject}\n\n{text}");
        Assert.Equal(AutomaticKind.Bounce, mail.Automatic);
        var failed = Assert.Single(mail.FailedRecipients);
        Assert.Equal((recipient, status, permanent), (failed.Recipient, failed.Status, failed.Permanent));
    }

    [Fact]
    public void A_customer_who_complains_about_a_delivery_is_no_bounce()
    {
        var mail = Sample.Read("From: Ada <ada@example.org>\nSubject: Delivery failed again!\n\nMy parcel could not be delivered to bob@example.org's address.\n");
        Assert.Null(mail.Automatic);
        Assert.Empty(mail.FailedRecipients);
    }

    [Fact]
    public void A_complaint_of_a_feedback_loop_is_no_bounce()
    {
        var mail = Sample.Read("From: fbl@isp.example\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\n\nspam report\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n--b--\n");
        Assert.Equal(AutomaticKind.System, mail.Automatic);
    }
}
