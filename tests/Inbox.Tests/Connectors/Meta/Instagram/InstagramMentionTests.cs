using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Inbox.Connectors;
using Inbox.Connectors.Meta.Instagram;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Tests.Connectors.Meta.Instagram;

/// <summary>Mentions of us under other people's posts: told without words, asked for as strictly as the platform answers (field names of mentioned_comment and mentioned_media), answered where it takes answers.</summary>
public sealed partial class InstagramMentionTests
{
    private const string Profile = "17841405309211844", Post = "17895695668004550", Comment = "17873440459141021";
    private static readonly string[] CommentFields = ["id", "like_count", "media", "text", "timestamp", "username"], MediaFields = ["caption", "comments", "comments_count", "id", "like_count", "media_type", "media_url", "owner", "timestamp", "username"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mention_in_a_comment_is_that_persons_comment_about_that_post()
    {
        await using var scene = await OpenAsync();
        await PushAsync(scene, Post, Comment);
        Assert.Empty(await scene.Desk.EventsAsync());
        await FollowAsync(scene);
        await FollowAsync(scene); // asked for once

        var message = Assert.Single(await scene.Desk.MessagesAsync());
        Assert.Equal(("Shout out to @metricsaurus", "ada", Visibility.Public, Comment), (message.Body.Text, message.Author.Handle!, message.Visibility, message.ExternalId!));
        Assert.Equal((new ContentRef(Post, null, "Dinosaurs!"), new DateTimeOffset(2026, 3, 1, 16, 9, 8, TimeSpan.Zero)), (message.Content!, message.SentAt!.Value));
        Assert.Equal(1, scene.Fake.Addresses.Count(a => a.Contains("mentioned_comment", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_mention_in_a_caption_is_what_the_post_says()
    {
        await using var scene = await OpenAsync();
        await PushAsync(scene, Post, null);
        await FollowAsync(scene);

        var message = Assert.Single(await scene.Desk.MessagesAsync());
        Assert.Equal(("Dinosaurs!\nat metricsaurus", "bob", new ContentRef(Post, null, null), Post), (message.Body.Text, message.Author.Handle!, message.Content, message.ExternalId!));
    }

    [Fact]
    public async Task What_the_platform_does_not_show_is_given_up_and_what_it_cannot_say_now_is_asked_for_again()
    {
        await using var scene = await OpenAsync();
        await PushAsync(scene, Post, "404");
        await PushAsync(scene, Post, Comment);
        _trouble = GraphFake.Error(500, 2, "Service temporarily unavailable");
        await FollowAsync(scene);
        Assert.Equal(2, (await new Wanted(scene.Desk.Store.Database).ListAsync(scene.Desk.Store.AccountId, Cancel)).Count);
        _trouble = null;
        await FollowAsync(scene);

        Assert.Empty(await new Wanted(scene.Desk.Store.Database).ListAsync(scene.Desk.Store.AccountId, Cancel));
        Assert.Equal(Comment, Assert.Single(await scene.Desk.MessagesAsync()).ExternalId);
    }

    [Theory]
    [InlineData(Comment), InlineData(null)]
    public async Task An_answer_stands_under_the_mention(string? comment)
    {
        await using var scene = await OpenAsync();
        scene.Fake.On($"POST {Profile}/mentions", call => call.Unknown("media_id", "comment_id", "message") is null && call.Value("media_id") == Post && call.Value("comment_id") == comment && call.Value("message") is { Length: > 0 }
            ? GraphFake.Ok(new JsonObject { ["id"] = "17846319838228163" })
            : GraphFake.Error(400, 100, "(#100) The parameter media_id is required"));
        await PushAsync(scene, Post, comment);
        await FollowAsync(scene);
        var message = Assert.Single(await scene.Desk.MessagesAsync());

        var outcome = await InstagramChannel.On(scene.Graph).SendAsync(scene.Sending("Thank you!", "ada", message.ThreadKey, message.ExternalId, Visibility.Public), Cancel);
        Assert.Equal(new SendOutcome.Sent("17846319838228163"), outcome);
        Assert.Equal("Thank you!", Assert.Single(scene.Fake.Posted).Values.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Whoever_mentions_us_in_a_caption_and_then_in_a_comment_under_it_has_one_conversation()
    {
        await using var scene = await OpenAsync();
        _commenter = "bob";
        await PushAsync(scene, Post, null);
        await PushAsync(scene, Post, Comment);
        await FollowAsync(scene);
        await using var desk = await Threads.Desk.OpenAsync();
        var account = await desk.AddAccountAsync("page");
        foreach (var message in await scene.Desk.MessagesAsync())
            await desk.ApplyAsync(message with { AccountId = account, Channel = "page", PayloadId = null });

        Assert.Equal($"{Post},{Comment}", await desk.GroupsAsync());
    }

    private string _commenter = "ada";
    private Answer? _trouble;

    private Task<MetaScene> OpenAsync() => MetaScene.OpenAsync("instagram", "instagramId", Profile, _ => new GraphFake()
        .On($"GET {Profile}", call => call.Query["fields"] == "id" ? GraphFake.Ok(new JsonObject { ["id"] = Profile }) : _trouble ?? Found(call.Query["fields"]))
        .On($"GET {Profile}/media", _ => GraphFake.Ok(new JsonObject { ["data"] = new JsonArray() })));

    /// <summary>What is asked for in brackets and braces, and no more than that.</summary>
    private Answer Found(string fields)
    {
        if (Asking().Match(fields) is not { Success: true } asked)
            return GraphFake.Error(400, 2500, "Syntax error");
        var (kind, key, id, names) = (asked.Groups[1].Value, asked.Groups[2].Value, asked.Groups[3].Value, asked.Groups[4].Value);
        var (known, whole) = kind == "comment"
            ? (CommentFields, new JsonObject { ["id"] = Comment, ["text"] = "Shout out to @metricsaurus", ["timestamp"] = "2026-03-01T16:09:08+0000", ["username"] = _commenter })
            : (MediaFields, new JsonObject { ["id"] = Post, ["caption"] = "Dinosaurs!\nat metricsaurus", ["media_type"] = "IMAGE", ["media_url"] = "https://cdn.example/1.jpg", ["timestamp"] = "2026-03-01T16:00:00+0000", ["username"] = "bob" });
        var inner = Expanded().Match(names);
        var outer = inner.Success ? names.Replace(inner.Value, "media", StringComparison.Ordinal) : names;
        if (outer.Split(',').Except(known).Concat(inner.Success ? inner.Groups[1].Value.Split(',').Except(MediaFields) : []).FirstOrDefault() is { } unknown)
            return GraphFake.Error(400, 100, $"(#100) Tried accessing nonexisting field ({unknown})");
        if (key != $"{kind}_id" || id != (string)whole["id"]!)
            return GraphFake.Error(400, 100, "Unsupported get request. Object does not exist", 33);
        if (inner.Success)
            whole["media"] = new JsonObject { ["id"] = Post, ["caption"] = "Dinosaurs!\nat metricsaurus", ["media_type"] = "IMAGE", ["media_url"] = "https://cdn.example/1.jpg" };
        return GraphFake.Ok(new JsonObject { [$"mentioned_{kind}"] = whole, ["id"] = Profile });
    }

    /// <summary>A delivery as the platform makes it, through the same reading and storing as the door's.</summary>
    private static async Task PushAsync(MetaScene scene, string media, string? comment)
    {
        var value = new JsonObject { ["media_id"] = media };
        if (comment is not null)
            value["comment_id"] = comment;
        var body = new JsonObject { ["object"] = "instagram", ["entry"] = new JsonArray(new JsonObject { ["id"] = Profile, ["time"] = 1772441884, ["changes"] = new JsonArray(new JsonObject { ["field"] = "mentions", ["value"] = value }) }) };
        var (clock, channel, account) = (scene.Desk.Clock, InstagramChannel.On(scene.Graph), scene.Account().Account);
        using var intake = new Intake(scene.Desk.Store.Database, clock);
        await intake.StartAsync(Cancel);
        await intake.AcceptAsync(channel.Pack(account, Encoding.UTF8.GetBytes(body.ToJsonString()), clock.GetUtcNow(), Origin.Incoming, () => Id.New(clock)), Cancel);
        await intake.StopAsync(Cancel);
    }

    private static Task FollowAsync(MetaScene scene)
    {
        scene.Desk.Health.Clear();
        return scene.HealthAsync(InstagramChannel.On(scene.Graph), scene.Account(), new("https://inbox.shop.example/"));
    }

    [GeneratedRegex(@"^mentioned_(comment|media)\.(comment_id|media_id)\((\d+)\)\{(.+)\}$")]
    private static partial Regex Asking();

    [GeneratedRegex(@"media\{([^}]+)\}")]
    private static partial Regex Expanded();
}
