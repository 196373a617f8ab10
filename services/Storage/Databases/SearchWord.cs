namespace Inbox.Storage;

/// <summary>One word to search for.</summary>
/// <param name="Tokens">Letters and digits only; several are a phrase.</param>
/// <param name="GoesOn">Whether the last token may be the beginning of a longer one.</param>
public sealed record SearchWord(IReadOnlyList<string> Tokens, bool GoesOn);
