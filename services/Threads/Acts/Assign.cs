namespace Inbox.Threads;

/// <summary>Gives a conversation to a staff member, or to nobody.</summary>
public sealed class Assign(Acting acting)
{
    public Task<Outcome<Acted>> RunAsync(string conversationId, string staffId, string? assignee, CancellationToken cancel) =>
        acting.OnAsync(
            conversationId,
            async scene =>
            {
                if (scene.Head.Assignee == assignee)
                    return Scene.Done();
                await scene.RunAsync("update conversations set assignee = @assignee where id = @Id", new { assignee, scene.Head.Id });
                return Scene.Done(await scene.ActAsync(ActKinds.Assign, staffId, new() { Staff = assignee, Before = scene.Head.Assignee }));
            },
            cancel);
}
