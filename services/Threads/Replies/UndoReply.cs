namespace Inbox.Threads;

/// <summary>Takes a reply back before it goes out. The clock runs on as if it had never been written.</summary>
public sealed class UndoReply(Acting acting)
{
    public Task<Outcome<Acted>> RunAsync(string conversationId, string staffId, string clientId, CancellationToken cancel) =>
        acting.OnAsync(
            conversationId,
            async scene =>
            {
                if (await ReplyRow.InAsync(scene, clientId) is not { } reply || reply.StaffId != staffId)
                    return new Outcome<string?>.NotFound();
                await scene.RunAsync("delete from search where rowid = (select seq from messages where id = @Id)", new { reply.Id });
                // Asked of the row itself: another process may be handing it over at this moment.
                if (await scene.RunAsync("delete from messages where id = @Id and state = 'queued' and dispatched_at is null", new { reply.Id }) == 0)
                    return Scene.Conflict("The reply has gone out already.");
                scene.ChangesMessage(reply.Id, reply.ConversationId);
                await LeaveAsync(scene, reply);
                return Scene.Done();
            },
            cancel);

    /// <summary>A private answer that is taken back leaves no empty conversation.</summary>
    private static async Task LeaveAsync(Scene scene, ReplyRow reply)
    {
        scene.Changes(reply.Answers ?? reply.ConversationId);
        if (reply.ConversationId == scene.Head.Id)
            return;
        if (await scene.OneAsync<string>("select id from messages where conversation_id = @ConversationId limit 1", reply) is not null)
            scene.Changes(reply.ConversationId);
        else if (await scene.OneAsync<ConversationHead>($"{ConversationHead.Select} where id = @ConversationId", reply) is { } empty)
            await scene.DropAsync(empty.Id, empty.AccountId, empty.Version);
    }
}
