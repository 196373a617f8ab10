using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Tests.Connectors.Bluesky;

public sealed class BlueskyTalkTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_both_sides_say_comes_once_from_before_and_from_now_on()
    {
        await using var scene = await BlueskyScene.OpenAsync();
        scene.Talks.Say("ann", "Long ago");
        scene.Talks.Say("bob", "Hello");
        scene.Talks.Say("ann", "In the app", ours: true);
        await scene.FollowAsync(looks: 1);
        foreach (var i in Enumerable.Range(0, 45)) // more than a page of the log
            scene.Talks.Say("ann", $"News {i}");
        scene.Talks.Housekeep("ann", "logReadMessage");
        scene.Talks.Say("cid", "A third", ours: true);
        await scene.FollowAsync(looks: 2);

        var said = await scene.Desk.MessagesAsync();
        Assert.Equal(
            [("Hello", Direction.In, "did:plc:bob", true), ("Long ago", Direction.In, "did:plc:ann", true), ("In the app", Direction.Out, "did:plc:ann", true), .. Enumerable.Range(0, 45).Select(i => ($"News {i}", Direction.In, "did:plc:ann", false)), ("A third", Direction.Out, "did:plc:cid", false)],
            said.Select(m => (m.Body.Text, m.Direction, m.Contact!.ExternalId!, m.Historic)));
        Assert.All(said, m => Assert.Equal((Visibility.Private, m.Contact!.ExternalId), (m.Visibility, m.ThreadKey)));
        Assert.Equal("ann.test", said[1].Author.Handle);
        Assert.Equal((HealthState.Green, null), scene.Desk.Health.Last());
    }

    [Fact]
    public async Task B52_what_is_taken_back_is_gone_also_when_it_was_before_anybody_asked()
    {
        await using var scene = await BlueskyScene.OpenAsync();
        await scene.FollowAsync(looks: 1);
        var oops = scene.Talks.Say("ann", "Oops");
        await scene.FollowAsync(looks: 1);
        scene.Talks.React("ann", oops, "🙏");
        scene.Talks.Delete("ann", oops);
        await scene.FollowAsync(looks: 1);

        Assert.Equal($"{TalkNetwork.Talk("ann")}/{oops["id"]}", Assert.Single((await scene.Desk.EventsAsync()).OfType<MessageDeleted>()).TargetExternalId);
    }

    [Fact]
    public async Task F21_without_access_to_direct_messages_the_account_is_yellow_and_its_posts_are_followed()
    {
        await using var scene = await BlueskyScene.OpenAsync();
        scene.Talks.Allowed = false;
        scene.Network.Say("ann", "3ka1", "@shop.test hello");
        scene.Talks.Say("ann", "In private");
        await scene.FollowAsync(looks: 4);

        Assert.Equal("@shop.test hello", Assert.Single(await scene.Desk.MessagesAsync()).Body.Text);
        Assert.All(scene.Desk.Health, h => Assert.Equal((HealthState.Yellow, true), (h.State, h.Reason!.Contains("no access to direct messages", StringComparison.Ordinal))));
        Assert.Equal((1, 1), (scene.Talks.Asked, scene.Network.Logins)); // and it is not asked again at once, nor logged in for it

        scene.Talks.Allowed = true;
        await scene.FollowAsync(looks: 1); // as with a new app password
        Assert.Equal("In private", (await scene.Desk.MessagesAsync())[^1].Body.Text);
        Assert.Equal((HealthState.Green, null), scene.Desk.Health.Last());
    }

    [Theory]
    [InlineData("off")]
    [InlineData("auto")] // and the server is not Bluesky's own
    public async Task Turned_off_nothing_is_asked_of_the_chat_service(string messages)
    {
        await using var scene = await BlueskyScene.OpenAsync(("messages", messages));
        scene.Talks.Say("ann", "In private");
        await scene.FollowAsync(looks: 2);

        Assert.Equal(0, scene.Talks.Asked);
        Assert.Equal((HealthState.Green, null), scene.Desk.Health.Last());
    }

    [Fact]
    public async Task A_direct_message_goes_to_the_conversation_with_its_person()
    {
        await using var scene = await BlueskyScene.OpenAsync();
        var sent = Assert.IsType<SendOutcome.Sent>(await SendAsync(scene, "It left, see https://tea.example/green"));

        var message = Assert.Single(scene.Talks.Sent);
        Assert.Equal(("It left, see https://tea.example/green", "https://tea.example/green"), ((string)message["text"]!, (string)message["facets"]![0]!["features"]![0]!["uri"]!));
        Assert.StartsWith(TalkNetwork.Talk("ann") + "/", sent.ExternalId, StringComparison.Ordinal);
        Assert.Empty(scene.Network.Written);
    }

    [Fact]
    public async Task What_keeps_a_direct_message_from_going_out_is_said_and_what_may_have_arrived_is_not_sent_again()
    {
        await using var scene = await BlueskyScene.OpenAsync();
        scene.Talks.Closed = "ann";
        Assert.Contains("Answer in the open", Assert.IsType<SendOutcome.Refused>(await SendAsync(scene, "Hello")).Reason, StringComparison.Ordinal);
        scene.Talks.Closed = null;
        scene.Talks.Allowed = false;
        Assert.Contains("no access to direct messages", Assert.IsType<SendOutcome.Refused>(await SendAsync(scene, "Hello")).Reason, StringComparison.Ordinal);
        scene.Talks.Allowed = true;
        Assert.Contains("No files", Assert.IsType<SendOutcome.Refused>(await SendAsync(scene, "Hello", new StoredFile { Id = "f", Name = "a.txt", MediaType = "text/plain", Content = new byte[3] })).Reason, StringComparison.Ordinal);
        Assert.Empty(scene.Talks.Sent);
        scene.Talks.Losses = 1;
        Assert.IsType<SendOutcome.Unknown>(await SendAsync(scene, "Hello"));
        Assert.Single(scene.Talks.Sent);
    }

    private static async Task<SendOutcome> SendAsync(BlueskyScene scene, string text, params StoredFile[] files)
    {
        var reply = new SendReply("reply-1", 1, "c", "account", "bluesky", new("did:plc:ann", "Ann"), Visibility.Private, text, "Mia", scene.Desk.Clock.GetUtcNow());
        return await scene.Channel.SendAsync(new(scene.Account(), reply, files, _ => Task.CompletedTask), Cancel);
    }
}
