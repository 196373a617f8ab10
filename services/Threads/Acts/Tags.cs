namespace Inbox.Threads;

/// <summary>Puts a tag on a conversation or takes it off.</summary>
public sealed class Tags(Acting acting)
{
    private const int Longest = 60;

    public Task<Outcome<Acted>> AddAsync(string conversationId, string staffId, string tag, CancellationToken cancel) =>
        acting.OnAsync(
            conversationId,
            async scene =>
            {
                tag = Clean.Text(tag).Trim();
                if (tag.Length is 0 or > Longest)
                    return Scene.Invalid($"A tag has 1 to {Longest} characters.");
                var added = await scene.RunAsync("insert into tags (conversation_id, tag) values (@Id, @tag) on conflict do nothing", new { scene.Head.Id, tag });
                return Scene.Done(added > 0 ? await scene.ActAsync(ActKinds.Tag, staffId, new() { Value = tag }) : null);
            },
            cancel);

    public Task<Outcome<Acted>> RemoveAsync(string conversationId, string staffId, string tag, CancellationToken cancel) =>
        acting.OnAsync(
            conversationId,
            async scene =>
            {
                var removed = await scene.RunAsync("delete from tags where conversation_id = @Id and tag = @tag", new { scene.Head.Id, tag = tag.Trim() });
                return Scene.Done(removed > 0 ? await scene.ActAsync(ActKinds.Untag, staffId, new() { Value = tag.Trim() }) : null);
            },
            cancel);
}
