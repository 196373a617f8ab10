using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Inbox.Contracts;

namespace Inbox.Threads;

/// <summary>A message on its way in: what came, and the row it becomes.</summary>
/// <param name="Event">What came.</param>
/// <param name="Heads">What its row holds of a mail's header.</param>
/// <param name="Row">What it becomes.</param>
internal sealed record Received(MessageReceived Event, MailHeads? Heads, NewMessage Row)
{
    /// <summary>A mail as threading sees it, in no conversation yet; null for what is no mail.</summary>
    public MailNode? Node { get; init; }

    /// <summary>What a mail says of others; null for what is no mail.</summary>
    public MailRefs? Refs { get; init; }

    /// <summary>What <see cref="Forgotten"/> would know it by.</summary>
    public required IReadOnlyList<string> Hashes { get; init; }

    /// <summary>It may be one that was erased: <see cref="Forgotten"/> tells.</summary>
    public bool MayReturn { get; init; }

    /// <summary>What a mail could carry of campaigns.</summary>
    public MailCarries Carries { get; init; } = MailCarries.Nothing;

    /// <summary>Earlier times are no times of messages.</summary>
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The person on the other side.</summary>
    public Party Contact => Event.Contact ?? (Event.Direction == Direction.In ? Event.Author : new Party(null));

    /// <summary>As it came: a batch that runs again after a conflict must find nothing of its first run.</summary>
    public Received Anew() => this with { Row = Row with { } };

    public static Received From(MessageReceived e)
    {
        var received = e.ReceivedAt.ToUnixTimeMilliseconds();
        var at = e.SentAt is { } sent && sent >= Earliest && sent <= e.ReceivedAt ? sent.ToUnixTimeMilliseconds() : received;
        var reply = Clean.Text(e.Body.Reply);
        var subject = Clean.Line(e.Body.Subject);
        var messageId = e.Mail?.MessageId is { Length: > 0 } id ? Clean.Text(id) : null;
        var sender = Addresses.Key(e.Author) ?? "";
        var heads = e.Mail is { } m ? new MailHeads(m.InReplyTo, m.References, m.To, m.Cc, Differing(m.ReplyTo, sender)) : null;
        var row = new NewMessage
        {
            Id = IdOf(e, at),
            AccountId = e.AccountId,
            ConversationId = "",
            Direction = e.Direction == Direction.In ? "in" : "out",
            Visibility = e.Visibility == Visibility.Public ? "public" : "private",
            At = at,
            ArrivedAt = e.Historic ? at : received,
            Automatic = Names.Of(e.Automatic),
            Calls = Courtesy.Of(e.Body, reply.Length > 0 ? reply : e.Body.Text, e.Direction == Direction.Out),
            Subject = subject,
            Preview = Clean.Preview(reply.Length > 0 ? reply : e.Body.Text),
            ExternalKey = e.ExternalKey,
            ExternalId = Clean.Line(e.ExternalId),
            ParentExternalId = Clean.Line(e.ParentExternalId),
            ThreadKey = Clean.Line(e.ThreadKey),
            MessageId = messageId,
            Moderation = e.Standing is { } standing ? Names.Of(standing.State) : null,
            ModeratedAt = e.Standing?.At.ToUnixTimeMilliseconds(),
            PayloadId = e.PayloadId,
            SubjectKey = e.Mail is not null && e.Automatic is null && BaseSubject.Compared(subject) is { Length: > 0 } s && e.Direction == Direction.In ? MailId.Key(MailId.Hash($"{sender}\n{s}")) : null,
            Content = e.Content,
            AuthorExternalId = Clean.Line(e.Author.ExternalId),
            AuthorName = Clean.Line(e.Author.Name),
            AuthorHandle = Clean.Line(e.Author.Handle),
            AuthorAddress = Clean.Line(e.Author.Address),
            SentAt = e.SentAt?.ToUnixTimeMilliseconds(),
            ReceivedAt = received,
            Mail = heads is null ? null : Clean.Text(Json.Write(heads)),
            Attachments = e.Body.Attachments is { Count: > 0 } files ? Json.Write(files) : null,
            Text = Clean.Text(e.Body.Text),
            Reply = reply,
            Html = Clean.Line(e.Body.Html),
            Version = 0,
        };
        return new(e, heads, row)
        {
            Hashes = [.. About.Of(e).Select(Forgotten.Hash)],
            Node = e.Mail is null ? null : MailNode.Of(row.Id, "", row.Direction, row.Automatic, e.Author, row.Subject, row.At, row.MessageId, heads, null, null),
            Refs = e.Mail is null ? null : MailRefs.Of(e.Mail),
            Carries = MailCampaigns.In(e),
        };
    }

    /// <summary>
    /// Made from the message where its platform says when it was written: those of one time stand in the platform's own order, or in one that means nothing, and never in
    /// that of their arrival. Mail stands as its mailbox had it.
    /// </summary>
    private static string IdOf(MessageReceived e, long at) => e is { Mail: null, SentAt: not null }
        ? Id.Of(at, e.Sequence ?? BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(e.ExternalKey))), $"{e.AccountId} {e.ExternalKey}")
        : e.EventId;

    private static IReadOnlyList<Party> Differing(IReadOnlyList<Party> replyTo, string sender) => replyTo.Any(p => Addresses.Key(p) != sender) ? replyTo : [];
}
