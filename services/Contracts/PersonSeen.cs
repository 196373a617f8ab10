namespace Inbox.Contracts;

/// <summary>A platform that does not say with messages what somebody is called was asked for it. It counts like a message's own words: of several the newest, whatever order they come in.</summary>
/// <param name="EventId">The intake row.</param>
/// <param name="AccountId">The account that asked.</param>
/// <param name="Channel">The channel's name.</param>
/// <param name="Person">The same id that their messages carry, and what they are called.</param>
/// <param name="SeenAt">When the platform was asked.</param>
public sealed record PersonSeen(string EventId, string AccountId, string Channel, Party Person, DateTimeOffset SeenAt) : IChannelEvent;
