using System.Net;
using Inbox.Contracts;
using Inbox.Gateway;
using Inbox.Storage;

namespace Inbox.Tests.Gateway.Digest;

public sealed class DigestTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_asked_for_it_gets_their_week_once_however_many_look()
    {
        await using var host = await GatewayHost.StartAsync((_, o) => o with { PublicUrl = "http://inbox.example" });
        var account = await host.AddAccountAsync();
        var mia = await host.AddAsync(Role.Marketer, "mia@example.com");
        using var marketer = host.As(await host.SessionAsync(mia));
        Assert.Equal(HttpStatusCode.NoContent, (await marketer.SendAsync(HttpMethod.Put, "/api/v1/digest/reader", new { reads = true, zone = "Europe/Paris" })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await marketer.SendAsync(HttpMethod.Put, "/api/v1/digest/reader", new { reads = true, zone = "Nowhere" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await marketer.SendAsync(HttpMethod.Put, "/api/v1/digest/account", new { accountId = account.Id })).StatusCode);
        NextMonday(host);
        await host.ConversationAsync(account.Id, "Is this <b>new</b>?");
        await host.Get<Database>().WriteAsync(t => t.RunAsync("update conversations set first_message_at = created_at", null, Cancel), Cancel);
        NextMonday(host);
        await host.Get<DigestRound>().RunAsync(Cancel);
        Assert.Empty(host.Notices.Asked); // no account yet

        using var admin = await host.AsAsync(Role.Admin); // now: sessions end when nobody uses them for so long
        using var later = host.As(await host.SessionAsync(mia));
        Assert.Equal(HttpStatusCode.NoContent, (await admin.SendAsync(HttpMethod.Put, "/api/v1/digest/account", new { accountId = account.Id })).StatusCode);
        await Task.WhenAll(host.Get<DigestRound>().RunAsync(Cancel), host.Get<DigestRound>().RunAsync(Cancel));
        await host.Get<DigestRound>().RunAsync(Cancel);

        var notice = Assert.Single(host.Notices.Asked);
        Assert.Equal((account.Id, "mia@example.com"), (notice.AccountId, notice.To.Address));
        Assert.StartsWith($"digest/{mia}/", notice.NoticeId, StringComparison.Ordinal);
        Assert.Contains("Waiting now: ", notice.Text, StringComparison.Ordinal);
        Assert.Contains("People who wrote: 1 (0 were answered, 0 came back)", notice.Text, StringComparison.Ordinal);
        Assert.Contains("http://inbox.example/reports/conversations?of=%2Freports%2Fpeople%2Fconversations", notice.Text, StringComparison.Ordinal);
        Assert.Contains("bgcolor=\"#3b5bdb\"", notice.Html, StringComparison.Ordinal);
        Assert.Equal("sent", (await later.ReadAsync("/api/v1/digest")).GetProperty("last").Text("state"));
    }

    [Fact]
    public async Task One_that_could_not_go_out_is_tried_again_an_hour_later_and_one_that_may_have_is_not()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = await host.AddAccountAsync();
        var book = host.Get<DigestBook>();
        await book.ChooseAsync(account.Id, Cancel);
        await book.ReadAsync(await host.AddAsync(Role.Marketer), "UTC", Cancel);
        NextMonday(host);
        NextMonday(host);
        host.Notices.Ends = new(NoticeState.Later, "The server is away.");
        foreach (var (hours, asked) in new[] { (0.0, 1), (0.5, 1), (0.6, 2) })
        {
            host.Clock.Advance(TimeSpan.FromHours(hours));
            await host.Get<DigestRound>().RunAsync(Cancel);
            Assert.Equal(asked, host.Notices.Asked.Count);
        }
        host.Notices.Ends = new(NoticeState.Unconfirmed, "The line broke.");
        foreach (var asked in new[] { 3, 3 })
        {
            host.Clock.Advance(TimeSpan.FromHours(1.1));
            await host.Get<DigestRound>().RunAsync(Cancel);
            Assert.Equal(asked, host.Notices.Asked.Count);
        }
        Assert.Single(host.Notices.Asked.Select(n => n.NoticeId).Distinct());
    }

    [Fact]
    public async Task The_mail_itself_stops_it_by_a_post_and_only_for_whom_it_was_written()
    {
        await using var host = await GatewayHost.StartAsync();
        var (mia, book, stop) = (await host.AddAsync(Role.Marketer), host.Get<DigestBook>(), host.Get<DigestStop>());
        await book.ReadAsync(mia, "UTC", Cancel);
        using var stranger = host.Stranger();
        var path = $"/digest/stop/{stop.TokenOf(mia)}";

        Assert.Equal(HttpStatusCode.OK, (await stranger.SendAsync(HttpMethod.Get, path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.SendAsync(HttpMethod.Post, $"{path}x")).StatusCode);
        Assert.NotNull(await book.ReaderAsync(mia, Cancel));
        Assert.Equal(HttpStatusCode.OK, (await stranger.SendAsync(HttpMethod.Post, path)).StatusCode);
        Assert.Null(await book.ReaderAsync(mia, Cancel));
    }

    [Fact]
    public void Both_languages_have_the_same_words() => Assert.Equal(DigestWords.In("en").Keys, DigestWords.In("fr").Keys);

    /// <summary>To eight o'clock (UTC) of the next Monday.</summary>
    private static void NextMonday(GatewayHost host)
    {
        var now = host.Clock.GetUtcNow();
        var monday = now.Date.AddDays(1 + (7 - (int)now.DayOfWeek) % 7);
        host.Clock.Advance(new DateTimeOffset(monday.AddHours(8), TimeSpan.Zero) - now);
    }
}
