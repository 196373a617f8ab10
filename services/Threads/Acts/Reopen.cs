namespace Inbox.Threads;

/// <summary>Opens a closed conversation again, with the asks that closing it ended.</summary>
public sealed class Reopen(Acting acting)
{
    public Task<Outcome<Acted>> RunAsync(string conversationId, string staffId, CancellationToken cancel) =>
        acting.OnAsync(
            conversationId,
            async scene =>
            {
                if (scene.Head.State != States.Closed)
                    return Scene.Done();
                var other = await scene.OneAsync<string>(
                    """
                    select id
                    from conversations
                    where account_id = @AccountId and person_id = @PersonId and context = @Context and state <> 'closed' and merged_into is null
                    """,
                    scene.Head);
                if (other is not null)
                    return Scene.Conflict($"This person has a newer open conversation here ({other}). Go on there, or merge the two.");
                var closing = (await scene.FactsAsync()).Acts.Where(a => a.Kind == ActKinds.Close && a.UndoneAt is null).MaxBy(a => a.At);
                return Scene.Done(await scene.ActAsync(ActKinds.Reopen, staffId, new() { Asks = Json.Read<ActData>(closing?.Data)?.Asks }));
            },
            cancel);
}
