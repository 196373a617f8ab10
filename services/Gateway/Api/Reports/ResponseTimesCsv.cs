using Inbox.Insights;

namespace Inbox.Gateway;

/// <summary>The columns of the report of response times; times in seconds, a lower bound where "at least" is 1.</summary>
internal static class ResponseTimesCsv
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "key", "asks", "answered", "dismissed", "withdrawn", "waiting", "longest wait s",
        "median s", "median at least", "p90 s", "p90 at least", "first n", "first median s", "first at least", "next n", "next median s", "next at least", "outside hours share", "outside hours n",
    ];

    public static IReadOnlyList<object?> Fields(TimeToAnswer row) =>
    [
        row.Key, row.N, row.Answered, row.Dismissed, row.Withdrawn, row.Waiting, row.LongestWaitMs / 1000.0,
        .. Waited(row.Calendar?.Median), .. Waited(row.Calendar?.P90), row.First?.N, .. Waited(row.First?.Median), row.Next?.N, .. Waited(row.Next?.Median), row.OutsideHours.Share, row.OutsideHours.N,
    ];

    private static object?[] Waited(Waited? waited) => waited is { } w ? [w.Ms / 1000.0, w.IsLongerThan ? 1 : 0] : [null, null];
}
