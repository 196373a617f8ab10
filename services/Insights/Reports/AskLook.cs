namespace Inbox.Insights;

/// <summary>Looks at an ask.</summary>
/// <param name="view">The pack that it is in.</param>
/// <param name="talk">Its conversation's place there.</param>
/// <param name="place">Its own place among the pack's asks.</param>
/// <param name="ask">The ask.</param>
/// <param name="waited">Without an answer: the working time until it ended or until now; <see cref="PackedAsk.Never"/> where that is not known.</param>
internal delegate void AskLook(PackView view, int talk, int place, in PackedAsk ask, long waited);
