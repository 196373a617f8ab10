using Inbox.Contracts;

namespace Inbox.Threads;

/// <summary>Loads what <see cref="ReplyPlan"/> decides from.</summary>
internal static class ReplyPlans
{
    /// <param name="scene">Where it is asked.</param>
    /// <param name="way">How it is answered.</param>
    public static async Task<ReplyPlan?> ForAsync(Scene scene, ReplyWay way)
    {
        var which = way.AnswersComment ? "m.id = @CommentId" : "m.conversation_id = @ConversationId and m.kind = 'message'";
        var latest = await scene.ListAsync<MessageRow>($"{MessageRow.Select} where {which} order by m.at desc, m.id desc limit 50", new { way.ConversationId, way.CommentId });
        if (ReplyPlan.Answers(latest) is not { } answered)
            return null;
        var verified = await scene.ListAsync<string>("select address from participants where conversation_id = @ConversationId and verified", new { way.ConversationId });
        var settings = await scene.OneAsync<string>("select settings from accounts where id = @AccountId", new { way.AccountId });
        var ours = Json.Read<Dictionary<string, string>>(settings)?.GetValueOrDefault("address")?.Trim().ToLowerInvariant();
        var person = answered is { Direction: "out", Mail: null, IdentityId: { } id } && Json.Read<ReplyPlan>(answered.Recipient)?.IdentityId != id ? await PersonAsync(scene, id) : null;
        return ReplyPlan.Of(latest, answered, person, verified.ToHashSet(), ours, way.Visibility == "private");
    }

    /// <summary>Whoever was erased is nobody to write to.</summary>
    private static async Task<Party?> PersonAsync(Scene scene, string identity) =>
        (await scene.ListAsync<Party>("select external_id as ExternalId, name, handle, address from identities where id = @identity and external_id <> 'erased:' || id", new { identity })).FirstOrDefault();
}
