using Inbox.Insights;

namespace Inbox.Gateway;

/// <summary>The reports over conversations and people as tables.</summary>
internal static class TalkTables
{
    public static ReportTable<DepthOfTalks> Depth { get; } = new(
        "depth", TalkDepth.Groupings,
        ["conversations", "one side only", "answered", "two or three changes", "four changes or more", "talks", "of n", "talk share", "reciprocity", "reciprocity n", "by depth"],
        (r, _) => [r.N, r.Monologues, r.Answered, r.Conversations, r.Exchanges, .. ReportFields.Of(r.Talks), r.Reciprocity, r.ReciprocityN, string.Join(", ", r.Depths.Select(d => $"d{d.Depth}: {d.N}"))])
    {
        Parts = TalkDepth.Parts,
    };

    public static ReportTable<PeopleCount> People { get; } = new("people", PeopleReport.Groupings, ["wrote", "were answered", "came back"], (r, _) => [r.Wrote, r.WereAnswered, r.CameBack])
    {
        Parts = PeopleReport.Parts,
    };

    public static ReportTable<SecondDateRow> SecondDates { get; } = new(
        "second-dates", Insights.SecondDates.Groupings,
        [
            "people", "came back", "of n", "share", "low", "high", "spontaneous", "prompted", "repeat problems", "answered came back", "answered n", "answered share",
            "unanswered came back", "unanswered n", "unanswered share", "difference", "too young", "expected n", "expected share", "expected at least",
        ],
        (r, _) =>
        [
            r.N, .. ReportFields.Of(r.Returned), r.Returned.Low, r.Returned.High, r.Spontaneous.K, r.Prompted.K, r.RepeatProblems.K, .. ReportFields.Of(r.Answered), .. ReportFields.Of(r.Unanswered),
            r.Difference, r.Immature, r.Expected?.N, r.Expected?.Share, r.Expected is { } e ? e.IsAtLeast ? 1 : 0 : null,
        ])
    {
        Parts = Insights.SecondDates.Parts,
    };
}
