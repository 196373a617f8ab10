using Inbox.Insights;

namespace Inbox.Gateway;

/// <summary>The columns of each report as a table; times in seconds, a lower bound where "at least" is 1.</summary>
internal static class ReportColumns
{
    public static IReadOnlyList<string> ResponseTimes { get; } =
    [
        "key", "asks", "answered", "dismissed", "withdrawn", "waiting", "longest wait s",
        "median s", "median at least", "p90 s", "p90 at least", "first n", "first median s", "first at least", "next n", "next median s", "next at least", "outside hours share", "outside hours n",
    ];

    public static IReadOnlyList<string> Questions { get; } = ["key", "asks", "answered in time", "of n", "share", "low", "high", "dismissed share", "too young"];

    public static IReadOnlyList<object?> Of(TimeToAnswer row) =>
    [
        row.Key, row.N, row.Answered, row.Dismissed, row.Withdrawn, row.Waiting, row.LongestWaitMs / 1000.0,
        .. Waited(row.Calendar?.Median), .. Waited(row.Calendar?.P90), row.First?.N, .. Waited(row.First?.Median), row.Next?.N, .. Waited(row.Next?.Median), row.OutsideHours.Share, row.OutsideHours.N,
    ];

    public static IReadOnlyList<object?> Of(QuestionsAnswered row) =>
        [row.Key, row.N, row.Answered.K, row.Answered.N, row.Answered.Share, row.Answered.Low, row.Answered.High, row.Dismissed.Share, row.TooYoung];

    private static object?[] Waited(Waited? waited) => waited is { } w ? [w.Ms / 1000.0, w.IsLongerThan ? 1 : 0] : [null, null];
}
