namespace Inbox.Gateway;

/// <summary>The accounts whose conversations a caller may read.</summary>
/// <param name="AccountIds">Their ids, removed accounts included: their history stays.</param>
public sealed record AccountScope(IReadOnlySet<string> AccountIds)
{
    /// <summary>Nothing at all.</summary>
    public static AccountScope None { get; } = new(new HashSet<string>());

    /// <summary>Whether the account is one of them.</summary>
    public bool Contains(string? accountId) => accountId is not null && AccountIds.Contains(accountId);
}
