using Inbox.Contracts;

namespace Inbox.Tests.Contracts;

public sealed class CampaignTests
{
    [Theory]
    [InlineData("?utm_source=newsletter&utm_medium=email&utm_campaign=Spring+Sale", "campaign:spring%20sale/newsletter/email", "Spring Sale · newsletter · email")]
    [InlineData("utm_campaign=spring", "campaign:spring", "spring")]
    [InlineData("?UTM_Source=Newsletter", "campaign:newsletter/newsletter", "Newsletter")]
    [InlineData("?utm_campaign=a/b&utm_medium=%C3%A9t%C3%A9", "campaign:a%2Fb//%C3%A9t%C3%A9", "a/b · été")]
    [InlineData("?utm_campaign=%00%0d%0a&utm_source=x%0Ay", "campaign:xy/xy", "xy")]
    public void An_address_says_what_brought_people_and_the_same_words_are_the_same_campaign(string query, string id, string title)
    {
        var campaign = Campaign.Of(query)!;

        Assert.Equal((id, title), (campaign.ContentId, campaign.Title));
        Assert.Equal(id, Campaign.Read(id)!.ContentId);
        Assert.True(Campaign.Is(id));
    }

    [Theory, InlineData(null), InlineData(""), InlineData("?id=1"), InlineData("?utm_medium=email"), InlineData("?utm_campaign="), InlineData("?utm_campaign"), InlineData("?q=utm_source")]
    public void Any_other_address_says_nothing(string? query) => Assert.Null(Campaign.Of(query));

    [Fact]
    public void What_strangers_write_is_cut() => Assert.Equal(Campaign.Longest, Campaign.Of($"utm_campaign={new string('x', 5000)}")!.Name.Length);

    [Fact]
    public void Posts_and_pages_are_no_campaigns() => Assert.Null(Campaign.Read("https://shop.example/roses"));
}
