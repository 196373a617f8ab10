namespace Inbox.Contracts;

/// <summary>Asks a connector to send what Inbox itself has to say to a member of staff. Answered with <see cref="NoticeEnded"/>. Asked twice, it goes out once: its id is claimed right before it is handed over.</summary>
/// <param name="NoticeId">What it is known by for ever.</param>
/// <param name="AccountId">By which account.</param>
/// <param name="To">To whom.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">In plain text.</param>
/// <param name="Html">The same with pictures.</param>
public sealed record SendNotice(string NoticeId, string AccountId, Party To, string Subject, string Text, string Html)
{
    /// <summary>Where the reader stops it with one click (RFC 8058).</summary>
    public string? Unsubscribe { get; init; }
}

/// <summary>The answer to <see cref="SendNotice"/>.</summary>
/// <param name="State">How it ended.</param>
/// <param name="Reason">Why, in words for staff.</param>
public sealed record NoticeEnded(NoticeState State, string? Reason = null);

/// <summary>How sending a notice ended.</summary>
public enum NoticeState
{
    /// <summary>The server took it, now or when it was asked before.</summary>
    Sent,

    /// <summary>It certainly did not go out; it may later.</summary>
    Later,

    /// <summary>It certainly did not go out, and will not as it is.</summary>
    Refused,

    /// <summary>Nobody knows whether it went out; it is not sent again.</summary>
    Unconfirmed,
}
