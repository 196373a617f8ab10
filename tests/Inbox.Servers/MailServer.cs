using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Inbox.Servers;

/// <summary>
/// A real Dovecot (IMAP, LMTP, SASL) and a real Postfix (MX, submission, smtps) in a folder of their own on free loopback ports. Nothing leaves
/// the machine. Any number may run beside each other; all ends with <see cref="DisposeAsync"/> or with the process that started it. Needs root.
/// </summary>
public sealed class MailServer : IAsyncDisposable
{
    /// <summary>The password of every user.</summary>
    public const string Password = "secret";

    private readonly int[] _ports = [.. Enumerable.Range(0, 6).Select(_ => FreePort.Next())];
    private readonly ThrowAwayFolder _folder = new("mail");
    private readonly List<string> _users = ["support@acme.test", "sales@acme.test", "alice@customer.test", "bob@customer.test"];
    private Process? _keeper;

    private MailServer() => Unix.Open(Folder);

    /// <summary>Where configuration, spool, mailboxes and logs are; gone after the end.</summary>
    public string Folder => _folder.Path;
    /// <summary>127.0.0.1; the certificate also names localhost.</summary>
    public string Host { get; } = "127.0.0.1";
    /// <summary>IMAP with STARTTLS.</summary>
    public int ImapPort => _ports[0];
    /// <summary>IMAP with TLS from the first byte.</summary>
    public int ImapsPort => _ports[1];
    /// <summary>SMTP for mail from other servers: no sign-in, own domains only.</summary>
    public int MxPort => _ports[2];
    /// <summary>Submission with STARTTLS and sign-in.</summary>
    public int SubmissionPort => _ports[3];
    /// <summary>Submission with TLS from the first byte and sign-in.</summary>
    public int SmtpsPort => _ports[4];
    /// <summary>Where Postfix hands mails to Dovecot.</summary>
    internal int LmtpPort => _ports[5];
    /// <summary>The self-signed certificate of all ports (PEM).</summary>
    public string CertificatePath => Path.Combine(Folder, "tls", "cert.pem");
    /// <summary>What Dovecot and Postfix wrote.</summary>
    public string Log => string.Concat(Directory.GetFiles(Path.Combine(Folder, "log")).Select(File.ReadAllText));

    /// <summary>Starts both servers and returns when every port answers.</summary>
    /// <param name="users">Further mailboxes, beside support@ and sales@acme.test, alice@ and bob@customer.test.
    /// full@customer.test always bounces, defer@customer.test always stays in the queue.</param>
    public static async Task<MailServer> Start(params string[] users)
    {
        var server = new MailServer();
        try
        {
            server._users.AddRange(users);
            await server.Configure();
            await server.Run();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds a mailbox while the servers run.</summary>
    public async Task AddUser(string address)
    {
        _users.Add(address);
        WriteUsers();
        await Unix.Run("postfix", "-c", Path.Combine(Folder, "postfix"), "reload");
    }

    private async Task Configure()
    {
        foreach (var name in new[] { "dovecot", "postfix", "tls", "spool", "data", "run", "mail", "log" })
            Unix.Open(Directory.CreateDirectory(Path.Combine(Folder, name)).FullName);
        // Valid since yesterday: a test may set the clock of the host back.
        await Unix.Run("faketime", "-f", "-1d", "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
            "-keyout", Path.Combine(Folder, "tls", "key.pem"), "-out", CertificatePath);
        await Unix.Run("chown", "mail:mail", Path.Combine(Folder, "mail"));
        await Unix.Run("chown", "postfix", Path.Combine(Folder, "data"));
        WriteUsers();
        await File.WriteAllTextAsync(Path.Combine(Folder, "dovecot", "dovecot.conf"), MailServerFiles.Dovecot(this));
        await File.WriteAllTextAsync(Path.Combine(Folder, "postfix", "main.cf"), MailServerFiles.PostfixMain(this));
        await File.WriteAllTextAsync(Path.Combine(Folder, "postfix", "master.cf"), MailServerFiles.PostfixMaster(this));
    }

    private void WriteUsers()
    {
        File.WriteAllLines(Path.Combine(Folder, "dovecot", "users"), _users.Select(user => $"{user}:{{PLAIN}}{Password}::::::"));
        File.WriteAllLines(Path.Combine(Folder, "postfix", "boxes"),
            _users.Append("full@customer.test").Append("defer@customer.test").Select(user => $"{user} x"));
    }

    // The shell outlives a killed test run by a moment: it stops the servers as soon as its standard input closes. In a session of its
    // own, because Postfix leaves the process group and would stay when the group is ended.
    private async Task Run()
    {
        var start = new ProcessStartInfo("setsid", ["sh", "-c", MailServerFiles.Keeper, "mail-server", Folder]) { RedirectStandardInput = true };
        _keeper = Process.Start(start) ?? throw new InvalidOperationException("sh did not start.");
        foreach (var port in _ports) await Answers(port);
    }

    private async Task Answers(int port)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (patience.Elapsed < TimeSpan.FromSeconds(30) && _keeper is { HasExited: false })
            {
                await Task.Delay(50);
            }
            catch (SocketException)
            {
                throw new InvalidOperationException($"Port {port} of the mail server in {Folder} does not answer:\n{Log}");
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_keeper is not null)
        {
            _keeper.StandardInput.Close();
            await _keeper.WaitForExitAsync();
            _keeper.Dispose();
        }
        _folder.Dispose();
    }
}
