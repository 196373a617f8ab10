namespace Inbox.Threads;

/// <summary>Says that an ask needs no answer, or that it does after all.</summary>
public sealed class DismissAsk(Acting acting)
{
    public Task<Outcome<Acted>> RunAsync(string conversationId, string staffId, string askId, bool dismissed, CancellationToken cancel) =>
        acting.OnAsync(
            conversationId,
            async scene =>
            {
                if (ResponseClock.Asks(await scene.FactsAsync()).FirstOrDefault(a => a.Id == askId) is not { } ask)
                    return new Outcome<string?>.NotFound();
                if (dismissed && ask.AnsweredAt is not null)
                    return Scene.Conflict("It was answered already.");
                return dismissed == (ask.DismissedAt is not null)
                    ? Scene.Done()
                    : Scene.Done(await scene.ActAsync(dismissed ? ActKinds.Dismiss : ActKinds.Undismiss, staffId, new() { Asks = [askId] }));
            },
            cancel);
}
