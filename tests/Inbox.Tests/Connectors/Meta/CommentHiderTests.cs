using System.Text.Json.Nodes;
using Inbox.Connectors;
using Inbox.Connectors.Meta.Facebook;
using Inbox.Connectors.Meta.Instagram;
using Inbox.Connectors.Meta.WhatsApp;
using Inbox.Contracts;

namespace Inbox.Tests.Connectors.Meta;

/// <summary>Hiding comments: <c>is_hidden</c> of a comment on a page, <c>hide</c> of one under a profile's post.</summary>
public sealed class CommentHiderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("facebook", "7_1", "is_hidden"), InlineData("instagram", "9001", "hide")]
    public async Task A_comment_is_hidden_and_shown_again(string channel, string comment, string parameter)
    {
        var asked = new List<string?>();
        await using var scene = await OpenAsync(channel, fake => fake.On($"POST {comment}", call =>
        {
            if (call.Query.Keys.Except(["appsecret_proof", parameter]).Any() || call.Query.GetValueOrDefault(parameter) is not ("true" or "false"))
                return GraphFake.Error(400, 100, $"(#100) {parameter} must be a boolean");
            asked.Add(call.Query[parameter]);
            return GraphFake.Ok(new JsonObject { ["success"] = true });
        }));
        var sender = On(scene, channel);
        Assert.Equal([ModerationState.Approved, ModerationState.Hidden], ((IChannel)sender).Description.Moderation);

        await sender.ModerateAsync(scene.Account(), comment, ModerationState.Hidden, Cancel);
        await sender.ModerateAsync(scene.Account(), comment, ModerationState.Approved, Cancel);
        Assert.Equal(["true", "false"], asked);
    }

    [Theory]
    [InlineData(403, 200, "lacks a permission"), InlineData(400, 100, "refused"), InlineData(401, 190, "token"), InlineData(400, 32, "asks to wait")]
    public async Task What_the_platform_refuses_is_said(int status, int code, string words)
    {
        await using var scene = await OpenAsync("facebook", fake => fake.On("POST 7_1", _ => GraphFake.Error(status, code, "(#x) No.")));

        Assert.Contains(words, (await Assert.ThrowsAsync<ChannelException>(() => On(scene, "facebook").ModerateAsync(scene.Account(), "7_1", ModerationState.Hidden, Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_says_that_it_did_nothing_is_said_too()
    {
        await using var scene = await OpenAsync("instagram", fake => fake.On("POST 9001", _ => GraphFake.Ok(new JsonObject { ["success"] = false })));

        await Assert.ThrowsAsync<ChannelException>(() => On(scene, "instagram").ModerateAsync(scene.Account(), "9001", ModerationState.Hidden, Cancel));
        Assert.Empty(WhatsAppChannel.Describes.Moderation);
        await Assert.ThrowsAsync<ChannelException>(() => ((IModerate)WhatsAppChannel.On(scene.Graph)).ModerateAsync(scene.Account(), "9001", ModerationState.Hidden, Cancel));
    }

    private static IModerate On(MetaScene scene, string channel) => channel == "facebook" ? FacebookChannel.On(scene.Graph) : InstagramChannel.On(scene.Graph);

    private static Task<MetaScene> OpenAsync(string channel, Func<GraphFake, GraphFake> start) =>
        MetaScene.OpenAsync(channel, channel == "facebook" ? "pageId" : "instagramId", "17", _ => start(new GraphFake()));
}
