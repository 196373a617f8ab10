using Inbox.Connectors;
using Inbox.Connectors.Email;
using Inbox.Contracts;
using Inbox.Mail.Net;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Email;

public sealed class EmailCheckTests
{
    [Fact]
    public async Task A_silent_server_is_named_before_the_person_gives_up_waiting()
    {
        var time = FakeClock.Near();
        var connection = new MailConnection(time)
        {
            Open = async (_, _, cancel) =>
            {
                await Task.Delay(Timeout.Infinite, cancel);
                return Stream.Null;
            },
        };
        var account = new ConnectedAccount(
            new("a", "email", "Test", new Dictionary<string, string> { ["address"] = "desk@shop.example", ["imapHost"] = "imap.shop.example", ["smtpHost"] = "smtp.shop.example" }, HealthState.Unknown, null, null),
            new Dictionary<string, string> { ["password"] = "open sesame" });

        var checking = new EmailChannel(new(connection), null!).CheckAsync(account, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(14));
        Assert.False(checking.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        var problems = await checking;

        Assert.Equal(["imapPort", "smtpPort"], problems.Select(p => p.Key));
        Assert.All(problems, p => Assert.Contains("did not answer within 15 seconds", p.Message, StringComparison.Ordinal));
    }
}
