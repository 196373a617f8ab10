using System.Text;
using Inbox.Mail.Net;
using Inbox.Mail.Smtp;
using Inbox.Servers;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Mail.Smtp;

public sealed class SmtpClientTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_arrives_as_it_was_written()
    {
        await using var sink = SmtpSink.Start();
        Assert.IsType<SmtpOutcome.Sent>(await Send(sink, FakeClock.Near()));
        var got = Assert.Single(sink.Mails);
        Assert.Equal("Subject: x\r\n\r\n.\r\n..\r\nend\r\n", Encoding.ASCII.GetString(got.Data));
        Assert.Equal("RCPT TO:<bob@customer.test>", Assert.Single(got.Recipients));
    }

    [Fact]
    public async Task F03_an_answer_that_never_comes_after_the_final_dot_is_unknown_and_nothing_is_sent_twice()
    {
        await using var sink = SmtpSink.Start();
        sink.Mood = SinkMood.DiesAfterDot;
        Assert.IsType<SmtpOutcome.Unknown>(await Send(sink, FakeClock.Near()));
        Assert.Single(sink.Mails);
    }

    [Fact]
    public async Task F03_the_moment_from_which_on_it_may_be_sent_is_told_right_before_the_final_dot()
    {
        await using var sink = SmtpSink.Start();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Client(sink, FakeClock.Near()).Send(Envelope(), Mail, _ => throw new InvalidOperationException("not ours any more"), Ct));
        Assert.Contains("DATA", sink.Commands);
        Assert.Empty(sink.Mails);
        Assert.IsType<SmtpOutcome.Sent>(await Client(sink, FakeClock.Near()).Send(Envelope(), Mail, _ => Task.FromResult(sink.Mails.Count == 0 ? 0 : throw new InvalidOperationException("too late")), Ct));
        Assert.Single(sink.Mails);
    }

    [Fact]
    public async Task F15_a_server_that_stalls_after_the_final_dot_is_unknown_after_ten_minutes()
    {
        await using var sink = SmtpSink.Start();
        sink.Mood = SinkMood.StallsAfterDot;
        var time = FakeClock.Near();
        var sending = Send(sink, time);
        while (sink.Mails.Count == 0) await Task.Delay(5, Ct);
        Assert.IsType<SmtpOutcome.Unknown>(await time.AdvanceUntil(sending, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task F03_a_stop_of_the_program_after_the_final_dot_is_unknown()
    {
        await using var sink = SmtpSink.Start();
        sink.Mood = SinkMood.StallsAfterDot;
        using var stop = new CancellationTokenSource();
        var sending = Client(sink, FakeClock.Near()).Send(Envelope(), Mail, stop.Token);
        while (sink.Mails.Count == 0) await Task.Delay(5, Ct);
        await stop.CancelAsync();
        Assert.IsType<SmtpOutcome.Unknown>(await sending);
    }

    [Fact]
    public async Task F15_a_server_that_never_greets_is_tried_again_later()
    {
        await using var sink = SmtpSink.Start();
        sink.Mood = SinkMood.StallsAtOnce;
        var time = FakeClock.Near();
        var retry = Assert.IsType<SmtpOutcome.Retry>(await time.AdvanceUntil(Send(sink, time), TimeSpan.FromSeconds(5)));
        Assert.Equal(FailureKind.TimedOut, retry.Failure?.Kind);
    }

    [Fact]
    public async Task A36_a_server_without_STARTTLS_gets_neither_password_nor_mail()
    {
        await using var sink = SmtpSink.Start();
        sink.Mood = SinkMood.StripsTls;
        var refused = Assert.IsType<SmtpOutcome.Refused>(await Send(sink, FakeClock.Near()));
        Assert.Equal(FailureKind.TlsMissing, refused.Failure?.Kind);
        Assert.DoesNotContain(sink.Commands, command => !command.StartsWith("EHLO", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SinkMood.Refuses, 554, true)]
    [InlineData(SinkMood.RefusesForNow, 451, false)]
    [InlineData(SinkMood.RefusesRecipients, 550, true)]
    [InlineData(SinkMood.RefusesRecipientsForNow, 450, false)]
    public async Task A_refusal_says_whether_it_is_for_good(SinkMood mood, int code, bool permanent)
    {
        await using var sink = SmtpSink.Start();
        sink.Mood = mood;
        var refused = Assert.IsType<SmtpOutcome.Refused>(await Send(sink, FakeClock.Near()));
        Assert.Equal((code, permanent), (refused.Code, refused.Permanent));
    }

    [Fact]
    public async Task A_wrong_password_is_called_so()
    {
        await using var sink = SmtpSink.Start();
        sink.Mood = SinkMood.RefusesSignIn;
        Assert.Equal(FailureKind.WrongPassword, (await Client(sink, FakeClock.Near()).Check(Ct))?.Kind);
    }

    [Fact]
    public async Task B15_the_sink_sees_no_command_but_those_of_one_mail()
    {
        await using var sink = SmtpSink.Start();
        var odd = new Envelope(Address("\"a b\\\"c\"@acme.test"), [Address("zoë@customer.test")]);
        var mail = "Subject: x\n.\nMAIL FROM:<evil@x>\r.\rRCPT TO:<evil@y>\n"u8.ToArray();
        Assert.IsType<SmtpOutcome.Sent>(await Client(sink, FakeClock.Near()).Send(odd, mail, Ct));
        Assert.Equal("EHLO STARTTLS EHLO AUTH MAIL RCPT DATA", string.Join(' ', sink.Commands.Take(7).Select(command => command.Split(' ')[0])));
        Assert.DoesNotContain(sink.Commands, command => command.Contains("evil", StringComparison.Ordinal));
        Assert.EndsWith("SMTPUTF8", sink.Commands[4], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"a\r\nRCPT TO:<x@y>\"@e.com")]
    [InlineData("a@b\r\nRCPT TO:<x@y>")]
    [InlineData("a@e.com> SIZE=1\r\n")]
    [InlineData("\"a\"b\"@e.com")]
    [InlineData("\"a\\\\\"x\"@e.com")]
    [InlineData("a b@e.com")]
    [InlineData("a\0@e.com")]
    [InlineData("@e.com")]
    [InlineData("a@")]
    [InlineData("a..b@e.com")]
    [InlineData("a@e..com")]
    [InlineData("a\u0085@e.com")]
    [InlineData("a\u202E@e.com")]
    [InlineData("")]
    [InlineData(null)]
    public void B15_what_could_be_a_command_is_no_address(string? text) => Assert.False(EmailAddress.TryParse(text, out _));

    [Theory]
    [InlineData("alice+tag@example.org", "alice+tag@example.org")]
    [InlineData("alice@bücher.example", "alice@xn--bcher-kva.example")]
    [InlineData("\"john doe\"@example.org", "\"john doe\"@example.org")]
    public void An_ordinary_address_is_one(string text, string written)
    {
        Assert.True(EmailAddress.TryParse(text, out var address));
        Assert.Equal(written, address.ToString());
    }

    private static readonly byte[] Mail = "Subject: x\r\n\r\n.\r\n..\r\nend"u8.ToArray();

    private static Task<SmtpOutcome> Send(SmtpSink sink, FakeClock time) => Client(sink, time).Send(Envelope(), Mail, Ct);

    private static SmtpClient Client(SmtpSink sink, FakeClock time) => new(new("localhost", sink.Port, TlsStart.StartTls),
        new Credentials.WithPassword("support", "secret"), new MailConnection(time) { ExtraTrusted = [sink.Certificate] });

    private static Envelope Envelope() => new(Address("support@acme.test"), [Address("bob@customer.test")]);

    private static EmailAddress Address(string text) => EmailAddress.TryParse(text, out var address) ? address : throw new ArgumentException(text);
}
