using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>Takes an act back: what it changed is as before, and what came since stays.</summary>
public sealed class Undo(Acting acting, MergePeople people, Conversations conversations)
{
    /// <summary>Undoes one act; for a merge of people, the card is that of one of their conversations.</summary>
    public async Task<Outcome<Acted>> RunAsync(string actId, CancellationToken cancel)
    {
        var act = await acting.Database.OneAsync<ActRow>($"{ActRow.Select} where id = @actId", new { actId }, cancel);
        return act is null ? new Outcome<Acted>.NotFound()
            : act.Kind == ActKinds.MergePeople ? await people.UndoAsync(act, conversations, cancel)
            : await acting.OnAsync(act.ConversationId, scene => UndoAsync(scene, actId), cancel);
    }

    /// <summary>The conversation that an act belongs to, so that the caller can ask who may see it; null when there is no such act.</summary>
    public Task<string?> ConversationOfAsync(string actId, CancellationToken cancel) =>
        acting.Database.OneAsync<string>("select conversation_id from acts where id = @actId", new { actId }, cancel);

    /// <summary>The person whom an act made of two, so that the caller can ask who may see them; null for every other act.</summary>
    public async Task<string?> PersonOfAsync(string actId, CancellationToken cancel) =>
        await acting.Database.OneAsync<string>("select data from acts where id = @actId and kind = 'merge-people'", new { actId }, cancel) is { } data ? Json.Read<ActData>(data)?.Value : null;

    private static async Task<Outcome<string?>> UndoAsync(Scene scene, string actId)
    {
        var act = await scene.OneAsync<ActRow>($"{ActRow.Select} where id = @actId", new { actId });
        if (act is null || act.UndoneAt is not null)
            return Scene.Conflict("It was undone already.");
        var data = Json.Read<ActData>(act.Data) ?? new();
        if (await ReverseAsync(scene, act, data) is { } problem)
            return Scene.Conflict(problem);
        await scene.RunAsync("update acts set undone_at = @Now where id = @actId or id = @Opened", new { actId, scene.Now, data.Opened });
        return await OneOpen.OtherAsync(scene) is { } other ? OneOpen.Conflict(other) : Scene.Done();
    }

    /// <summary>Why it cannot be undone, or null. Closing, snoozing, dismissing and priorities are derived from acts: leaving the act out is enough.</summary>
    private static async Task<string?> ReverseAsync(Scene scene, ActRow act, ActData data)
    {
        var values = new { scene.Head.Id, data.Before, data.Value, data.Staff };
        switch (act.Kind)
        {
            case ActKinds.Assign:
                await scene.RunAsync("update conversations set assignee = @Before where id = @Id and assignee is not distinct from @Staff", values);
                return null;
            case ActKinds.Close:
                await scene.RunAsync("update conversations set outcome = @Before where id = @Id and outcome = @Value", values);
                return null;
            case ActKinds.Tag:
                await scene.RunAsync("delete from tags where conversation_id = @Id and tag = @Value", values);
                return null;
            case ActKinds.Untag:
                await scene.RunAsync("insert into tags (conversation_id, tag) values (@Id, @Value) on conflict do nothing", values);
                return null;
            case ActKinds.Context:
                if (Json.Read<ContextChange>(data.Value) is not { } change || Json.Read<ContextChange>(data.Before) is not { } before)
                    return "What was said there is erased.";
                await SetContext.TakeBackAsync(scene, change, before);
                return null;
            case ActKinds.Merge:
                return await ApartAsync(scene, data);
            case ActKinds.Split:
                return await TogetherAsync(scene, data);
            case ActKinds.Priority or ActKinds.Snooze or ActKinds.Dismiss or ActKinds.Undismiss or ActKinds.Reopen:
                return null;
            case ActKinds.Refuse:
                return await SuggestAgainAsync(scene, data);
            default:
                return "This cannot be undone.";
        }
    }

    /// <summary>The conversation that had become part of this one is its own again, with what it had then.</summary>
    private static async Task<string?> ApartAsync(Scene scene, ActData data)
    {
        var from = data.Other!;
        var still = await scene.ListAsync<string>(
            $"select id from messages where conversation_id = @Id and {scene.Dialect.In("id", "ids")}", new { scene.Head.Id, ids = data.Moved!.ToArray() });
        if (still.Count == 0)
            return "Its messages were moved on since.";
        await scene.RunAsync("update conversations set merged_into = null, version = @Version where id = @from", new { from, scene.Head.Version });
        await scene.RunAsync($"delete from tags where conversation_id = @Id and {scene.Dialect.In("tag", "tags")}", new { scene.Head.Id, tags = (data.Tags ?? []).ToArray() });
        foreach (var field in ConversationMove.Said.Where(f => data.Given?.Contains(f) == true))
            await scene.RunAsync($"update conversations set {field} = null where id = @Id and {field} = (select f.{field} from conversations f where f.id = @from)", new { scene.Head.Id, from });
        await DraftMove.ApartAsync(scene, from, data.Drafts ?? []);
        await ConversationMove.MoveMessagesAsync(scene, still, from, scene.Head.Version + 1);
        await scene.RunAsync($"update acts set conversation_id = @from where {scene.Dialect.In("id", "ids")}", new { from, ids = (data.MovedActs ?? []).ToArray() });
        await scene.RunAsync(
            "insert into related (conversation_id, other_id, relation, created_at) values (@from, @Id, 'apart', @Now) on conflict do nothing", new { from, scene.Head.Id, scene.Now });
        scene.Changes(from);
        return null;
    }

    /// <summary>What was kept apart looks alike as before, unless the two have become one since.</summary>
    private static async Task<string?> SuggestAgainAsync(Scene scene, ActData data)
    {
        var values = new { scene.Head.Id, data.Other, scene.Now };
        var gone = await scene.RunAsync(
            "delete from related where relation = 'apart' and (conversation_id = @Id and other_id = @Other or conversation_id = @Other and other_id = @Id)", values);
        if (gone > 0)
            await scene.RunAsync("insert into related (conversation_id, other_id, relation, created_at) values (@Id, @Other, 'suggested', @Now) on conflict do nothing", values);
        return gone > 0 ? null : "The two conversations have become one since.";
    }

    private static async Task<string?> TogetherAsync(Scene scene, ActData data)
    {
        var other = await scene.OneAsync<ConversationHead>($"{ConversationHead.Select} where id = @Other and merged_into is null", new { data.Other });
        if (other is null)
            return "The split-off conversation has become part of another one since.";
        await scene.RunAsync("delete from related where relation = 'apart' and (conversation_id = @Other and other_id = @Id or conversation_id = @Id and other_id = @Other)", new { data.Other, scene.Head.Id });
        await scene.RunAsync($"update acts set undone_at = @Now where {scene.Dialect.In("id", "ids")}", new { scene.Now, ids = (data.MovedActs ?? []).ToArray() });
        var (_, version) = await ConversationMove.MergeAsync(scene.Transaction, scene.Clock, null, other.Id, scene.Head.Id, scene.Cancel);
        scene.Gone(other, version);
        return null;
    }
}
