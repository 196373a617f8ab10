namespace Inbox.Contracts;

/// <summary>
/// Events that intake has committed, by their ids: one alone, or as many as waited for the bus, since most of what a bus costs is paid by the message. What they
/// say stands in intake and is read there, so it neither travels nor waits twice. Delivered at least once and in any order.
/// </summary>
/// <param name="EventIds">At least one.</param>
public sealed record EventsAccepted(IReadOnlyList<string> EventIds);
