using Inbox.Threads;

namespace Inbox.Tests.Threads.Campaigns;

public sealed class LinkReferenceTests
{
    [Theory]
    [InlineData("Spring", "spring-")]
    [InlineData("Été à Paris !", "ete-a-paris-")]
    [InlineData("春", "link-")]
    [InlineData("a very long name of a campaign that nobody would read", "a-very-long-name-of-a-camp-")]
    public void A_new_one_begins_with_words_and_is_found_wherever_it_stands(string campaign, string begin)
    {
        for (var i = 0; i < 200; i++)
        {
            var reference = LinkReference.New(campaign);
            Assert.StartsWith(begin, reference, StringComparison.Ordinal);
            foreach (var text in (string[])[reference, $"https://us.example/t/{reference}", $"Re: Offer [{reference}]", $"Ref. {reference.ToUpperInvariant()}.", $"{reference}.4711@mail.example", $"<a href=\"/t/{reference}\">"])
                Assert.Contains(reference, LinkReference.In(text, 1000));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("spring-")]
    [InlineData("-k7f3q")]
    [InlineData("a well-known word, and a two-piece")] // no figure at the end
    [InlineData("2026-12345")] // no letter
    [InlineData("spring-k7f3qx")] // longer
    [InlineData("spring-k7f3q-a")]
    [InlineData("spring-k7f1q")] // 1 is no letter of ours
    public void Other_words_are_none(string text) => Assert.Empty(LinkReference.In(text, 1000));

    [Fact]
    public void A_text_full_of_them_costs_no_more_than_its_beginning()
    {
        var many = string.Concat(Enumerable.Repeat("spring-k7f3q ", 10_000));

        Assert.Equal(20, LinkReference.In(many, 100_000).Count());
        Assert.Empty(LinkReference.In($"{new string(' ', 100)}spring-k7f3q", 100));
        Assert.Empty(LinkReference.In(new string('-', 100_000), 100_000));
    }
}
