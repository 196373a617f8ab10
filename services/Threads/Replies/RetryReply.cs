using Inbox.Contracts;

namespace Inbox.Threads;

/// <summary>Sends a reply again that failed, or that may not have gone out: a person's decision, never the product's.</summary>
public sealed class RetryReply
{
    private readonly Acting _acting;
    private readonly ReplyWays _ways;

    internal RetryReply(Acting acting, ReplyWays ways) => (_acting, _ways) = (acting, ways);

    public Task<Outcome<Acted>> RunAsync(string conversationId, string staffId, string clientId, CancellationToken cancel) =>
        _acting.OnAsync(
            conversationId,
            async scene =>
            {
                if (await ReplyRow.InAsync(scene, clientId) is not { } reply)
                    return new Outcome<string?>.NotFound();
                if (reply.State is not ("failed" or "unconfirmed"))
                    return Scene.Conflict($"The reply is {reply.State}; only one that failed or is unconfirmed can be sent again.");
                if (Json.Read<ReplyPlan>(reply.Recipient) is not { } plan)
                    return Scene.Conflict("The person was erased; there is nobody to send it to.");
                if (await ClosedAsync(scene, reply, plan) is { } closed)
                    return Scene.Conflict(closed);
                await scene.RunAsync(
                    """
                    update messages
                    set state = 'queued', attempt = attempt + 1, due_at = @Now, dispatched_at = @Now, bounced_at = null, error = null,
                      at = case when state = 'failed' then @Now else at end
                    where id = @Id
                    """,
                    new { reply.Id, scene.Now });
                scene.ChangesMessage(reply.Id, reply.ConversationId);
                scene.Changes(reply.ConversationId);
                if (reply.Answers is { } open)
                    scene.Changes(open);
                scene.ChangesReply(clientId, ReplyState.Queued, null);
                return Scene.Done(await scene.ActAsync(ActKinds.Retry, staffId, new() { Value = reply.Id }));
            },
            cancel);

    /// <summary>Why the platform would not take it now.</summary>
    private async Task<string?> ClosedAsync(Scene scene, ReplyRow reply, ReplyPlan plan) =>
        await _ways.AgainAsync(scene.Ask, reply.Id) is { } way ? ReplyProblem.Closed(way, plan.Template) : null;
}
