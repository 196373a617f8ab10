using Inbox.Connectors;
using Inbox.Connectors.Email;
using Inbox.Connectors.Net;
using Inbox.Storage;
using Inbox.Tests.Mail;
using Inbox.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Inbox.Tests.Connectors.Email;

public sealed class EmailContractTests : ConnectorContract
{
    private protected override IChannel Channel { get; } = Make();

    private protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["address"] = "support@shop.example" };

    /// <summary>A mail's own date is its sender's word; the mailbox tells when it came.</summary>
    private protected override bool SaysWhen => false;

    private protected override IReadOnlyList<byte[]> Payloads { get; } =
    [
        Sample.Bytes("From: ada@example.org\nMessage-ID: <1@example.org>\nSubject: =?utf-8?B?AGE=?=\n\nWhere is it?"),
        Sample.Bytes("From: bob@example.org\n\nNo id at all"),
        Sample.Bytes("From: support@shop.example\nTo: support@shop.example\n\nOur own"),
        Sample.Bytes("From: eve@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee\n--b\nContent-Disposition: attachment; filename=a.txt\n\nfile\n--b--"),
    ];

    private static EmailChannel Make()
    {
        var clock = new FakeClock();
        var connection = EmailConnection.Of(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), clock, null);
        return new(connection, new(connection, new MasterKey(new byte[32]), clock, NullLogger<EmailSender>.Instance));
    }
}
