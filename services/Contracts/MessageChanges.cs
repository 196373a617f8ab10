namespace Inbox.Contracts;

/// <summary>The author changed a message. May come before the message itself.</summary>
/// <param name="EventId">The intake row.</param>
/// <param name="AccountId">The account.</param>
/// <param name="TargetExternalId">The platform's id of the message.</param>
/// <param name="Body">What it says now.</param>
/// <param name="EditedAt">The platform's time of the edit; of two edits the later wins.</param>
public sealed record MessageEdited(string EventId, string AccountId, string TargetExternalId, MessageBody Body, DateTimeOffset EditedAt) : IChannelEvent;

/// <summary>The author or the platform took a message back. May come before the message itself; holds until the platform is seen to show the message again (<see cref="Standing"/>).</summary>
/// <param name="EventId">The intake row.</param>
/// <param name="AccountId">The account.</param>
/// <param name="TargetExternalId">The platform's id of the message.</param>
/// <param name="DeletedAt">The platform's time of the removal, or ours.</param>
public sealed record MessageDeleted(string EventId, string AccountId, string TargetExternalId, DateTimeOffset DeletedAt) : IChannelEvent;

/// <summary>The platform took a reply of ours and later could not deliver it. May come before the report that names the reply's id on the platform.</summary>
/// <param name="EventId">The intake row.</param>
/// <param name="AccountId">The account.</param>
/// <param name="TargetExternalId">The platform's id of the reply.</param>
/// <param name="Error">Why and what to do, in words for staff.</param>
/// <param name="FailedAt">The platform's time of the failure, or ours.</param>
public sealed record DeliveryFailed(string EventId, string AccountId, string TargetExternalId, string Error, DateTimeOffset FailedAt) : IChannelEvent;
