using Inbox.Connectors;
using Inbox.Connectors.Email;
using Inbox.Contracts;
using Inbox.Tests.Mail;

namespace Inbox.Tests.Connectors.Email;

/// <summary>Reads mails written out in tests as if they had come to support@shop.example.</summary>
internal static class RawMail
{
    public static readonly DateTimeOffset ReceivedAt = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static MessageReceived Read(string mail, Origin origin = Origin.Incoming) => Read(Sample.Bytes(mail), origin);

    public static MessageReceived Read(byte[] raw, Origin origin = Origin.Incoming, params string[] own)
    {
        var ids = 0;
        var reading = EmailReader.Read(new(
            "account", "payload", raw, ReceivedAt, origin, new HashSet<string>(own.Length > 0 ? own : ["support@shop.example"]), () => $"id-{++ids}"));
        return Assert.IsType<MessageReceived>(Assert.Single(reading.Events));
    }
}
