using System.Text;
using Inbox.Mail.Net;

namespace Inbox.Mail.Smtp;

/// <summary>Speaks lines and reads replies, under limits.</summary>
internal sealed class SmtpSession(Wire wire)
{
    private const int LongestLine = 4096, MostLines = 200;

    public Wire Wire => wire;

    /// <summary>The keywords of the last EHLO in capitals, with their arguments.</summary>
    public IReadOnlyDictionary<string, string> Extensions { get; private set; } = new Dictionary<string, string>();

    public async Task<SmtpReply> Read(Deadline deadline)
    {
        var lines = new List<string>();
        while (true)
        {
            var line = Encoding.UTF8.GetString(await wire.ReadLine(LongestLine, deadline));
            if (SmtpReply.ReadLine(line) is not var (code, more, text) || lines.Count == MostLines)
                throw Wire.Broken($"What answers at {wire.Host} is not a mail server that sends (SMTP).");
            lines.Add(text);
            if (!more) return new(code, lines);
        }
    }

    /// <summary>One command line. Its parts are fixed words, <see cref="EmailAddress"/>es and base64: nothing that could hold a line break.</summary>
    public async Task<SmtpReply> Say(string command, CancellationToken ct)
    {
        using var deadline = wire.Deadline(wire.Connection.CommandTimeout, ct);
        await wire.Write(Encoding.UTF8.GetBytes(command + "\r\n"), deadline);
        return await Read(deadline);
    }

    /// <summary>Introduces the client. The name says nothing of the machine: only a public server cares, and there is none in between.</summary>
    public async Task Hello(CancellationToken ct)
    {
        var reply = await Say("EHLO [127.0.0.1]", ct);
        if (!reply.IsPositive) throw SmtpRefusals.Session(wire.Host, reply);
        var extensions = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in reply.Lines.Skip(1))
        {
            var words = line.Trim().Split(' ', 2);
            extensions[words[0]] = words.Length > 1 ? words[1].ToUpperInvariant() : "";
        }
        Extensions = extensions;
    }

    public bool OffersSignIn(string mechanism) => Extensions.TryGetValue("AUTH", out var offered) && offered.Split(' ').Contains(mechanism);
}
