namespace Inbox.Threads;

/// <summary>Closes a conversation. Asks that stand open end with it: staff decided that they need no answer.</summary>
public sealed class Close(Acting acting)
{
    public Task<Outcome<Acted>> RunAsync(string conversationId, string staffId, string? outcome, CancellationToken cancel) =>
        acting.OnAsync(
            conversationId,
            async scene =>
            {
                if (outcome is not null && !ContextValues.Outcomes.Contains(outcome))
                    return Scene.Invalid($"'{outcome}' is no outcome. Use one of: {string.Join(", ", ContextValues.Outcomes)}.");
                if (outcome is not null)
                    await scene.RunAsync("update conversations set outcome = @outcome where id = @Id", new { outcome, scene.Head.Id });
                if (scene.Head.State == States.Closed)
                    return Scene.Done();
                var open = ResponseClock.Asks(await scene.FactsAsync()).Where(a => a.IsOpen).Select(a => a.Id).ToList();
                return Scene.Done(await scene.ActAsync(ActKinds.Close, staffId, new() { Asks = open, Before = scene.Head.Outcome, Value = outcome }));
            },
            cancel);
}
