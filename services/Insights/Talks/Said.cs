namespace Inbox.Insights;

/// <summary>A message as far as talks are counted by it.</summary>
/// <param name="At">When, in milliseconds since 1970 in UTC.</param>
/// <param name="IsIn">Whether the person wrote it; otherwise our side did.</param>
/// <param name="IsHuman">Whether a human wrote it, and more than a sticker. What else we sent only shows that somebody was prompted.</param>
/// <param name="Words">How many words it has without what it quotes, signs with and took from saved replies; 0 where nobody asked.</param>
/// <param name="Seq">Which of two of the same moment came first.</param>
/// <param name="IsElsewhere">Whether it stands in another conversation, as a private answer to a comment does.</param>
/// <param name="IsOnlySent">Whether nobody was told it: it counts as work of ours and as nothing in the conversation.</param>
/// <param name="IsSticker">Whether it is no more than a sticker of ours: nobody was answered by it, but somebody was prompted.</param>
internal readonly record struct Said(long At, bool IsIn, bool IsHuman = true, int Words = 0, long Seq = 0, bool IsElsewhere = false, bool IsOnlySent = false, bool IsSticker = false);
