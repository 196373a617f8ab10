using Inbox.Contracts;

namespace Inbox.Threads;

/// <summary>A draft as it is stored.</summary>
internal sealed record DraftRow
{
    public const string Select =
        "select text, attachments, inserted, way, updated_at as UpdatedAt from drafts where conversation_id = @conversationId and staff_id = @staffId";

    public required string Text { get; init; }
    public string? Attachments { get; init; }
    public string? Inserted { get; init; }
    public string? Way { get; init; }
    public long UpdatedAt { get; init; }

    public Draft ToDraft() => new(Text, Json.Read<List<AttachmentRef>>(Attachments) ?? [], Time.Of(UpdatedAt)) { Inserted = Json.Read<List<InsertedText>>(Inserted) ?? [], Way = Way };
}
