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
                var closing = (await scene.FactsAsync()).Acts.Where(a => a.Kind == ActKinds.Close && a.UndoneAt is null).MaxBy(a => a.At);
                var act = await scene.ActAsync(ActKinds.Reopen, staffId, new() { Asks = Json.Read<ActData>(closing?.Data)?.Asks });
                return await OneOpen.OtherAsync(scene) is { } other ? OneOpen.Conflict(other) : Scene.Done(act);
            },
            cancel);
}
