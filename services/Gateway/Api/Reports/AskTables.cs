using Inbox.Insights;

namespace Inbox.Gateway;

/// <summary>The reports over asks as tables.</summary>
internal static class AskTables
{
    public static ReportTable<TimeToAnswer> ResponseTimes { get; } = new(
        "response-times", AskGrouping.Names,
        [
            "asks", "answered", "dismissed", "withdrawn", "waiting", "longest wait s",
            "median s", "median at least", "p90 s", "p90 at least", "first n", "first median s", "first at least", "first p90 s", "first p90 at least", "next n", "next median s", "next at least", "next p90 s", "next p90 at least",
            "working n", "working median s", "working at least", "working p90 s", "working p90 at least",
            "first working n", "first working median s", "first working at least", "first working p90 s", "first working p90 at least",
            "next working n", "next working median s", "next working at least", "next working p90 s", "next working p90 at least", "outside hours share", "outside hours n",
            "in target", "in target of", "in target share", "first in target", "first in target of", "next in target", "next in target of",
            "before asks", "before median s", "before at least", "before p90 s", "before p90 at least",
            "before in target", "before in target of", "before in target share",
        ],
        (r, _) =>
        [
            r.N, r.Answered, r.Dismissed, r.Withdrawn, r.Waiting, r.LongestWaitMs / 1000.0,
            .. Both(r.Calendar), .. All(r.First), .. All(r.Next), .. All(r.Working), .. All(r.FirstWorking), .. All(r.NextWorking),
            r.OutsideHours.Share, r.OutsideHours.N,
            .. ReportFields.Of(r.InTarget), r.FirstInTarget.K, r.FirstInTarget.N, r.NextInTarget.K, r.NextInTarget.N, r.Before?.N, .. Both(r.Before?.Calendar),
            .. r.Before is { } before ? ReportFields.Of(before.InTarget) : [null, null, null],
        ])
    {
        Parts = Insights.ResponseTimes.Parts,
    };

    public static ReportTable<QuestionsAnswered> Questions { get; } = new(
        "questions", AskGrouping.Names, ["asks", "answered in time", "of n", "share", "low", "high", "dismissed share", "too young", "by the public", "by a bot"],
        (r, _) => [r.N, .. ReportFields.Of(r.Answered), r.Answered.Low, r.Answered.High, r.Dismissed.Share, r.TooYoung, r.ByPublic.K, r.ByBot.K])
    {
        Parts = Insights.Questions.Parts,
    };

    public static ReportTable<StaffingHour> Staffing { get; } = new(
        "staffing", [ReportScope.Everything], ["weekday", "hour", "times in the period", "asks", "answers"], (r, _) => [r.Weekday, r.Hour, r.Times, r.Asks, r.Answers])
    {
        Parts = Insights.Staffing.Parts,
        Named = (r, reader) => ($"d{r.Weekday}h{r.Hour:00}", $"{reader.Words.Weekday(r.Weekday)}, {r.Hour}\u00A0h"), // "1-09" would be the ninth of January
    };

    private static object?[] All(Percentiles? p) => [p?.N, .. Both(p)];

    private static object?[] Both(Percentiles? p) => [.. ReportFields.Of(p?.Median), .. ReportFields.Of(p?.P90)];
}
