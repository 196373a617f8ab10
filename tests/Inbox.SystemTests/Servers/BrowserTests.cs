using Inbox.Servers;

namespace Inbox.SystemTests.Servers;

public sealed class BrowserTests
{
    [Fact]
    public async Task A_page_reaches_nothing_outside_and_the_attempt_is_seen()
    {
        await using var browser = await Browser.StartAsync();
        await using var session = await browser.OpenAsync();
        await session.Page.SetContentAsync("<title>Here</title><img src='http://elsewhere.example/pixel.gif'><script>throw new Error('heard')</script>");

        Assert.Equal("Here", await session.Page.TitleAsync());
        Assert.Equal(["http://elsewhere.example/pixel.gif"], session.Outside);
        Assert.Contains(session.Errors, error => error.Contains("heard", StringComparison.Ordinal));
        Assert.Contains(session.Errors, error => error.Contains("ERR_NAME_NOT_RESOLVED", StringComparison.Ordinal));
    }
}
