using Inbox.Contracts;

namespace Inbox.Threads;

/// <summary>A way to answer: in the open or in private, with what the platform takes there, and whether it takes anything now.</summary>
public sealed record ReplyWay
{
    /// <summary><c>public</c> or <c>private</c>.</summary>
    public required string Visibility { get; init; }

    /// <summary>The conversation that the reply is posted to.</summary>
    public required string ConversationId { get; init; }

    /// <summary>Its version: what must have been seen.</summary>
    public required long Version { get; init; }

    /// <summary>The account that it goes out through.</summary>
    public required string AccountId { get; init; }

    /// <summary>The channel of that account.</summary>
    public required string Channel { get; init; }

    /// <summary>Whether it answers in private what was said in the open, and opens the direct messages with this person.</summary>
    public bool AnswersComment { get; init; }

    /// <summary>What the platform takes.</summary>
    public required ReplyRules Rules { get; init; }

    /// <summary>Until when it is taken; null for ever.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Why nothing is taken now, one of <see cref="ClosedWays"/>; null when it is.</summary>
    public string? Closed { get; init; }

    /// <summary>Our id of the message in the open that is answered.</summary>
    internal string? CommentId { get; init; }
}

/// <summary>Why a platform takes no reply.</summary>
public static class ClosedWays
{
    /// <summary>The person last wrote too long ago.</summary>
    public const string Window = "window";

    /// <summary>The one private answer to each comment was given, and the person has not written back.</summary>
    public const string Unanswered = "unanswered";

    /// <summary>Their comment is too old for a private answer.</summary>
    public const string Old = "old";

    /// <summary>Nothing was said in the open that can be answered in private: it was taken back.</summary>
    public const string Gone = "gone";

    /// <summary>The account only takes messages in.</summary>
    public const string Nowhere = "nowhere";

    /// <summary>The account is not connected any more.</summary>
    public const string Removed = "removed";

    /// <summary>In words, for whoever sent it all the same.</summary>
    public static string Explain(string closed) => closed switch
    {
        Window => "This person last wrote too long ago: the platform takes no message until they write again. Send an approved template where the channel has them, answer in the open, or wait.",
        Unanswered => "The one private answer that the platform takes was given. Wait until this person writes back, or answer in the open.",
        Old => "Their comment is too old for a private answer. Answer in the open, or wait until they write.",
        Nowhere => "Replies have nowhere to go: this account only takes messages in. Give it an address or a server for replies under Settings.",
        Removed => "This account was removed from Inbox, so nothing can be sent through it. Its conversations stay to be read; connect the account again for what comes from now on.",
        _ => "There is no comment here any more that could be answered in private.",
    };
}
