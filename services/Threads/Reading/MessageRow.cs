using System.Text.Json;
using Inbox.Contracts;

namespace Inbox.Threads;

/// <summary>A message as the database gives it.</summary>
internal sealed record MessageRow
{
    public const string Select = """
        select m.id, m.conversation_id as ConversationId, m.account_id as AccountId, m.direction, m.kind, m.visibility, m.author_name as AuthorName,
          m.author_handle as AuthorHandle, m.author_address as AuthorAddress, m.author_external_id as AuthorExternalId, m.staff_id as StaffId, m.subject, m.text, m.reply, m.html,
          m.attachments, m.sent_at as SentAt, m.received_at as ReceivedAt, m.at, m.edited_at as EditedAt, m.deleted_at as DeletedAt, m.moderation,
          m.external_id as ExternalId, m.message_id as MessageId, m.payload_id as PayloadId, m.rule, m.evidence, m.confidence, m.conflict, m.unverified,
          m.automatic, m.state, m.error, m.client_id as ClientId, m.due_at as DueAt, m.dispatched_at as DispatchedAt, m.mail, m.version, m.attempt, m.recipient, m.thread_key as ThreadKey,
          m.parent_external_id as ParentExternalId, m.identity_id as IdentityId
        from messages m
        """;

    public required string Id { get; init; }
    public required string ConversationId { get; init; }
    public required string AccountId { get; init; }
    public required string Direction { get; init; }
    public required string Kind { get; init; }
    public required string Visibility { get; init; }
    public string? AuthorName { get; init; }
    public string? AuthorHandle { get; init; }
    public string? AuthorAddress { get; init; }
    public string? AuthorExternalId { get; init; }
    public string? StaffId { get; init; }
    public string? Subject { get; init; }
    public required string Text { get; init; }
    public required string Reply { get; init; }
    public string? Html { get; init; }
    public string? Attachments { get; init; }
    public long? SentAt { get; init; }
    public long ReceivedAt { get; init; }
    public long At { get; init; }
    public long? EditedAt { get; init; }
    public long? DeletedAt { get; init; }
    public string? Moderation { get; init; }
    public string? ExternalId { get; init; }
    public string? MessageId { get; init; }
    public string? PayloadId { get; init; }
    public string? Rule { get; init; }
    public string? Evidence { get; init; }
    public string? Confidence { get; init; }
    public bool Conflict { get; init; }
    public bool Unverified { get; init; }
    public string? Automatic { get; init; }
    public string? State { get; init; }
    public string? Error { get; init; }
    public string? ClientId { get; init; }
    public long? DueAt { get; init; }
    public long? DispatchedAt { get; init; }
    public string? Mail { get; init; }
    public long Version { get; init; }
    public long? Attempt { get; init; }
    public string? Recipient { get; init; }
    public string? ThreadKey { get; init; }
    public string? ParentExternalId { get; init; }
    public string? IdentityId { get; init; }

    public MailHeads? Heads => Json.Read<MailHeads>(Mail);

    public IReadOnlyList<AttachmentRef> Files => Json.Read<List<AttachmentRef>>(Attachments) ?? [];

    public MessageView ToView()
    {
        var heads = Heads;
        return new()
        {
            Id = Id,
            ConversationId = ConversationId,
            AccountId = AccountId,
            Direction = Direction,
            Kind = Kind,
            Visibility = Visibility,
            Author = new(AuthorName, AuthorHandle, AuthorAddress, StaffId),
            Subject = Subject,
            Text = DeletedAt is null ? Text : "",
            Reply = DeletedAt is null ? Reply : "",
            Html = DeletedAt is null ? Html : null,
            Attachments = DeletedAt is null ? Files : [],
            SentAt = Time.Of(SentAt),
            ReceivedAt = Time.Of(ReceivedAt),
            At = Time.Of(At),
            EditedAt = Time.Of(EditedAt),
            DeletedAt = Time.Of(DeletedAt),
            Moderation = Moderation,
            ExternalId = ExternalId,
            MessageId = MessageId,
            PayloadId = PayloadId,
            Rule = Rule,
            Evidence = Evidence,
            Confidence = Confidence,
            Conflict = Conflict,
            Unverified = Unverified,
            Automatic = Automatic,
            State = State,
            Error = Error,
            ClientId = ClientId,
            DueAt = DispatchedAt is null ? Time.Of(DueAt) : null,
            To = heads?.To ?? [],
            Cc = heads?.Cc ?? [],
            ReplyTo = heads?.ReplyTo ?? [],
            Version = Version,
        };
    }
}

/// <summary>What is kept of a mail's header beside the message.</summary>
internal sealed record MailHeads(IReadOnlyList<string> InReplyTo, IReadOnlyList<string> References, IReadOnlyList<Party> To, IReadOnlyList<Party> Cc, IReadOnlyList<Party> ReplyTo);

/// <summary>Small JSON columns.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T? Read<T>(string? text) => text is null ? default : JsonSerializer.Deserialize<T>(text, Options);
}
