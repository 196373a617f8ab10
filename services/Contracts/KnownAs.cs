namespace Inbox.Contracts;

/// <summary>Another name of the same person, which was proved: they answered from that mailbox, or their own site's signature says so.</summary>
/// <param name="Channel">The channel that knows them by it. The one that the message came through: a second name of the same chat, so what comes under either stands in one conversation.</param>
/// <param name="ExternalId">What it calls them, in the form of <see cref="Party.ExternalId"/>.</param>
public sealed record KnownAs(string Channel, string ExternalId);
