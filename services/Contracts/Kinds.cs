using System.Text.Json.Serialization;

namespace Inbox.Contracts;

/// <summary>Who wrote a message.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Direction>))]
public enum Direction
{
    /// <summary>From a person.</summary>
    [JsonStringEnumMemberName("in")] In,

    /// <summary>From our side, an echo included.</summary>
    [JsonStringEnumMemberName("out")] Out,
}

/// <summary>Who can read a message on its channel.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Visibility>))]
public enum Visibility
{
    /// <summary>Only the two sides.</summary>
    [JsonStringEnumMemberName("private")] Private,

    /// <summary>Everybody.</summary>
    [JsonStringEnumMemberName("public")] Public,
}

/// <summary>Why a message is not a person writing to us.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AutomaticKind>))]
public enum AutomaticKind
{
    /// <summary>An absence notice or another automatic answer (RFC 3834).</summary>
    [JsonStringEnumMemberName("auto-reply")] AutoReply,

    /// <summary>A delivery report.</summary>
    [JsonStringEnumMemberName("bounce")] Bounce,

    /// <summary>A mailing list or bulk mail.</summary>
    [JsonStringEnumMemberName("list")] List,

    /// <summary>A system's own notice.</summary>
    [JsonStringEnumMemberName("system")] System,
}

/// <summary>How far a reply has come. Later values never go back to earlier ones within one attempt.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReplyState>))]
public enum ReplyState
{
    /// <summary>Saved; not yet taken by a connector.</summary>
    [JsonStringEnumMemberName("queued")] Queued,

    /// <summary>A connector has claimed it and is talking to the platform.</summary>
    [JsonStringEnumMemberName("sending")] Sending,

    /// <summary>The platform accepted it.</summary>
    [JsonStringEnumMemberName("sent")] Sent,

    /// <summary>The platform refused it, or it bounced; the reason is beside it.</summary>
    [JsonStringEnumMemberName("failed")] Failed,

    /// <summary>It may or may not have gone out; a person decides whether to send again.</summary>
    [JsonStringEnumMemberName("unconfirmed")] Unconfirmed,
}
