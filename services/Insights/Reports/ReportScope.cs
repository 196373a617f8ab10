namespace Inbox.Insights;

/// <summary>What a report is about.</summary>
/// <param name="Period">When.</param>
/// <param name="Accounts">The accounts that may be counted; what happened in others is as if it had not been.</param>
/// <param name="GroupBy">By what the rows are counted: one of the names that the report knows.</param>
public sealed record ReportScope(Period Period, IReadOnlyCollection<string> Accounts, string GroupBy = ReportScope.Everything)
{
    /// <summary>One row for everything.</summary>
    public const string Everything = "none";
}
