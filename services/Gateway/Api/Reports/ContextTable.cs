using Inbox.Insights;

namespace Inbox.Gateway;

/// <summary>The report of what is known of conversations as a table.</summary>
internal static class ContextTable
{
    public static ReportTable<ContextKnown> Known { get; } = new(
        "context", ContextReport.Groupings,
        ["conversations", "all four known", "all four known of", "coverage", "outcome set", "outcome set of", "outcome coverage", "suggestions kept", "suggestions kept of", "agreement", "natures kept", "natures kept of", "nature agreement", "nature said by staff", "nature said by staff of", "share said", "sentiments kept", "sentiments kept of", "sentiment agreement", "languages kept", "languages kept of", "language agreement",
            "who said by staff", "who said by staff of", "share who said", "who kept", "who kept of", "who agreement", "why said by staff", "why said by staff of", "share why said", "why kept", "why kept of", "why agreement", "topic said by staff", "topic said by staff of", "share topic said"],
        (r, _) => [r.N, .. ReportFields.Of(r.Coverage), .. ReportFields.Of(r.Outcomes), .. ReportFields.Of(r.Agreement), .. ReportFields.Of(r.NatureAgreement), .. ReportFields.Of(r.NatureSaid), .. ReportFields.Of(r.SentimentAgreement), .. ReportFields.Of(r.LanguageAgreement),
            .. ReportFields.Of(r.WhoSaid), .. ReportFields.Of(r.WhoAgreement), .. ReportFields.Of(r.WhySaid), .. ReportFields.Of(r.WhyAgreement), .. ReportFields.Of(r.TopicSaid)])
    {
        Parts = ContextReport.Parts,
    };
}
