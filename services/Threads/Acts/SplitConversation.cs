
namespace Inbox.Threads;

/// <summary>The conversation that a split made.</summary>
public sealed record Split(string UndoId, string ConversationId);

/// <summary>Takes messages out into a conversation of their own. The two never join by themselves again; the next mail goes where the mail stands that it answers.</summary>
public sealed class SplitConversation(Acting acting)
{
    public Task<Outcome<Split>> RunAsync(string conversationId, string staffId, IReadOnlyList<string> messageIds, CancellationToken cancel) =>
        acting.OnAsync(conversationId, scene => SplitAsync(scene, staffId, messageIds), cancel);

    private static async Task<Outcome<Split>> SplitAsync(Scene scene, string staffId, IReadOnlyList<string> messageIds)
    {
        var here = await scene.ListAsync<MessageFacts>($"{MessageFacts.Select} where m.conversation_id = @Id", new { scene.Head.Id });
        var moved = here.FindAll(m => messageIds.Contains(m.Id));
        if (moved.Count < messageIds.Distinct().Count())
            return new Outcome<Split>.Invalid("A message that you chose is not in this conversation (any more).");
        if (!moved.Exists(m => m.IsMessage) || here.Count(m => m.IsMessage) == moved.Count(m => m.IsMessage))
            return new Outcome<Split>.Invalid("A split leaves at least one message on each side.");
        var id = scene.NewId();
        await ConversationMove.MakeAsync(scene, id, moved.Find(m => m.IsIn)?.PersonId ?? scene.Head.PersonId);
        await ConversationMove.MoveMessagesAsync(scene, [.. moved.Select(m => m.Id)], id, 1);
        await scene.RunAsync(
            "insert into related (conversation_id, other_id, relation, created_at) values (@id, @Head, 'apart', @Now) on conflict do nothing",
            new { id, Head = scene.Head.Id, scene.Now });
        scene.Changes(id);
        var heard = await HearAsync(scene, staffId, id, here, moved);
        return new Outcome<Split>.Done(new(
            await scene.ActAsync(ActKinds.Split, staffId, new() { Other = id, Moved = [.. moved.Select(m => m.Id)], MovedActs = heard }), id));
    }

    /// <summary>Writes down on each side what the other one keeps and asks depend on.</summary>
    private static async Task<IReadOnlyList<string>> HearAsync(Scene scene, string staffId, string other, List<MessageFacts> here, List<MessageFacts> moved)
    {
        var acts = await scene.ListAsync<ActRow>($"{ActRow.Select} where conversation_id = @Id", new { scene.Head.Id });
        var written = new List<string>();
        foreach (var (conversation, heard) in new[] { (other, Heard.Of(here.Except(moved), acts)), (scene.Head.Id, Heard.Of(moved, [])) })
            if (!heard.IsEmpty)
                written.Add(await scene.ActAsync(ActKinds.Heard, staffId, new() { Heard = heard }, conversation: conversation));
        return written;
    }
}
