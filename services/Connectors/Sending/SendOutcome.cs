using Inbox.Contracts;

namespace Inbox.Connectors;

/// <summary>How handing a reply to a platform ended.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>The platform accepted it.</summary>
    /// <param name="ExternalId">Its id there.</param>
    /// <param name="Note">What staff should know all the same, such as a copy that was refused.</param>
    public sealed record Sent(string ExternalId, string? Note = null) : SendOutcome
    {
        /// <summary>Whom the platform calls it sent to, where it says so: an answer to a comment goes to somebody whom direct messages may call otherwise.</summary>
        public Party? Recipient { get; init; }

        /// <summary>Whether the platform did not take it just now: the same words were found there.</summary>
        public bool WasThere { get; init; }
    }

    /// <summary>The platform will not take it; trying again as it is changes nothing.</summary>
    /// <param name="Reason">Why and what to do, in words for staff.</param>
    public sealed record Refused(string Reason) : SendOutcome
    {
        /// <summary>Whether every other reply would be refused as well: the account's keys are dead, or may not do this.</summary>
        public bool BlamesAccount { get; init; }

        /// <summary>Whether it never came so far that the platform could say anything.</summary>
        public bool IsOurs { get; init; }
    }

    /// <summary>It may be tried again: it did not go out, or does no harm where it did.</summary>
    /// <param name="After">How long to wait.</param>
    /// <param name="Reason">Why, in words for staff.</param>
    public sealed record Retry(TimeSpan After, string Reason) : SendOutcome
    {
        /// <summary>Whether the platform named the time, which is then kept to; a pause of ours grows with each try.</summary>
        public bool IsTold { get; init; }

        /// <summary>Whether the platform broke off and may have it all the same.</summary>
        public bool MayHaveArrived { get; init; }

        /// <param name="told">How long the platform says; null, or no time at all, when it says nothing.</param>
        /// <param name="pause">How long to wait then.</param>
        /// <param name="reason">Why, in words for staff.</param>
        public static Retry Told(TimeSpan? told, TimeSpan pause, string reason) => told > TimeSpan.Zero ? new(told.Value, reason) { IsTold = true } : new(pause, reason);
    }

    /// <summary>It may or may not have gone out; only a person may decide to send again.</summary>
    /// <param name="Reason">What happened.</param>
    public sealed record Unknown(string Reason) : SendOutcome;
}

/// <summary>A reply on its way.</summary>
/// <param name="Account">The account it goes out through.</param>
/// <param name="Reply">The reply.</param>
/// <param name="Files">Its attachments with their bytes.</param>
/// <param name="HandingOver">Called, and awaited, right before the step after which the platform may have it: from then on a crash leaves "unconfirmed".</param>
public sealed record Sending(ConnectedAccount Account, SendReply Reply, IReadOnlyList<Storage.StoredFile> Files, Func<CancellationToken, Task> HandingOver)
{
    /// <summary>When this try began: a reply may have waited, or be sent again a day after it was written.</summary>
    public DateTimeOffset At { get; init; } = Reply.CreatedAt;

    /// <summary>Whether a try before may have arrived: one that the platform broke off, or one that a person sends again.</summary>
    public bool MayStand { get; init; } = Reply.Attempt > 1;

    /// <summary>Called, and awaited, once the platform has taken one of several messages: from then on that one is never sent again.</summary>
    public Func<SentPart, Task> Going { get; init; } = _ => Task.CompletedTask;
}
