namespace Inbox.Insights;

/// <summary>The groups that some asks count for, the same for all of them.</summary>
/// <param name="Number">Which of the report's cells it is, from 0.</param>
/// <param name="Groups">One group; several where an account has several teams.</param>
internal sealed record AskCell<T>(int Number, T[] Groups);
