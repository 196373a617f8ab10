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
        Assert.Equal((new Proportion(2, 4), new Proportion(2, 4), new Proportion(1, 4), new Proportion(3, 4)), (all.WhoSaid, all.WhySaid, all.TopicSaid, all.NatureSaid));
        Assert.Equal((new Proportion(1, 1), new Proportion(2, 2)), (all.WhoAgreement, all.WhyAgreement));
        Assert.Equal([(null, 1), ("complaint", 1), ("idea", 1), ("question", 1)], ContextReport.Of(conversations, "nature").Select(r => (r.Key, r.N)));
    }

    [Fact]
    public void What_nobody_said_yet_counts_under_what_is_suggested_when_that_is_asked_for()
    {
        KnownOf[] conversations =
        [
            One("a") with { Nature = "question", SuggestedNature = "praise" }, One("b") with { SuggestedNature = "question" }, One("c") with { SuggestedNature = "idea" },
            One("d") with { SuggestedNature = "unknown" }, One("e"),
        ];

        Assert.Equal(
            [(null, new Proportion(0, 2)), ("question", new Proportion(1, 2)), ("idea", new Proportion(0, 1))],
            ContextReport.Of(conversations, "likelyNature").Select(r => (r.Key, r.NatureSaid)));
    }

    [Fact]
    public void How_a_person_feels_and_writes_is_agreed_on_apart_from_the_four_fields()
    {
        KnownOf[] conversations = [One("a") with { Sentiment = Review.Kept, Language = Review.Corrected }, One("b") with { Sentiment = Review.Corrected }, One("c")];

        var all = Assert.Single(ContextReport.Of(conversations, "none"));
        Assert.Equal((new Proportion(1, 2), new Proportion(0, 1), new Proportion(0, 0)), (all.SentimentAgreement, all.LanguageAgreement, all.Agreement));
        Assert.Equal((Review.None, Review.None, Review.None, Review.Kept, Review.Corrected), (Reviews.Of(null, "fr"), Reviews.Of("unknown", "fr"), Reviews.Of("fr", null), Reviews.Of("fr", "fr"), Reviews.Of("en", "fr")));
    }

    private static KnownOf One(string id) => new() { Id = id, AccountId = "shop", Channel = "email" };
}
