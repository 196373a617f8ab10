namespace Inbox.Threads;

/// <summary>Says how much a conversation presses; its targets follow at once.</summary>
public sealed class SetPriority(Acting acting)
{
    /// <param name="conversationId">The conversation.</param>
    /// <param name="staffId">Who says so.</param>
    /// <param name="priority">One of <see cref="Priorities"/>.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<Outcome<Acted>> RunAsync(string conversationId, string staffId, string priority, CancellationToken cancel) =>
        acting.OnAsync(
            conversationId,
            async scene =>
            {
                if (!Priorities.All.Contains(priority))
                    return Scene.Invalid($"'{priority}' is no priority. Use one of: {string.Join(", ", Priorities.All)}.");
                var wanted = priority == Priorities.Normal ? null : priority;
                var stands = await scene.OneAsync<string>("select priority from conversations where id = @Id", new { scene.Head.Id });
                return wanted == stands ? Scene.Done() : Scene.Done(await scene.ActAsync(ActKinds.Priority, staffId, new() { Value = wanted }));
            },
            cancel);
}
