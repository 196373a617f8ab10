using Inbox.Insights;

namespace Inbox.Tests.Insights.Context;

public sealed class ContextReportTests
{
    [Fact]
    public void Coverage_counts_what_has_all_four_and_agreement_what_staff_kept_of_what_they_looked_at()
    {
        KnownOf[] conversations =
        [
            One("a") with { Who = "customer", Why = "help", Nature = "question", Topic = "Delivery", SuggestedNature = "question", SuggestedWhy = "help", Outcome = "solved" },
            One("b") with { Who = "customer", Why = "help", Nature = "complaint", SuggestedNature = "question", SuggestedWhy = "help", SuggestedWho = "customer" },
            One("c") with { SuggestedNature = "praise" },
            One("d") with { Nature = "idea", SuggestedNature = "unknown" },
        ];

        var all = Assert.Single(ContextReport.Of(conversations, "none"));
        Assert.Equal((4, new Proportion(1, 4), new Proportion(1, 4)), (all.N, all.Coverage, all.Outcomes));
        Assert.Equal((new Proportion(4, 5), new Proportion(1, 2)), (all.Agreement, all.NatureAgreement));
        Assert.Equal([(null, 1), ("complaint", 1), ("idea", 1), ("question", 1)], ContextReport.Of(conversations, "nature").Select(r => (r.Key, r.N)));
    }

    private static KnownOf One(string id) => new() { Id = id, AccountId = "shop", Channel = "email" };
}
