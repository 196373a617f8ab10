using System.Text;
using Inbox.Mail.Net;
using Inbox.Mail.Smtp;

namespace Inbox.SystemTests.Mail;

public sealed class SubmissionTests(RealMail mail) : IClassFixture<RealMail>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_submitted_over_STARTTLS_and_over_TLS_arrives_byte_for_byte()
    {
        var raw = "From: support@acme.test\r\nTo: bob@customer.test\r\nSubject: dots\r\n\r\n.\r\n..\r\n.two\r\nend"u8.ToArray();
        foreach (var endpoint in new[] { mail.Submission, mail.Smtps })
        {
            var outcome = await Client(endpoint).Send(Envelope("support@acme.test", "bob@customer.test"), raw, Ct);
            Assert.IsType<SmtpOutcome.Sent>(outcome);
        }
        await using var bob = await mail.SignIn("bob@customer.test");
        foreach (var got in await RealMail.WaitForMails(bob, 2))
            Assert.EndsWith("\r\n\r\n.\r\n..\r\n.two\r\nend\r\n", Encoding.ASCII.GetString(got.Raw), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_to_a_full_mailbox_comes_back_as_a_delivery_report()
    {
        var outcome = await Client(mail.Smtps).Send(Envelope("sales@acme.test", "full@customer.test"), "Subject: x\r\n\r\nx\r\n"u8.ToArray(), Ct);
        Assert.IsType<SmtpOutcome.Sent>(outcome);
        await using var sales = await mail.SignIn("sales@acme.test");
        var report = Assert.Single(await RealMail.WaitForMails(sales, 1));
        Assert.Contains("multipart/report", Encoding.ASCII.GetString(report.Raw), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recipient_who_does_not_exist_is_refused_at_once_and_named()
    {
        var outcome = await Client(mail.Submission).Send(Envelope("support@acme.test", "nobody@customer.test"), "Subject: x\r\n\r\nx\r\n"u8.ToArray(), Ct);
        var refused = Assert.IsType<SmtpOutcome.Refused>(outcome);
        Assert.True(refused.Permanent);
        Assert.Equal("nobody@customer.test", Assert.Single(refused.PerRecipient).Address.ToString());
    }

    [Fact]
    public async Task The_check_tells_a_wrong_password_from_a_right_one()
    {
        Assert.Null(await Client(mail.Submission).Check(Ct));
        var wrong = new SmtpClient(mail.Submission, RealMail.As("support@acme.test", "wrong"), mail.Trusting);
        Assert.Equal(FailureKind.WrongPassword, (await wrong.Check(Ct))?.Kind);
        var refused = Assert.IsType<SmtpOutcome.Refused>(await wrong.Send(Envelope("support@acme.test", "bob@customer.test"), "x"u8.ToArray(), Ct));
        Assert.Equal(FailureKind.WrongPassword, refused.Failure?.Kind);
    }

    [Fact]
    public async Task A_mail_over_the_servers_size_is_refused_before_it_travels()
    {
        var refused = Assert.IsType<SmtpOutcome.Refused>(await Client(mail.Smtps).Send(Envelope("support@acme.test", "bob@customer.test"), new byte[90_000_000], Ct));
        Assert.Equal(552, refused.Code);
        Assert.True(refused.Permanent);
    }

    private SmtpClient Client(MailEndpoint endpoint) => new(endpoint, RealMail.As("support@acme.test"), mail.Trusting);

    private static Envelope Envelope(string from, string to) => new(Address(from), [Address(to)]);

    private static EmailAddress Address(string text) => EmailAddress.TryParse(text, out var address) ? address : throw new ArgumentException(text);
}
