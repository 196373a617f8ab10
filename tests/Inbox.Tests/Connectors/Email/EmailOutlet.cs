using System.Security.Cryptography;
using Inbox.Connectors;
using Inbox.Connectors.Email;
using Inbox.Connectors.Net;
using Inbox.Contracts;
using Inbox.Mail.Net;
using Inbox.Servers;
using Inbox.Storage;
using Inbox.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Inbox.Tests.Connectors.Email;

/// <summary>The way out to a submission server.</summary>
internal sealed class EmailOutlet(IChannel channel, Account account, SmtpSink sink, TimeProvider clock)
    : Outlet(channel, account, new Dictionary<Way, Whom> { [Way.Direct] = new(new("ada@example.org", null, null, "ada@example.org"), null, "1@example.org") }, clock)
{
    public override int Taken => sink.Mails.Count(m => m.Accepted);

    public override byte[] Last => sink.Mails[^1].Data;

    public override Mood Mood
    {
        set => sink.Mood = value switch { Mood.Busy => SinkMood.RefusesForNow, Mood.Unwell => SinkMood.RefusesRecipientsForNow, Mood.Refuses => SinkMood.Refuses, _ => SinkMood.Kind };
    }

    public static Task<Outlet> OpenAsync()
    {
        var (sink, clock) = (SmtpSink.Start(), FakeClock.Near());
        var connection = new EmailConnection(new MailConnection(clock) { Open = new Outbound(new(new HashSet<string>(), AllowLoopback: true)).OpenAsync, ExtraTrusted = [sink.Certificate] });
        // The key that Threads knows our own mails by.
        var channel = new EmailChannel(connection, new(connection, new MasterKey(SHA256.HashData("test"u8)), clock, NullLogger<EmailSender>.Instance));
        var settings = new Dictionary<string, string>
        {
            ["address"] = "support@shop.example", ["password"] = "x", ["smtpHost"] = sink.Host, ["smtpPort"] = $"{sink.Port}", ["smtpSecurity"] = "starttls",
        };
        return Task.FromResult<Outlet>(new EmailOutlet(channel, new("account", EmailChannel.Name, "Test", settings, HealthState.Unknown, null, null), sink, clock));
    }

    public override ValueTask DisposeAsync() => sink.DisposeAsync();
}
