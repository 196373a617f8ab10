using System.Net;
using Inbox.Contracts;
using Inbox.Gateway;
using Inbox.Storage;

namespace Inbox.Tests.Gateway;

public sealed class ModerationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_may_answer_chooses_who_sees_a_public_message_and_hears_what_the_platform_refuses()
    {
        await using var host = await GatewayHost.StartAsync();
        var (path, message) = await CommentAsync(host);
        using var agent = await host.AsAsync(Role.Agent);

        Assert.Equal(HttpStatusCode.NoContent, (await agent.SendAsync(HttpMethod.Post, path, new { state = "hidden" })).StatusCode);
        Assert.Equal([("c1", ModerationState.Hidden)], host.Moderator.Asked);
        Assert.Equal("message-moderated", (await host.Get<Database>().ListAsync<string>("select action from audit where subject = @message", new { message }, Cancel))[^1]);
        host.Moderator.Problem = "The comment is gone.";
        var refused = await agent.SendAsync(HttpMethod.Post, path, new { state = "approved" });
        Assert.Equal((HttpStatusCode.Conflict, "The comment is gone."), (refused.StatusCode, (await refused.JsonAsync()).Text("detail")));
    }

    [Fact]
    public async Task What_the_channel_does_not_know_what_is_private_and_what_is_somebody_elses_is_refused_before_anybody_is_asked()
    {
        await using var host = await GatewayHost.StartAsync();
        var (path, message) = await CommentAsync(host);
        var other = await host.ConversationAsync((await host.AddAccountAsync("Other")).Id);
        using var agent = await host.AsAsync(Role.Agent);
        using var marketer = await host.AsAsync(Role.Marketer);
        var mine = (await agent.ReadAsync($"/api/v1/conversations/{other}/messages")).GetProperty("items")[0].Text("id");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await agent.SendAsync(HttpMethod.Post, path, new { state = "spam" })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await agent.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{other}/messages/{mine}/moderation", new { state = "hidden" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await agent.SendAsync(HttpMethod.Post, $"/api/v1/conversations/{other}/messages/{message}/moderation", new { state = "hidden" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await agent.SendAsync(HttpMethod.Post, path, new { state = "burned" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await marketer.SendAsync(HttpMethod.Post, path, new { state = "hidden" })).StatusCode);
        Assert.Empty(host.Moderator.Asked);
    }

    /// <summary>A conversation whose message stands in the open.</summary>
    private static async Task<(string Path, string Message)> CommentAsync(GatewayHost host)
    {
        var id = await host.ConversationAsync((await host.AddAccountAsync()).Id);
        await host.Get<Database>().WriteAsync(t => t.RunAsync("update messages set visibility = 'public', external_id = 'c1', moderation = 'held' where conversation_id = @id", new { id }, Cancel), Cancel);
        using var agent = await host.AsAsync(Role.Agent);
        var message = (await agent.ReadAsync($"/api/v1/conversations/{id}/messages")).GetProperty("items")[0];
        Assert.Equal("held", message.Text("moderation"));
        return ($"/api/v1/conversations/{id}/messages/{message.Text("id")}/moderation", message.Text("id"));
    }
}
