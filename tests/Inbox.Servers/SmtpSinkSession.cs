using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Inbox.Servers;

/// <summary>One connection to the <see cref="SmtpSink"/>.</summary>
internal sealed class SmtpSinkSession(SinkMood mood, X509Certificate2 certificate, Action<SunkMail> mail, Action<string> command)
{
    private readonly List<string> _recipients = [];
    private string _from = "";
    private Stream _stream = Stream.Null;
    private bool _secure;

    public async Task Run(Stream stream, CancellationToken ct)
    {
        _stream = stream;
        if (mood == SinkMood.StallsAtOnce) await Task.Delay(Timeout.Infinite, ct);
        await Say("220 sink.test ESMTP", ct);
        while (await ReadLine(ct) is { } line)
        {
            command(line);
            if (!await Answer(line, ct)) return;
        }
    }

    private async Task<bool> Answer(string line, CancellationToken ct)
    {
        switch (line.Split(' ')[0].ToUpperInvariant())
        {
            case "EHLO": await Say(Greeting(), ct); return true;
            case "STARTTLS": await Say("220 go", ct); await StartTls(ct); return true;
            case "AUTH": await Say(mood == SinkMood.RefusesSignIn ? "535 5.7.8 wrong" : "235 2.7.0 in", ct); return true;
            case "MAIL": _from = line; _recipients.Clear(); await Say("250 2.1.0 ok", ct); return true;
            case "RCPT": await TakeRecipient(line, ct); return true;
            case "DATA": return await TakeData(ct);
            case "RSET" or "NOOP": await Say("250 2.0.0 ok", ct); return true;
            case "QUIT": await Say("221 2.0.0 bye", ct); return false;
            default: await Say("500 5.5.1 unknown command", ct); return true;
        }
    }

    private string Greeting()
    {
        var extensions = "250-sink.test\r\n250-SIZE 50000000\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n";
        if (_secure) return extensions + "250 AUTH PLAIN LOGIN XOAUTH2";
        return extensions + (mood == SinkMood.StripsTls ? "250 AUTH PLAIN" : "250 STARTTLS");
    }

    private async Task StartTls(CancellationToken ct)
    {
        var tls = new SslStream(_stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, ct);
        (_stream, _secure) = (tls, true);
    }

    private async Task TakeRecipient(string line, CancellationToken ct)
    {
        switch (mood)
        {
            case SinkMood.RefusesRecipients: await Say("550 5.1.1 no such user", ct); return;
            case SinkMood.RefusesRecipientsForNow: await Say("450 4.2.1 mailbox busy", ct); return;
            default: _recipients.Add(line); await Say("250 2.1.5 ok", ct); return;
        }
    }

    private async Task<bool> TakeData(CancellationToken ct)
    {
        await Say("354 go on", ct);
        var data = new MemoryStream();
        string? line;
        while ((line = await ReadLine(ct)) is not (null or "."))
            data.Write(Encoding.Latin1.GetBytes((line.StartsWith('.') ? line[1..] : line) + "\r\n"));
        // Without the final dot it is no mail: the client left, and a server must forget what it had (RFC 5321 4.1.1.4).
        if (line is null) return false;
        mail(new SunkMail(_from, [.. _recipients], data.ToArray(), mood is not (SinkMood.Refuses or SinkMood.RefusesForNow)));
        switch (mood)
        {
            case SinkMood.DiesAfterDot: return false;
            case SinkMood.StallsAfterDot: await Task.Delay(Timeout.Infinite, ct); return false;
            case SinkMood.RefusesForNow: await Say("451 4.3.0 not now", ct); return true;
            case SinkMood.Refuses: await Say("554 5.7.1 never", ct); return true;
            default: await Say("250 2.0.0 queued as 1", ct); return true;
        }
    }

    private async Task Say(string answer, CancellationToken ct) => await _stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), ct);

    // Byte by byte: nothing may be read ahead of STARTTLS, and a sink needs no speed. Latin-1 keeps every byte.
    private async Task<string?> ReadLine(CancellationToken ct)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await _stream.ReadAsync(one, ct) == 1)
        {
            if (one[0] != '\n') line.Append((char)one[0]);
            else if (line.Length > 0 && line[^1] == '\r') return line.ToString(0, line.Length - 1);
            else line.Append('\n');
        }
        return null;
    }
}
