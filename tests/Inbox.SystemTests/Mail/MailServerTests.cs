using Inbox.Servers;

namespace Inbox.SystemTests.Mail;

public sealed class MailServerTests
{
    [Fact]
    public async Task Two_mail_servers_run_beside_each_other_and_leave_nothing_behind()
    {
        string[] folders;
        await using (var one = await MailServer.Start())
        await using (var two = await MailServer.Start("carol@customer.test"))
        {
            folders = [one.Folder, two.Folder];
            Assert.NotEqual(one.ImapPort, two.ImapPort);
            Assert.All(folders, folder => Assert.True(File.Exists(Path.Combine(folder, "tls", "cert.pem"))));
        }
        Assert.All(folders, folder => Assert.False(Directory.Exists(folder)));
    }
}
