namespace Inbox.Threads;

/// <summary>Puts a conversation away until a time; it comes back earlier when the person writes.</summary>
public sealed class Snooze(Acting acting)
{
    /// <param name="conversationId">The conversation.</param>
    /// <param name="staffId">Who does it.</param>
    /// <param name="until">When it comes back; null brings it back now.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<Outcome<Acted>> RunAsync(string conversationId, string staffId, DateTimeOffset? until, CancellationToken cancel) =>
        acting.OnAsync(
            conversationId,
            async scene =>
            {
                if (until is { } time && time.ToUnixTimeMilliseconds() <= scene.Now)
                    return Scene.Invalid($"{time:u} is not in the future.");
                if (until is null)
                    return scene.Head.State == States.Snoozed ? Scene.Done(await scene.ActAsync(ActKinds.Wake, staffId)) : Scene.Done();
                return scene.Head.State == States.Closed
                    ? Scene.Conflict("The conversation is closed; open it again first.")
                    : Scene.Done(await scene.ActAsync(ActKinds.Snooze, staffId, new() { Until = until.Value.ToUnixTimeMilliseconds() }));
            },
            cancel);
}
