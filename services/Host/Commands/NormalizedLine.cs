using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Insights;

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

    public static string Of(string file, int index, string channel, Found found) => found switch
    {
        { Event: MessageReceived m } => Line(file, index, m),
        { Event: MessageEdited m, Note: var n } => Line(file, index, channel, (n ?? new(Notes.Edit)) with { TargetExternalId = m.TargetExternalId, Text = m.Body.Text, SentAt = m.EditedAt }),
        { Event: MessageDeleted m, Note: var n } => Line(file, index, channel, (n ?? new(Notes.Delete)) with { TargetExternalId = m.TargetExternalId, SentAt = m.DeletedAt }),
        { Event: MessageModerated m, Note: var n } => Line(file, index, channel, (n ?? new(Notes.System)) with { TargetExternalId = m.TargetExternalId, SentAt = m.Standing.At }),
        { Event: ContentSeen m, Note: var n } => Line(file, index, channel, (n ?? new(Notes.System) { Reason = "A post or an article." }) with { Content = m.Content, ExternalId = m.Content.ExternalId, SentAt = m.PublishedAt }),
        { Event: DeliveryFailed m, Note: var n } => Line(file, index, channel, (n ?? new(Notes.Status)) with { Status = "failed", TargetExternalId = m.TargetExternalId, Error = n?.Error ?? m.Error, SentAt = m.FailedAt }),
        { Note: { } n } => Line(file, index, channel, n),
        _ => Line(file, index, channel, new(Notes.Ignore) { Reason = found.Event?.GetType().Name }),
    };

    private static string Line(string file, int index, string channel, Note n) => JsonSerializer.Serialize(
        new
        {
            file,
            index,
            channel,
            n.Action,
            n.Direction,
            n.Author,
            n.Contact,
            n.Content,
            n.ExternalId,
            n.TargetExternalId,
            n.Emoji,
            n.Removed,
            n.Status,
            n.Error,
            n.Text,
            sentAt = Time(n.SentAt),
            n.Reason,
        },
        Options);

    private static string Line(string file, int index, MessageReceived m) => Line(file, index, m, Judged(m));

    private static string Line(string file, int index, MessageReceived m, Judgement? judged) => JsonSerializer.Serialize(
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
            nature = judged is null ? null : new { judged.Nature.Value, primary = judged.Nature.Value, judged.Also, judged.Nature.Source, judged.Nature.Evidence },
            judged?.Sentiment,
            judged?.Language,
            bounce = m.Mail?.Failures is { Count: > 0 } failures ? failures : null,
            m.Mail?.MessageId,
            m.Mail?.InReplyTo,
            m.Mail?.References,
            to = Addresses(m.Mail?.To),
            cc = Addresses(m.Mail?.Cc),
            replyTo = Addresses(m.Mail?.ReplyTo),
        },
        Options);

    /// <summary>What people write to us is judged, without what they quote; machines are not.</summary>
    private static Judgement? Judged(MessageReceived m) => m.Direction != Direction.In || m.Automatic is not (null or AutomaticKind.List) ? null
        : TextJudge.Judge(string.IsNullOrWhiteSpace(m.Body.Reply) ? string.IsNullOrWhiteSpace(m.Body.Text) ? m.Body.Subject ?? "" : m.Body.Text : m.Body.Reply);

    private static JsonArray? Addresses(IReadOnlyList<Party>? parties) =>
        parties is null ? null : [.. parties.Select(p => new JsonObject { ["name"] = p.Name, ["address"] = p.Address })];

    private static string? Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
