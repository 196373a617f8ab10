namespace Inbox.Gateway;

/// <summary>Something worth remembering.</summary>
/// <param name="Action">One of <see cref="AuditAction"/>.</param>
/// <param name="Actor">Who, when known.</param>
/// <param name="Address">From where.</param>
/// <param name="Subject">The id of what it was done to.</param>
/// <param name="Detail">What changed, without contents.</param>
internal sealed record AuditEntry(string Action, Caller? Actor, string? Address, string? Subject = null, string? Detail = null);

/// <summary>The names under which things are remembered.</summary>
internal static class AuditAction
{
    public const string SignedIn = "signed-in";
    public const string SignInFailed = "sign-in-failed";
    public const string SignInLimited = "sign-in-limited";
    public const string SignedOut = "signed-out";
    public const string LinkUsed = "link-used";
    public const string PasswordChanged = "password-changed";
    public const string AccessDenied = "access-denied";
    public const string StaffAdded = "staff-added";
    public const string StaffChanged = "staff-changed";
    public const string LinkCreated = "link-created";
    public const string TeamSaved = "team-saved";
    public const string TeamRemoved = "team-removed";
    public const string TokenCreated = "token-created";
    public const string TokenRevoked = "token-revoked";
    public const string DigestAccountChosen = "digest-account-chosen";
    public const string WantedWhoChosen = "wanted-who-chosen";
    public const string TrackedLinkAdded = "tracked-link-added";
    public const string TrackedLinkRemoved = "tracked-link-removed";
    public const string SavedReplyAdded = "saved-reply-added";
    public const string SavedReplyChanged = "saved-reply-changed";
    public const string SavedReplyRemoved = "saved-reply-removed";
    public const string AccountAdded = "account-added";
    public const string AccountChanged = "account-changed";
    public const string AccountRemoved = "account-removed";
    public const string PersonExported = "person-exported";
    public const string PersonErased = "person-erased";
    public const string MessageModerated = "message-moderated";
    public const string RawRead = "raw-read";
    public const string QuarantineReplayed = "quarantine-replayed";
}

internal sealed record AuditRow
{
    public const string Columns = "seq, at, actor, actor_name as ActorName, address, action, subject, detail, hash";

    public long Seq { get; init; }
    public long At { get; init; }
    public string? Actor { get; init; }
    public string? ActorName { get; init; }
    public string? Address { get; init; }
    public required string Action { get; init; }
    public string? Subject { get; init; }
    public string? Detail { get; init; }
    public required string Hash { get; init; }
}
