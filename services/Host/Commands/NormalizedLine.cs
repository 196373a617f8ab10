using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Inbox.Contracts;

namespace Inbox.Host;

/// <summary>An event as the one JSON line that <c>normalize</c> prints.</summary>
internal static class NormalizedLine
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Error(string file, string reason) => JsonSerializer.Serialize(new { file, error = reason }, Options);

    public static string Of(string file, int index, IChannelEvent e) => e switch
    {
        MessageReceived m => Line(file, index, m),
        MessageEdited m => JsonSerializer.Serialize(new { file, index, action = "edit", targetExternalId = m.TargetExternalId, text = m.Body.Text, sentAt = Time(m.EditedAt) }, Options),
        MessageDeleted m => JsonSerializer.Serialize(new { file, index, action = "delete", targetExternalId = m.TargetExternalId, sentAt = Time(m.DeletedAt) }, Options),
        _ => JsonSerializer.Serialize(new { file, index, action = "ignore", reason = e.GetType().Name }, Options),
    };

    private static string Line(string file, int index, MessageReceived m) => JsonSerializer.Serialize(
        new
        {
            file,
            index,
            channel = m.Channel,
            action = "message",
            direction = m.Direction,
            visibility = m.Visibility,
            externalId = m.ExternalId ?? m.ExternalKey,
            m.ParentExternalId,
            m.ThreadKey,
            m.Author,
            m.Contact,
            m.Content,
            m.Body.Subject,
            m.Body.Text,
            m.Body.Html,
            m.Body.Reply,
            attachments = m.Body.Attachments?.Select(a => new { a.Name, a.Type, a.Size, a.Inline }),
            sentAt = Time(m.SentAt),
            m.Automatic,
            bounce = m.Mail?.Failures is { Count: > 0 } failures ? failures : null,
            m.Mail?.MessageId,
            m.Mail?.InReplyTo,
            m.Mail?.References,
            to = Addresses(m.Mail?.To),
            cc = Addresses(m.Mail?.Cc),
            replyTo = Addresses(m.Mail?.ReplyTo),
        },
        Options);

    private static JsonArray? Addresses(IReadOnlyList<Party>? parties) =>
        parties is null ? null : [.. parties.Select(p => new JsonObject { ["name"] = p.Name, ["address"] = p.Address })];

    private static string? Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
