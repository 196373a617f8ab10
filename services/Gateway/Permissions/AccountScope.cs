namespace Inbox.Gateway;

/// <summary>The accounts whose conversations a caller may read.</summary>
/// <param name="AccountIds">Their ids, removed accounts included: their history stays.</param>
/// <param name="IsAll">There is no other account, so queries need not look.</param>
public sealed record AccountScope(IReadOnlySet<string> AccountIds, bool IsAll)
{
    /// <summary>Nothing at all.</summary>
    public static AccountScope None { get; } = new(new HashSet<string>(), IsAll: false);

    /// <summary>For queries: the ids, or null when there is nothing to leave out.</summary>
    public IReadOnlyList<string>? Visible => IsAll ? null : [.. AccountIds];

    /// <summary>Whether the account is one of them.</summary>
    public bool Contains(string? accountId) => accountId is not null && AccountIds.Contains(accountId);
}
