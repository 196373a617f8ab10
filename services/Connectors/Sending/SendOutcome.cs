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
    }

    /// <summary>The platform will not take it; trying again as it is changes nothing.</summary>
    /// <param name="Reason">Why and what to do, in words for staff.</param>
    public sealed record Refused(string Reason) : SendOutcome
    {
        /// <summary>Whether every other reply would be refused as well: the account's keys are dead, or may not do this.</summary>
        public bool BlamesAccount { get; init; }
    }

    /// <summary>It did not go out, and may if tried again.</summary>
    /// <param name="After">How long to wait.</param>
    /// <param name="Reason">Why, in words for staff.</param>
    public sealed record Retry(TimeSpan After, string Reason) : SendOutcome;

    /// <summary>It may or may not have gone out; only a person may decide to send again.</summary>
    /// <param name="Reason">What happened.</param>
    public sealed record Unknown(string Reason) : SendOutcome;
}

/// <summary>A reply on its way.</summary>
/// <param name="Account">The account it goes out through.</param>
/// <param name="Reply">The reply.</param>
/// <param name="Files">Its attachments with their bytes.</param>
/// <param name="HandingOver">Called, and awaited, right before the step after which the platform may have it: from then on a crash leaves "unconfirmed".</param>
public sealed record Sending(ConnectedAccount Account, SendReply Reply, IReadOnlyList<Storage.StoredFile> Files, Func<CancellationToken, Task> HandingOver);
