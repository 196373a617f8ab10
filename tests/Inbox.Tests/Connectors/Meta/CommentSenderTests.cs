using System.Text;
using Inbox.Connectors;
using Inbox.Connectors.Meta.Facebook;
using Inbox.Connectors.Meta.Instagram;
using Inbox.Contracts;
using Inbox.Tests.Connectors.Meta.Instagram;
using Inbox.Tests.Connectors.Meta.Messenger;

namespace Inbox.Tests.Connectors.Meta;

/// <summary>Answers to comments, in the open and in private, on both channels that have them.</summary>
public sealed class CommentSenderTests
{
    [Theory]
    [InlineData("facebook", "7_1"), InlineData("instagram", "9001")]
    public async Task An_answer_in_the_open_stands_under_the_comment(string channel, string comment)
    {
        await using var scene = await OpenAsync(channel);
        if (channel == "facebook")
            scene.Fake.WithComment(comment, "comments", 8000);
        else
            new InstagramComments().On(scene.Fake, comment);

        Assert.Equal(new SendOutcome.Sent("new-1"), await SendAsync(scene, channel, scene.Sending("25 euros", "3001", comment, comment, Visibility.Public)));
        Assert.Equal("25 euros", Assert.Single(scene.Fake.Posted).Values.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("facebook", "7_1"), InlineData("instagram", "9001")]
    public async Task A_private_answer_goes_to_the_comment_once(string channel, string comment)
    {
        await using var scene = await OpenAsync(channel);

        Assert.Equal(new SendOutcome.Sent("m_1") { Recipient = new("1001") }, await SendAsync(scene, channel, scene.Sending("Write to us", "3001", comment, comment, since: TimeSpan.FromDays(3))));
        Assert.Equal(comment, Assert.Single(scene.Fake.Posted).Values.GetProperty("recipient").GetProperty("comment_id").GetString());
        Assert.Contains("in private once", Assert.IsType<SendOutcome.Refused>(await SendAsync(scene, channel, scene.Sending("Again", "3001", comment, comment))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_direct_message_goes_to_the_person_and_counts_bytes()
    {
        await using var scene = await OpenAsync("instagram");

        Assert.IsType<SendOutcome.Sent>(await SendAsync(scene, "instagram", scene.Sending("Oui", "2001", parent: "m_I1")));
        Assert.Equal("2001", Assert.Single(scene.Fake.Posted).Values.GetProperty("recipient").GetProperty("id").GetString());
        Assert.Contains("1000 bytes", Assert.IsType<SendOutcome.Refused>(await SendAsync(scene, "instagram", scene.Sending(new string('é', 501), "2001"))).Reason, StringComparison.Ordinal);
        Assert.Contains("link", Assert.IsType<SendOutcome.Refused>(await SendAsync(scene, "instagram", scene.Sending("x", "2001", files: [MetaScene.File("a.png", "image/png")]))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_stand_in_the_open_is_refused_before_anything_is_sent()
    {
        await using var scene = await OpenAsync("instagram");

        Assert.Contains("300", Assert.IsType<SendOutcome.Refused>(await SendAsync(scene, "instagram", scene.Sending(new string('x', 301), "2001", "9001", "9001", Visibility.Public))).Reason, StringComparison.Ordinal);
        Assert.IsType<SendOutcome.Refused>(await SendAsync(scene, "instagram", scene.Sending("x", "2001", "9001", "9001", Visibility.Public, files: [MetaScene.File("a.png", "image/png")])));
        Assert.Equal((0, 0), (scene.Fake.Posted.Count, scene.HandedOver));
    }

    private static Task<MetaScene> OpenAsync(string channel) => MetaScene.OpenAsync(
        channel, channel == "facebook" ? "pageId" : "instagramId", "17", _ => SendApi.Start("17", "me/messages", text => channel == "facebook" ? text.Length <= 2000 : Encoding.UTF8.GetByteCount(text) <= 1000));

    private static Task<SendOutcome> SendAsync(MetaScene scene, string channel, Sending sending)
    {
        IChannel sender = channel == "facebook" ? FacebookChannel.On(scene.Graph) : InstagramChannel.On(scene.Graph);
        return sender.SendAsync(sending, TestContext.Current.CancellationToken);
    }
}
