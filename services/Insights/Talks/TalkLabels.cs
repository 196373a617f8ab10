namespace Inbox.Insights;

/// <summary>What a conversation can be counted by.</summary>
internal readonly record struct TalkLabels(string AccountId, string Channel, string? Nature, string? Who, string? Why, string? Outcome);
