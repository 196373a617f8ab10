namespace Inbox.Threads;

/// <summary>What staff make of two conversations that look alike: one, which the next mail learns from, or two for good.</summary>
public sealed class Suggestions(Acting acting)
{
    public Task<Outcome<Acted>> AcceptAsync(string conversationId, string staffId, string otherId, CancellationToken cancel) =>
        acting.OnAsync(conversationId, scene => MergeConversations.MergeAsync(scene, staffId, otherId), cancel);

    public Task<Outcome<Acted>> RefuseAsync(string conversationId, string staffId, string otherId, CancellationToken cancel) =>
        acting.OnAsync(
            conversationId,
            async scene =>
            {
                var values = new { scene.Head.Id, otherId, scene.Now };
                var gone = await scene.RunAsync(
                    "delete from related where relation = 'suggested' and (conversation_id = @Id and other_id = @otherId or conversation_id = @otherId and other_id = @Id)", values);
                if (gone == 0)
                    return new Outcome<string?>.NotFound();
                await scene.RunAsync("insert into related (conversation_id, other_id, relation, created_at) values (@Id, @otherId, 'apart', @Now) on conflict do nothing", values);
                return Scene.Done(await scene.ActAsync(ActKinds.Refuse, staffId, new() { Other = otherId }));
            },
            cancel);
}
