using System.Text;
using Inbox.Mail.Net;
using Inbox.Mail.Smtp;
using Inbox.Tests.Mail.Net;

namespace Inbox.Tests.Mail.Smtp;

/// <summary>A server, or somebody in between, who means harm.</summary>
public sealed class SmtpSecurityTests
{
    private static readonly MailEndpoint StartTls = new("localhost", 587, TlsStart.StartTls);
    private static readonly Credentials Password = new Credentials.WithPassword("alice", "open sesame");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A36_what_was_injected_ahead_of_TLS_is_thrown_away()
    {
        await using var server = new FakeServer();
        var checking = new SmtpClient(StartTls, Password, server.Connection).Check(Ct);
        await server.Say("220 hello\r\n");
        await server.Hear();
        await server.Say("250-localhost\r\n250 STARTTLS\r\n");
        Assert.Equal("STARTTLS", await server.Hear());
        await server.Say("220 go\r\n250-localhost\r\n250 AUTH LOGIN\r\n334 VXNlcm5hbWU6\r\n235 in\r\n");
        await server.StartTls();
        Assert.StartsWith("EHLO", await server.Hear(), StringComparison.Ordinal);
        await server.Say("250-localhost\r\n250 AUTH PLAIN\r\n");
        Assert.StartsWith("AUTH PLAIN ", await server.Hear(), StringComparison.Ordinal);
        await server.Say("535 5.7.8 no\r\n");
        Assert.Equal(FailureKind.WrongPassword, (await checking)!.Kind);
    }

    [Fact]
    public async Task A36_what_was_offered_ahead_of_TLS_means_nothing_behind_it()
    {
        await using var server = new FakeServer();
        var checking = new SmtpClient(StartTls, Password, server.Connection).Check(Ct);
        await server.Say("220 hello\r\n");
        await server.Hear();
        await server.Say("250-localhost\r\n250-AUTH PLAIN LOGIN\r\n250 STARTTLS\r\n");
        await server.Hear();
        await server.Say("220 go\r\n");
        await server.StartTls();
        await server.Hear();
        await server.Say("250 localhost\r\n");
        Assert.Equal(FailureKind.Disabled, (await checking)!.Kind);
        Assert.DoesNotContain("AUTH", server.Heard, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("220-a\r\n", 300)]
    [InlineData("x", 9000)]
    [InlineData("HTTP/1.1 400 Bad Request\r\n", 1)]
    [InlineData("220\0\r\n", 1)]
    [InlineData("099 x\r\n", 1)]
    public async Task What_is_no_greeting_ends_the_session(string said, int times)
    {
        await using var server = new FakeServer();
        var checking = new SmtpClient(StartTls, Password, server.Connection).Check(Ct);
        var saying = server.Say(new StringBuilder().Insert(0, said, times).ToString());
        Assert.Equal(FailureKind.Protocol, (await checking)!.Kind);
        await Record.ExceptionAsync(() => saying);
    }
}
