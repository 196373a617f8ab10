using System.Text.Json.Serialization;

namespace Inbox.Contracts;

/// <summary>How a platform shows a message to its readers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModerationState>))]
public enum ModerationState
{
    /// <summary>Everybody sees it.</summary>
    [JsonStringEnumMemberName("approved")] Approved,

    /// <summary>It waits until somebody approves it; its author waits for an answer all the same.</summary>
    [JsonStringEnumMemberName("held")] Held,

    /// <summary>Only its author, and perhaps their friends, still see it.</summary>
    [JsonStringEnumMemberName("hidden")] Hidden,

    /// <summary>Nobody sees it, and it asks nothing.</summary>
    [JsonStringEnumMemberName("spam")] Spam,
}

/// <summary>How a platform had a message when somebody looked. What was taken back before that moment is there again.</summary>
/// <param name="State">Who sees it.</param>
/// <param name="At">When the platform had it so; of two, the later holds.</param>
public sealed record Standing(ModerationState State, DateTimeOffset At);

/// <summary>A message is shown to others, or to fewer, than before. May come before the message itself.</summary>
/// <param name="EventId">The intake row.</param>
/// <param name="AccountId">The account.</param>
/// <param name="TargetExternalId">The platform's id of the message.</param>
/// <param name="Standing">How it stands now.</param>
public sealed record MessageModerated(string EventId, string AccountId, string TargetExternalId, Standing Standing) : IChannelEvent;

/// <summary>Asks a connector to approve, hold, hide a message or to mark it as spam. Answered with <see cref="ModerationDone"/>; repeating it changes nothing.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="TargetExternalId">The platform's id of the message.</param>
/// <param name="State">How it is to stand.</param>
public sealed record ModerateMessage(string AccountId, string TargetExternalId, ModerationState State);

/// <summary>The answer to <see cref="ModerateMessage"/>. That it was done goes through Intake besides, as <see cref="MessageModerated"/>.</summary>
/// <param name="Problem">Why it could not be done, in words for staff; null when it was.</param>
public sealed record ModerationDone(string? Problem);
