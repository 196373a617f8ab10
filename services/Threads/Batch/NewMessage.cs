using System.Data.Common;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>A message about to be stored.</summary>
internal sealed record NewMessage
{
    private const string Insert = """
        insert into messages (id, account_id, conversation_id, kind, direction, visibility, at, arrived_at, identity_id, staff_id, automatic, calls, state, deleted_at, moderation, moderated_at,
          unverified, version, subject, preview, external_key, external_id, parent_external_id, thread_key, message_id, payload_id, subject_key, content_id, content_url,
          content_title, author_external_id, author_name, author_handle, author_address, sent_at, received_at, edited_at, rule, evidence, confidence, conflict, client_id,
          attempt, due_at, recipient, mail, attachments, text, reply, html, answers_comment)
        values (@Id, @AccountId, @ConversationId, @Kind, @Direction, @Visibility, @At, @ArrivedAt, @IdentityId, @StaffId, @Automatic, @Calls, @State, @DeletedAt, @Moderation, @ModeratedAt,
          @Unverified, @Version, @Subject, @Preview, @ExternalKey, @ExternalId, @ParentExternalId, @ThreadKey, @MessageId, @PayloadId, @SubjectKey, @ContentId, @ContentUrl,
          @ContentTitle, @AuthorExternalId, @AuthorName, @AuthorHandle, @AuthorAddress, @SentAt, @ReceivedAt, @EditedAt, @Rule, @Evidence, @Confidence, @Conflict, @ClientId,
          @Attempt, @DueAt, @Recipient, @Mail, @Attachments, @Text, @Reply, @Html, @AnswersComment)
        returning seq
        """;

    /// <summary>Its number in the store, once it is stored.</summary>
    public long Seq { get; set; }

    public required string Id { get; init; }
    public required string AccountId { get; init; }
    public required string ConversationId { get; set; }
    public string Kind { get; init; } = "message";
    public required string Direction { get; init; }
    public required string Visibility { get; init; }
    public long At { get; init; }
    public long ArrivedAt { get; init; }
    public string? IdentityId { get; set; }
    public string? StaffId { get; init; }
    public string? Automatic { get; init; }
    public string Calls { get; set; } = Threads.Calls.Answer;
    public string? State { get; init; }
    public long? DeletedAt { get; set; }
    public string? Moderation { get; set; }
    public long? ModeratedAt { get; set; }
    public bool Unverified { get; set; }
    public long Version { get; set; }
    public string? Subject { get; set; }
    public required string Preview { get; set; }
    public string? ExternalKey { get; init; }
    public string? ExternalId { get; init; }
    public string? ParentExternalId { get; init; }
    public string? ThreadKey { get; init; }
    public string? MessageId { get; init; }
    public string? PayloadId { get; init; }
    public string? SubjectKey { get; init; }
    public string? ContentId { get; private set; }
    public string? ContentUrl { get; private set; }
    public string? ContentTitle { get; private set; }
    public string? AuthorExternalId { get; init; }
    public string? AuthorName { get; init; }
    public string? AuthorHandle { get; init; }
    public string? AuthorAddress { get; init; }
    public long? SentAt { get; init; }
    public long ReceivedAt { get; init; }
    public long? EditedAt { get; set; }
    public string? Rule { get; set; }
    public string? Evidence { get; set; }
    public string? Confidence { get; set; }
    public bool Conflict { get; set; }
    public string? ClientId { get; init; }
    public long? Attempt { get; init; }
    public long? DueAt { get; init; }
    public string? Recipient { get; init; }
    public string? Mail { get; init; }
    public string? Attachments { get; set; }
    public required string Text { get; set; }
    public required string Reply { get; set; }
    public string? Html { get; set; }
    public string? AnswersComment { get; init; }

    /// <summary>What it is about, or what brought it.</summary>
    public ContentRef? Content
    {
        get => ContentId is { } id ? new(id, ContentUrl, ContentTitle) : null;
        set => (ContentId, ContentUrl, ContentTitle) = (Clean.Line(value?.ExternalId), Clean.Line(value?.Url), Clean.Line(value?.Title));
    }

    /// <summary>Stores messages and makes them findable.</summary>
    public static async Task SaveAsync(DbTransaction transaction, Storage.Dialect dialect, IReadOnlyList<NewMessage> messages, CancellationToken cancel)
    {
        var seqs = await Rows.RunAsync(transaction, Insert, messages, m => m.Values(), cancel);
        for (var i = 0; i < messages.Count; i++)
            messages[i].Seq = seqs[i]!.Value;
        await Rows.RunAsync(
            transaction, $"insert into search (rowid, text) values (@Seq, {dialect.Words("Words")})", messages,
            m => [("Seq", m.Seq), ("Words", m.Words())], cancel);
    }

    /// <summary>What clocks and cards depend on, as it would be read back.</summary>
    public MessageFacts Facts(string? personId) => new()
    {
        Id = Id,
        ConversationId = ConversationId,
        Kind = Kind,
        Direction = Direction,
        Visibility = Visibility,
        At = At,
        ArrivedAt = ArrivedAt,
        StaffId = StaffId,
        Automatic = Automatic,
        Calls = Calls,
        State = State,
        DeletedAt = DeletedAt,
        Moderation = Moderation,
        Unverified = Unverified,
        Subject = Subject,
        Preview = Preview,
        ContentId = ContentId,
        ContentUrl = ContentUrl,
        ContentTitle = ContentTitle,
        PersonId = personId,
    };

    private string Words() => SearchText.OfMessage(AccountId, Subject, new(null, AuthorName, AuthorHandle, AuthorAddress), Reply.Length > 0 ? Reply : Text);

    private (string, object?)[] Values() =>
    [
        ("Id", Id), ("AccountId", AccountId), ("ConversationId", ConversationId), ("Kind", Kind), ("Direction", Direction), ("Visibility", Visibility), ("At", At),
        ("ArrivedAt", ArrivedAt), ("IdentityId", IdentityId), ("StaffId", StaffId), ("Automatic", Automatic), ("Calls", Calls), ("State", State), ("DeletedAt", DeletedAt), ("Moderation", Moderation), ("ModeratedAt", ModeratedAt),
        ("Unverified", Unverified), ("Version", Version), ("Subject", Subject), ("Preview", Preview), ("ExternalKey", ExternalKey), ("ExternalId", ExternalId),
        ("ParentExternalId", ParentExternalId), ("ThreadKey", ThreadKey), ("MessageId", MessageId), ("PayloadId", PayloadId), ("SubjectKey", SubjectKey),
        ("ContentId", ContentId), ("ContentUrl", ContentUrl), ("ContentTitle", ContentTitle), ("AuthorExternalId", AuthorExternalId), ("AuthorName", AuthorName),
        ("AuthorHandle", AuthorHandle), ("AuthorAddress", AuthorAddress), ("SentAt", SentAt), ("ReceivedAt", ReceivedAt), ("EditedAt", EditedAt), ("Rule", Rule),
        ("Evidence", Evidence), ("Confidence", Confidence), ("Conflict", Conflict), ("ClientId", ClientId), ("Attempt", Attempt), ("DueAt", DueAt),
        ("Recipient", Recipient), ("Mail", Mail), ("Attachments", Attachments), ("Text", Text), ("Reply", Reply), ("Html", Html),
        ("AnswersComment", AnswersComment),
    ];
}
