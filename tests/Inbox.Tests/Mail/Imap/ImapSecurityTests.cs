using Inbox.Mail.Imap;
using Inbox.Mail.Net;
using Inbox.Servers;
using Inbox.Tests.Mail.Net;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Mail.Imap;

public sealed class ImapSecurityTests
{
    [Fact]
    public async Task A36_a_server_that_offers_no_STARTTLS_never_gets_the_password()
    {
        await using var server = new FakeServer();
        var connecting = server.Connect(FakeImap.StartTls);
        await server.Say("* OK hello\r\n");
        await server.Answer("* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n{0} OK\r\n");
        Assert.Equal(FailureKind.TlsMissing, await connecting.Failure());
        Assert.DoesNotContain("sesame", server.Heard, StringComparison.Ordinal);
        await Assert.ThrowsAsync<EndOfStreamException>(server.Hear);
    }

    [Fact]
    public async Task A36_a_server_that_refuses_STARTTLS_never_gets_the_password()
    {
        await using var server = new FakeServer();
        var connecting = server.Connect(FakeImap.StartTls);
        await server.Say("* OK hello\r\n");
        await server.Answer("* CAPABILITY IMAP4rev1 STARTTLS\r\n{0} OK\r\n");
        await server.Answer("{0} NO not today\r\n");
        Assert.Equal(FailureKind.TlsMissing, await connecting.Failure());
        await Assert.ThrowsAsync<EndOfStreamException>(server.Hear);
    }

    [Fact]
    public async Task A36_a_server_that_signs_in_by_itself_ahead_of_TLS_is_left()
    {
        await using var server = new FakeServer();
        var connecting = server.Connect(FakeImap.StartTls);
        await server.Say("* PREAUTH welcome\r\n");
        Assert.Equal(FailureKind.Protocol, await connecting.Failure());
    }

    [Fact]
    public async Task A36_what_was_injected_ahead_of_TLS_is_thrown_away()
    {
        await using var server = new FakeServer();
        var connecting = server.Connect(FakeImap.StartTls);
        await server.Say("* OK hello\r\n");
        await server.Answer("* CAPABILITY IMAP4rev1 STARTTLS\r\n{0} OK\r\n");
        await server.Answer("{0} OK go\r\n* CAPABILITY EVIL\r\ni3 OK\r\n* BYE EVIL\r\n");
        await server.StartTls();
        await server.Answer("* CAPABILITY IMAP4rev1\r\n{0} OK\r\n");
        await server.Answer("{0} OK in\r\n");
        await server.Answer("* CAPABILITY IMAP4rev1 IDLE\r\n{0} OK\r\n");
        await using var client = await connecting;
        Assert.Equal(["IDLE", "IMAP4REV1"], client.Capabilities.Order());
    }

    [Theory]
    [InlineData("mail.example.org", -1, 30, "another name")]
    [InlineData("localhost", -30, -1, "expired")]
    public async Task A36_what_is_wrong_with_a_certificate_is_said_even_when_it_is_trusted(string name, int from, int until, string problem)
    {
        await using var server = new FakeServer(SelfSigned.For(name, TimeSpan.FromDays(from), TimeSpan.FromDays(until)));
        var connecting = server.Connect(FakeImap.Tls);
        var handshake = server.StartTls();
        var failed = await Assert.ThrowsAsync<MailFailureException>(() => connecting);
        Assert.Equal(FailureKind.Tls, failed.Failure.Kind);
        Assert.Contains(problem, failed.Failure.Problem, StringComparison.Ordinal);
        await Record.ExceptionAsync(() => handshake);
    }

    [Fact]
    public async Task A08_odd_names_and_passwords_travel_as_literals_and_can_be_no_commands()
    {
        await using var server = new FakeServer();
        var connecting = server.Connect(FakeImap.Tls, credentials: new Credentials.WithPassword("al\"ice\\", "pässword"));
        await server.StartTls();
        await server.Say("* OK hello\r\n");
        await server.Answer("* CAPABILITY IMAP4rev1\r\n{0} OK\r\n");
        Assert.Equal("i2 LOGIN \"al\\\"ice\\\\\" {9}", await server.Hear());
        await server.Say("+ go\r\n");
        Assert.Equal("p\u00C3\u00A4ssword", await server.Hear());
        await server.Say("i2 NO [AUTHENTICATIONFAILED] no\r\n");
        Assert.Equal(FailureKind.WrongPassword, await connecting.Failure());
    }

    [Fact]
    public async Task A08_a_line_break_in_a_password_is_refused_before_anything_is_sent()
    {
        await using var server = new FakeServer();
        var connecting = server.Connect(FakeImap.Tls, credentials: new Credentials.WithPassword("alice", "x\r\ni9 DELETE INBOX"));
        await server.StartTls();
        await server.Say("* OK hello\r\n");
        await server.Answer("* CAPABILITY IMAP4rev1\r\n{0} OK\r\n");
        Assert.Equal(FailureKind.WrongPassword, await connecting.Failure());
        Assert.DoesNotContain("DELETE", server.Heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_token_is_explained_after_its_empty_answer()
    {
        await using var server = new FakeServer();
        var connecting = server.Connect(FakeImap.Tls, credentials: new Credentials.WithToken("alice", "t0ken"));
        await server.StartTls();
        await server.Say("* OK hello\r\n");
        await server.Answer("* CAPABILITY IMAP4rev1 AUTH=XOAUTH2\r\n{0} OK\r\n");
        Assert.Equal("i2 AUTHENTICATE XOAUTH2", await server.Hear());
        await server.Say("+ \r\n");
        Assert.Equal("dXNlcj1hbGljZQFhdXRoPUJlYXJlciB0MGtlbgEB", await server.Hear());
        await server.Say("+ eyJzdGF0dXMiOiI0MDEifQ==\r\n");
        Assert.Equal("", await server.Hear());
        await server.Say("i2 NO [AUTHENTICATIONFAILED] expired\r\n");
        Assert.Equal(FailureKind.WrongPassword, await connecting.Failure());
    }

    [Fact]
    public async Task B59_an_address_that_the_host_process_forbids_is_called_so()
    {
        var connection = new MailConnection(FakeClock.Near()) { Open = (_, _, _) => throw new UnauthorizedAccessException() };
        var failure = await ImapClient.Check(FakeImap.Tls, FakeImap.Password, connection, TestContext.Current.CancellationToken);
        Assert.Equal(FailureKind.AddressForbidden, failure?.Kind);
    }
}
