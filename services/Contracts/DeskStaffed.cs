namespace Inbox.Contracts;

/// <summary>Published every few seconds while staff have the inbox open: somebody can answer now. Says nothing of who.</summary>
/// <param name="AccountIds">The accounts whose conversations they see.</param>
public sealed record DeskStaffed(IReadOnlyList<string> AccountIds);
