using System.Net.Sockets;
using System.Text;

namespace Inbox.Servers;

/// <summary>Puts mails into a <see cref="MailServer"/> the way that other servers do, so that tests need none of the product's own code for it.</summary>
public static class MailServerDelivery
{
    private static readonly string[] MaildirParts = ["new", "cur"];

    /// <summary>Delivers a mail through the MX port; returns when Postfix has taken it.</summary>
    /// <param name="server">The server.</param>
    /// <param name="from">The envelope sender; empty for a mail from a machine.</param>
    /// <param name="to">The envelope recipient.</param>
    /// <param name="mail">The whole mail; any line ends, Latin-1 characters become bytes.</param>
    public static async Task Deliver(this MailServer server, string from, string to, string mail)
    {
        using var client = new TcpClient(server.Host, server.MxPort);
        await using var stream = client.GetStream();
        using var answers = new StreamReader(stream, Encoding.Latin1);
        await Expect("220");
        var data = mail.ReplaceLineEndings("\n").TrimEnd('\n').Replace("\n.", "\n..", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);
        foreach (var (command, answer) in new[]
            { ("HELO test", "250"), ($"MAIL FROM:<{from}>", "250"), ($"RCPT TO:<{to}>", "250"), ("DATA", "354"), (data + "\r\n.", "250"), ("QUIT", "221") })
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(command + "\r\n"));
            await Expect(answer);
        }

        async Task Expect(string code)
        {
            var answer = await answers.ReadLineAsync();
            if (answer?.StartsWith(code, StringComparison.Ordinal) != true) throw new IOException($"Postfix said {answer} where {code} was due.");
        }
    }

    /// <summary>Moves a user's mails to another folder, which is made when it is not there, as a mail program does: they get new numbers (UID) in it.</summary>
    /// <param name="server">The server.</param>
    /// <param name="user">Whose.</param>
    /// <param name="from">Out of this folder.</param>
    /// <param name="to">Into this one.</param>
    /// <param name="subject">Those with this in their subject; all without it.</param>
    public static async Task MoveAsync(this MailServer server, string user, string from, string to, string? subject = null)
    {
        string[] doveadm = ["-c", Path.Combine(server.Folder, "dovecot", "dovecot.conf")];
        if (to != "INBOX" && !Directory.Exists(Path.Combine(server.Folder, "mail", user, to)))
            await Unix.Run("doveadm", [.. doveadm, "mailbox", "create", "-u", user, to]);
        await Unix.Run("doveadm", [.. doveadm, "move", "-u", user, to, "mailbox", from, .. subject is null ? (string[])["all"] : ["subject", subject]]);
    }

    /// <summary>The raw mails in a folder of a user's mailbox, as Dovecot stores them.</summary>
    public static IReadOnlyList<string> MailsOf(this MailServer server, string user, string folder = "INBOX")
    {
        var box = folder == "INBOX" ? Path.Combine(server.Folder, "mail", user) : Path.Combine(server.Folder, "mail", user, folder);
        return [.. MaildirParts.Select(part => Path.Combine(box, part)).Where(Directory.Exists)
            .SelectMany(Directory.GetFiles).Order().Select(file => File.ReadAllText(file, Encoding.Latin1))];
    }
}
