using Inbox.Connectors;
using Inbox.Connectors.Net;
using Inbox.Connectors.WordPress;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.WordPress;

public sealed class WordPressSenderTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly Site _site = new();
    private readonly OutboundHttp _http;
    private Vendor _vendor = null!;

    public WordPressSenderTests() => _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), _clock);

    public async ValueTask InitializeAsync()
    {
        _site.Add(11, "Ann", "ann@example.org", "Is it fresh?");
        _vendor = await Vendor.StartAsync(_site.Answer);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _vendor.DisposeAsync();
    }

    [Fact]
    public async Task An_answer_stands_under_its_comment_and_shows_the_characters_that_were_written()
    {
        Assert.Equal(new SendOutcome.Sent("12"), await SendAsync("<b>Yes</b> & \"no\"\r\n\r\n5 > 3"));

        Assert.Equal((11, 7, "&lt;b&gt;Yes&lt;/b&gt; &amp; \"no\"\n\n5 &gt; 3"), ((int)_site[12]["parent"]!, (int)_site[12]["post"]!, (string)_site[12]["content"]!["raw"]!));
    }

    [Fact]
    public async Task Answering_a_comment_that_waits_approves_it_and_says_so()
    {
        _site.Change(11, status: "hold");

        Assert.Contains("approved", Assert.IsType<SendOutcome.Sent>(await SendAsync("Yes")).Note, StringComparison.Ordinal);
        Assert.Equal("approved", (string)_site[11]["status"]!);
    }

    [Theory]
    [InlineData("spam")]
    [InlineData("trash")]
    public async Task What_nobody_sees_is_not_answered(string status)
    {
        _site.Change(11, status: status);

        Assert.Contains(status, Assert.IsType<SendOutcome.Refused>(await SendAsync("Yes")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_that_is_gone_and_one_that_nobody_knows_are_not_answered()
    {
        Assert.Contains("not there any more", Assert.IsType<SendOutcome.Refused>(await SendAsync("Yes", parent: "99")).Reason, StringComparison.Ordinal);
        Assert.Contains("not known", Assert.IsType<SendOutcome.Refused>(await SendAsync("Yes", parent: null)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_answer_of_the_site_is_lost_it_is_asked_whether_the_comment_is_there()
    {
        _site.LosesAnswer = true;

        Assert.IsType<SendOutcome.Retry>(await SendAsync("Tea & scones")); // HTTP 500
        Assert.Equal(new SendOutcome.Sent("12") { WasThere = true }, await SendAsync("Tea & scones")); // refused as a duplicate, and found
    }

    [Fact]
    public async Task The_same_words_as_long_ago_are_refused_and_not_taken_for_sent()
    {
        Assert.IsType<SendOutcome.Sent>(await SendAsync("Yes"));
        _site[12]["date_gmt"] = "2026-02-01T09:00:00";

        Assert.Contains("same words", Assert.IsType<SendOutcome.Refused>(await SendAsync("Yes")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_and_what_is_too_long_are_refused_before_anything_is_sent()
    {
        Assert.Contains("no files", Assert.IsType<SendOutcome.Refused>(await SendAsync("Here", files: new StoredFile { Id = "f", Name = "a.pdf", MediaType = "application/pdf", Content = [1] })).Reason, StringComparison.Ordinal);
        Assert.Contains("65,525", Assert.IsType<SendOutcome.Refused>(await SendAsync(new string('&', 20_000))).Reason, StringComparison.Ordinal);
        Assert.Empty(_vendor.Requests);
    }

    [Theory]
    [InlineData(401, typeof(SendOutcome.Refused))]
    [InlineData(429, typeof(SendOutcome.Retry))]
    [InlineData(503, typeof(SendOutcome.Retry))]
    public async Task F21_a_site_that_is_not_well_is_tried_again_and_one_that_says_no_is_not(int status, Type outcome)
    {
        _site.Instead = new(status);

        Assert.IsType(outcome, await SendAsync("Yes"));
    }

    private Task<SendOutcome> SendAsync(string text, string? parent = "11", params StoredFile[] files)
    {
        var account = new Account("account", "wordpress", "Test", new Dictionary<string, string> { ["url"] = _vendor.Url, ["user"] = Site.User }, HealthState.Unknown, null, null);
        var reply = new SendReply("reply-1", 1, "conversation", "account", "wordpress", new("ann@example.org", "Ann"), Visibility.Public, text, "Mia", _clock.GetUtcNow()) { ParentExternalId = parent };
        return new WordPressSender(new(_http)).SendAsync(new(new(account, new Dictionary<string, string> { ["password"] = Site.Password }), reply, files, _ => Task.CompletedTask), TestContext.Current.CancellationToken);
    }
}
