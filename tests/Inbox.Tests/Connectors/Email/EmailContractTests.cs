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

    private protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["address"] = "support@shop.example", ["smtpHost"] = "smtp.shop.example" };

    /// <summary>A mail's own date is its sender's word; the mailbox tells when it came.</summary>
    private protected override bool SaysWhen => false;

    private protected override IReadOnlyList<byte[]> Payloads { get; } =
    [
        Sample.Bytes("From: ada@example.org\nMessage-ID: <1@example.org>\nSubject: =?utf-8?B?AGE=?=\n\nWhere is it?"),
        Sample.Bytes("From: bob@example.org\n\nNo id at all"),
        Sample.Bytes("From: support@shop.example\nTo: support@shop.example\n\nOur own"),
        Sample.Bytes("From: eve@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee\n--b\nContent-Disposition: attachment; filename=a.txt\n\nfile\n--b--"),
    ];

    private protected override Promise Promise => new()
    {
        Edits = "A mail that was sent stays as it is.",
        Deletions = "A mail that was sent cannot be taken back.",
        Reactions = "Mail has no reactions that all programs know.",
        Reads = "Receipts are mails of their own, and are read as such.",
        Deliveries = "What bounced is a mail of its own and names its recipients.",
        Typing = "Nobody is told who is writing a mail.",
        Follows = "Mail knows nobody who follows a mailbox.",
        Unknown = "Whatever lies in a mailbox is a mail and is shown.",
        Malformed = "What a mailbox delivers is one mail at a time.",
        WrittenElsewhere =
        [
            new([Sample.Bytes("From: bob@example.org\nMessage-ID: <2@example.org>\n\nMine, too?"), Payloads[0]], Sample.Bytes("From: support@shop.example\nTo: ada@example.org\nMessage-ID: <3@shop.example>\nIn-Reply-To: <1@example.org>\n\nIt left."), "ada@example.org") { Origin = Origin.Sent },
        ],
        Echoes = [new(Way.Direct, Payloads[0], (_, outlet) => outlet.Last) { Origin = Origin.Sent }],
        Limits = "Mail has no limit of length that all servers share.",
        Windows = "A mail can be answered at any time.",
        Troubles = [new(null, "5.7.1 never")],
        OpenAsync = EmailOutlet.OpenAsync,
    };

    private static EmailChannel Make()
    {
        var clock = new FakeClock();
        var connection = EmailConnection.Of(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), clock, null);
        return new(connection, new(connection, new MasterKey(new byte[32]), clock, NullLogger<EmailSender>.Instance));
    }
}
