namespace Inbox.Insights;

/// <summary>The time that a report is about.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end, which does not belong to it.</param>
/// <param name="Zone">Whose hours, days and weeks are meant.</param>
public sealed record Period(DateTimeOffset From, DateTimeOffset To, TimeZoneInfo Zone);
