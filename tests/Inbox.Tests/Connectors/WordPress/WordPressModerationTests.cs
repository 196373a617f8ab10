using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Tests.Connectors.WordPress;

public sealed class WordPressModerationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("trash", "gone"), InlineData("spam", "Spam!"), InlineData("hold", "Held"), InlineData("approved", "Approved"), InlineData(null, "gone")]
    public async Task What_a_moderator_does_to_a_comment_that_staff_had_just_taken_back_from_spam_is_seen(string? status, string seen)
    {
        await using var scene = await Scene.OpenAsync();
        scene.Site.Add(1, "Ann", "ann@example.org", "First");
        await scene.FollowAsync(looks: 1);
        await scene.ModerateAsync("1", ModerationState.Spam);
        await scene.FollowAsync(looks: 1);
        var before = (await scene.Desk.EventsAsync()).Count;
        await scene.ModerateAsync("1", ModerationState.Approved);
        if (status is null)
            scene.Site.Remove(1);
        else
            scene.Site.Change(1, status: status); // before anybody looked
        await scene.FollowAsync(looks: 3);

        Assert.Equal(seen, Assert.Single((await scene.Desk.EventsAsync()).Skip(before).Select(Told)));
    }

    [Theory]
    [InlineData("approved", "approved", "Approved"), InlineData("hold", "hold", ""), InlineData("hold", "trash", "gone")]
    public async Task What_a_moderator_makes_of_a_comment_that_staff_held_is_seen_and_what_they_leave_says_nothing(string before, string after, string seen)
    {
        await using var scene = await Scene.OpenAsync();
        scene.Site.Add(1, "Ann", "ann@example.org", "First", status: before);
        await scene.FollowAsync(looks: 1);
        await scene.ModerateAsync("1", ModerationState.Held);
        scene.Site.Change(1, status: after); // as it was before, so nothing seems to have changed
        await scene.FollowAsync(looks: 3);

        Assert.Equal(seen, string.Join(' ', (await scene.Desk.EventsAsync()).Skip(1).Select(Told)));
        Assert.Empty(await new Touched(scene.Desk.Store.Database).ListAsync(scene.Desk.Store.AccountId, Cancel));
    }

    private static string? Told(IChannelEvent e) => e switch { MessageReceived m => $"{m.Standing!.State}", MessageModerated m => $"{m.Standing.State}!", MessageDeleted => "gone", _ => null };

    [Fact]
    public async Task A_comment_is_approved_held_and_marked_as_spam_from_here_and_what_WordPress_refuses_is_said()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Site.Add(1, "Ann", "ann@example.org", "First", status: "hold");
        foreach (var (state, status) in new[] { (ModerationState.Approved, "approved"), (ModerationState.Spam, "spam"), (ModerationState.Held, "hold"), (ModerationState.Held, "hold") })
        {
            await scene.Channel.ModerateAsync(scene.Account(), "1", state, Cancel);
            Assert.Equal(status, (string?)scene.Site[1]["status"]);
        }
        Assert.Contains("not there", (await Assert.ThrowsAsync<ChannelException>(() => scene.Channel.ModerateAsync(scene.Account(), "9", ModerationState.Approved, Cancel))).Message, StringComparison.Ordinal);
        scene.Site.MayModerate = false;
        Assert.Contains("moderate comments", (await Assert.ThrowsAsync<ChannelException>(() => scene.Channel.ModerateAsync(scene.Account(), "1", ModerationState.Approved, Cancel))).Message, StringComparison.Ordinal);
        Assert.Equal("hold", (string?)scene.Site[1]["status"]);
    }

    [Theory, InlineData(ModerationState.Approved, "approved"), InlineData(ModerationState.Held, "hold"), InlineData(ModerationState.Spam, "spam")]
    public async Task What_a_colleague_did_in_WordPress_a_moment_ago_is_done(ModerationState state, string status)
    {
        await using var scene = await Scene.OpenAsync();
        scene.Site.Add(1, "Ann", "ann@example.org", "First", status: status);
        await scene.Channel.ModerateAsync(scene.Account(), "1", state, Cancel);
        scene.Site.Change(1, status: "trash");
        scene.Site.KeepsStatus = true;
        Assert.Contains("Updating comment status failed", (await Assert.ThrowsAsync<ChannelException>(() => scene.Channel.ModerateAsync(scene.Account(), "1", state, Cancel))).Message, StringComparison.Ordinal);
    }
}
