using System.Globalization;
using System.Text.Json.Nodes;
using Inbox.Connectors;
using Inbox.Connectors.Meta.Facebook;
using Inbox.Connectors.Meta.Instagram;
using Inbox.Connectors.Lookups;
using Inbox.Contracts;
using Inbox.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Inbox.Tests.Connectors.Meta;

/// <summary>What a page or a profile published, against lists as strict as the platform's: fields by name, a time, at most a hundred.</summary>
public sealed class MetaPostsTests
{
    private const string Page = "137542570280222", Profile = "17841400008460056";
    private static readonly string[] PostFields = ["id", "message", "story", "created_time", "permalink_url", "full_picture", "from"];
    private static readonly string[] MediaFields = ["id", "caption", "media_type", "media_url", "thumbnail_url", "permalink", "timestamp"];
    private readonly Dictionary<string, JsonObject> _posts = [];
    private Answer? _trouble;
    private int _asked, _atOnce = 100;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Posts_of_a_page_come_as_content_once_with_their_first_words_link_and_picture()
    {
        await using var scene = await FacebookAsync();
        var at = scene.Desk.Clock.GetUtcNow().AddDays(-1);
        Post("1", at, "  New tea is here!\nCome and taste", "https://scontent.example/1.jpg?oh=one");
        Post("2", at.AddDays(-1), null, null, story: "Shop updated their cover photo.");
        Post("old", at.AddDays(-90), "Long ago", null);
        await scene.HealthAsync(FacebookChannel.On(scene.Graph), scene.Account(), new("https://inbox.shop.example/"));
        scene.Desk.Health.Clear();
        Post("1", at, "New tea is here!", "https://scontent.example/1.jpg?oh=another");
        await scene.HealthAsync(FacebookChannel.On(scene.Graph), scene.Account(), new("https://inbox.shop.example/"));

        var seen = (await scene.Desk.EventsAsync()).Cast<ContentSeen>().ToList();
        Assert.Equal([new($"{Page}_1", $"https://www.facebook.com/{Page}/posts/1", "New tea is here!"), new($"{Page}_2", $"https://www.facebook.com/{Page}/posts/2", "Shop updated their cover photo.")], seen.Select(s => s.Content));
        Assert.Equal((at, true, "facebook"), (seen[0].PublishedAt, seen[0].Own, seen[0].Channel));
        var picture = Assert.Single(await new WaitingFiles(scene.Desk.Store.Database, scene.Desk.Clock).DueAsync(9, Cancel));
        Assert.Equal((seen[0].Picture, "https://scontent.example/1.jpg?oh=one", null), (picture.Id, picture.Source, seen[1].Picture));
        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task Posts_of_a_profile_come_as_content_and_of_a_video_its_picture()
    {
        JsonObject Media(string id, string kind) => new()
        {
            ["id"] = id, ["caption"] = $"Caption {id}", ["media_type"] = kind, ["media_url"] = $"https://cdn.example/{id}.bin", ["thumbnail_url"] = kind == "VIDEO" ? $"https://cdn.example/{id}.jpg" : null,
            ["permalink"] = $"https://www.instagram.com/p/{id}/", ["timestamp"] = "2026-03-01T08:00:00+0000",
        };
        await using var scene = await MetaScene.OpenAsync("instagram", "instagramId", Profile, _ => new GraphFake().On($"GET {Profile}", _ => GraphFake.Ok(new JsonObject { ["id"] = Profile }))
            .On($"GET {Profile}/media", call => List(call, MediaFields, [Media("1", "CAROUSEL_ALBUM"), Media("2", "VIDEO")])));
        await scene.HealthAsync(InstagramChannel.On(scene.Graph), scene.Account(), new("https://inbox.shop.example/"));

        Assert.Equal([("1", "Caption 1", "https://www.instagram.com/p/1/"), ("2", "Caption 2", "https://www.instagram.com/p/2/")], (await scene.Desk.EventsAsync()).Cast<ContentSeen>().Select(s => (s.Content.ExternalId, s.Content.Title!, s.Content.Url!)));
        Assert.Equal(["https://cdn.example/1.bin", "https://cdn.example/2.jpg"], (await new WaitingFiles(scene.Desk.Store.Database, scene.Desk.Clock).DueAsync(9, Cancel)).Select(f => f.Source).Order());
    }

    [Fact]
    public async Task A_page_that_shows_fewer_than_were_asked_for_is_not_the_end_and_calls_no_post_removed()
    {
        await using var scene = await FacebookAsync();
        for (var i = 0; i < 130; i++)
            Post($"{i}", scene.Desk.Clock.GetUtcNow().AddHours(-1 - 10 * i), $"Post {i}", null);
        await scene.HealthAsync(FacebookChannel.On(scene.Graph), scene.Account(), new("https://inbox.shop.example/"));
        scene.Desk.Health.Clear();
        _atOnce = 95;
        _posts.Remove($"{Page}_3");
        scene.Desk.Clock.Advance(TimeSpan.FromMinutes(6));
        await scene.HealthAsync(FacebookChannel.On(scene.Graph), scene.Account(), new("https://inbox.shop.example/"));

        var seen = (await scene.Desk.EventsAsync()).OfType<ContentSeen>().ToList();
        Assert.Equal($"{Page}_3", Assert.Single(seen, s => s.Removed).Content.ExternalId);
        Assert.Equal(101, seen.Count(s => !s.Removed)); // the hundred newest, and the one that is among them now
    }

    [Fact]
    public async Task An_account_that_may_not_list_its_posts_is_green_all_the_same()
    {
        await using var scene = await FacebookAsync();
        _trouble = GraphFake.Error(403, 10, "(#10) This endpoint requires the 'pages_read_engagement' permission");
        Assert.Equal((HealthState.Green, null), await scene.HealthAsync(FacebookChannel.On(scene.Graph), scene.Account(), new("https://inbox.shop.example/")));
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task The_post_of_a_comment_is_asked_for_once_and_later_when_the_platform_asks_to_wait()
    {
        await using var scene = await FacebookAsync();
        Post("9", scene.Desk.Clock.GetUtcNow().AddDays(-400), "An old one", null, author: "somebody else");
        await using var desk = await LookupsAsync(scene);
        Task CommentAsync(string id) => desk.Intake.AcceptAsync(Comment(desk.Account, id), Cancel);

        await CommentAsync("c1");
        _trouble = GraphFake.Error(429, 32, "(#32) Page request limit reached", headers: new() { ["Retry-After"] = "50" });
        await desk.Lookups.RoundAsync(Cancel);
        _trouble = null;
        await desk.Lookups.RoundAsync(Cancel);
        Assert.Equal(1, _asked);
        scene.Desk.Clock.Advance(TimeSpan.FromSeconds(51));
        await CommentAsync("c2");
        await desk.Lookups.RoundAsync(Cancel);
        await CommentAsync("c3");
        await desk.Lookups.RoundAsync(Cancel);

        Assert.Equal(2, _asked);
        var seen = Assert.Single((await scene.Desk.EventsAsync()).OfType<ContentSeen>());
        Assert.Equal((new($"{Page}_9", $"https://www.facebook.com/{Page}/posts/9", "An old one"), false), (seen.Content, seen.Own));
    }

    [Fact]
    public async Task A_post_that_is_not_shown_is_asked_for_no_more()
    {
        await using var scene = await FacebookAsync();
        await using var desk = await LookupsAsync(scene);
        foreach (var id in (string[])["c1", "c2"])
        {
            await desk.Intake.AcceptAsync(Comment(desk.Account, id), Cancel);
            await desk.Lookups.RoundAsync(Cancel);
        }
        Assert.Equal(1, _asked);
        Assert.Empty((await scene.Desk.EventsAsync()).OfType<ContentSeen>());
    }

    private async Task<MetaScene> FacebookAsync() => await MetaScene.OpenAsync("facebook", "pageId", Page, _ => new GraphFake()
        .On($"GET {Page}", _ => GraphFake.Ok(new JsonObject { ["id"] = Page }))
        .On($"GET {Page}/published_posts", call => List(call, PostFields, _posts.Values))
        .On($"GET {Page}_9", call => One(call, $"{Page}_9")));

    private void Post(string id, DateTimeOffset at, string? message, string? picture, string? story = null, string? author = null) => _posts[$"{Page}_{id}"] = new()
    {
        ["id"] = $"{Page}_{id}", ["message"] = message, ["story"] = story, ["created_time"] = GraphFake.Time(at),
        ["permalink_url"] = $"https://www.facebook.com/{Page}/posts/{id}", ["full_picture"] = picture, ["from"] = new JsonObject { ["id"] = author ?? Page },
    };

    private Answer List(GraphCall call, string[] fields, IEnumerable<JsonObject> posts)
    {
        _asked++;
        if (_trouble is { } trouble)
            return trouble;
        if (Unknown(call, fields) is { } unknown)
            return GraphFake.Error(400, 100, $"(#100) Tried accessing nonexisting field ({unknown})");
        if (int.Parse(call.Query["limit"], CultureInfo.InvariantCulture) is < 1 or > 100)
            return GraphFake.Error(400, 1, "Please reduce the amount of data you're asking for, then retry your request");
        var since = DateTimeOffset.FromUnixTimeSeconds(long.Parse(call.Query["since"], CultureInfo.InvariantCulture));
        var all = posts.Where(p => DateTimeOffset.Parse((string)(p["created_time"] ?? p["timestamp"])!, CultureInfo.InvariantCulture) > since).ToList();
        var end = int.Parse(call.Query.GetValueOrDefault("after", "0"), CultureInfo.InvariantCulture) + _atOnce;
        var paging = new JsonObject { ["cursors"] = new JsonObject { ["after"] = $"{end}" } };
        if (end < all.Count)
            paging["next"] = "https://graph.facebook.com/next?access_token=nobody-is-to-use-this";
        return GraphFake.Ok(new JsonObject { ["data"] = new JsonArray([.. all.Skip(end - _atOnce).Take(_atOnce).Select(p => p.DeepClone())]), ["paging"] = paging });
    }

    private Answer One(GraphCall call, string id)
    {
        _asked++;
        return _trouble ?? (Unknown(call, PostFields) is { } unknown ? GraphFake.Error(400, 100, $"(#100) Tried accessing nonexisting field ({unknown})")
            : _posts.TryGetValue(id, out var post) ? GraphFake.Ok(post.DeepClone()) : GraphFake.Error(400, 100, "Unsupported get request. Object does not exist", 33));
    }

    private static string? Unknown(GraphCall call, string[] fields) =>
        call.Query["fields"].Split(',').Except(fields).FirstOrDefault() ?? call.Query.Keys.Except(["fields", "since", "limit", "after", "appsecret_proof"]).FirstOrDefault();

    private static Delivery Comment(string account, string id) => new(account, Named(id), "application/json", new byte[] { 1 },
        [
            new MessageReceived($"event {id}", account, "facebook", Named(id), Direction.In, Visibility.Public, new("ann"), new("ann"), new("Hello?", "Hello?"), null, DateTimeOffset.UnixEpoch)
            {
                ExternalId = id, Content = new($"{Page}_9", "https://www.facebook.com/9"),
            },
        ],
        []) { PayloadId = $"payload {id}" };

    private static string Named(string id) => Keys.Of("test", id);

    private static async Task<Looking> LookupsAsync(MetaScene scene)
    {
        var store = scene.Desk.Store;
        var account = await store.Accounts.AddAsync(FacebookChannel.Describes, "Page", scene.Account().Account.Settings, Cancel);
        var intake = new Intake(store.Database, store.Clock);
        await intake.StartAsync(Cancel);
        var lookups = new PostLookups(intake, new(store.Database), new(store.Accounts), new([FacebookChannel.On(scene.Graph)]), store.Clock, NullLogger<PostLookups>.Instance);
        lookups.Listen();
        return new(account.Id, intake, lookups);
    }

    private sealed record Looking(string Account, Intake Intake, PostLookups Lookups) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Intake.StopAsync(CancellationToken.None);
            Intake.Dispose();
            Lookups.Dispose();
        }
    }
}
