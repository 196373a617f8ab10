using Inbox.Insights;

namespace Inbox.Gateway;

/// <summary>The report of what is known of conversations as a table.</summary>
internal static class ContextTable
{
    public static ReportTable<ContextKnown> Known { get; } = new(
        "context", ContextReport.Groupings,
        ["conversations", "all four known", "of n", "coverage", "outcome set", "of n", "outcome coverage", "suggestions kept", "of n", "agreement", "natures kept", "of n", "nature agreement", "nature said by staff", "of n", "share said", "sentiments kept", "of n", "sentiment agreement", "languages kept", "of n", "language agreement",
            "who said by staff", "of n", "share who said", "who kept", "of n", "who agreement", "why said by staff", "of n", "share why said", "why kept", "of n", "why agreement", "topic said by staff", "of n", "share topic said"],
        (r, _) => [r.N, .. ReportFields.Of(r.Coverage), .. ReportFields.Of(r.Outcomes), .. ReportFields.Of(r.Agreement), .. ReportFields.Of(r.NatureAgreement), .. ReportFields.Of(r.NatureSaid), .. ReportFields.Of(r.SentimentAgreement), .. ReportFields.Of(r.LanguageAgreement),
            .. ReportFields.Of(r.WhoSaid), .. ReportFields.Of(r.WhoAgreement), .. ReportFields.Of(r.WhySaid), .. ReportFields.Of(r.WhyAgreement), .. ReportFields.Of(r.TopicSaid)])
    {
        Parts = ContextReport.Parts,
    };
}
