namespace Inbox.Insights;

/// <summary>Whether an ask is one of those that are looked for.</summary>
/// <param name="account">Its account.</param>
/// <param name="ask">The ask.</param>
internal delegate bool AskTest(string account, in PackedAsk ask);
