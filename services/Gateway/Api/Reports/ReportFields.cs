using Inbox.Insights;

namespace Inbox.Gateway;

/// <summary>Figures as fields of a table.</summary>
internal static class ReportFields
{
    /// <summary>A time in seconds, and 1 where it is only known to be longer than that.</summary>
    public static object?[] Of(Waited? waited) => waited is { } w ? [w.Ms / 1000.0, w.IsLongerThan ? 1 : 0] : [null, null];

    /// <summary>How many there are of how many, and the share.</summary>
    public static object?[] Of(Proportion share) => [share.K, share.N, share.Share];
}
