namespace Inbox.Threads;

/// <summary>What a message from a person calls for; ours is an answer, or nothing.</summary>
internal static class Calls
{
    /// <summary>An answer: the default.</summary>
    public const string Answer = "answer";

    /// <summary>None: it only says thanks, and ends the turn.</summary>
    public const string Thanks = "thanks";

    /// <summary>None: it only names somebody.</summary>
    public const string Mention = "mention";

    /// <summary>None: emoji or a sticker alone; not counted as written by a human.</summary>
    public const string Nothing = "nothing";
}
