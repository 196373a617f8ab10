
namespace Inbox.Threads;

/// <summary>Makes one conversation of two; it can be undone. The next mail of either joins it.</summary>
public sealed class MergeConversations(Acting acting)
{
    /// <param name="conversationId">The one that stays.</param>
    /// <param name="staffId">Who does it.</param>
    /// <param name="otherId">The one that becomes part of it.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<Outcome<Acted>> RunAsync(string conversationId, string staffId, string otherId, CancellationToken cancel) =>
        acting.OnAsync(conversationId, scene => MergeAsync(scene, staffId, otherId), cancel);

    internal static async Task<Outcome<string?>> MergeAsync(Scene scene, string staffId, string otherId)
    {
        var other = await scene.OneAsync<ConversationHead>($"{ConversationHead.Select} where id = @otherId and merged_into is null", new { otherId });
        if (other is null)
            return new Outcome<string?>.NotFound();
        if (other.Id == scene.Head.Id)
            return Scene.Invalid("A conversation cannot be merged with itself.");
        if (other.AccountId != scene.Head.AccountId)
            return Scene.Invalid("The two came through different accounts; an answer could go out through the wrong one. They stay linked instead.");
        var (data, version) = await ConversationMove.MergeAsync(scene.Transaction, scene.Clock, staffId, other.Id, scene.Head.Id, scene.Cancel);
        await scene.RunAsync(
            "delete from related where relation in ('apart', 'suggested') and (conversation_id = @Id and other_id = @otherId or conversation_id = @otherId and other_id = @Id)",
            new { scene.Head.Id, otherId });
        foreach (var id in data.Moved!)
            scene.ChangesMessage(id);
        scene.Gone(other, version);
        return Scene.Done(await scene.ActAsync(ActKinds.Merge, staffId, data));
    }
}
