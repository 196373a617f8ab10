namespace Inbox.Threads;

/// <summary>Loads what <see cref="ReplyPlan"/> decides from.</summary>
internal static class ReplyPlans
{
    public static async Task<ReplyPlan?> ForAsync(Scene scene, bool? isPrivate)
    {
        var latest = await scene.ListAsync<MessageRow>(
            $"{MessageRow.Select} where m.conversation_id = @Id and m.kind = 'message' order by m.at desc, m.id desc limit 50", new { scene.Head.Id });
        var verified = await scene.ListAsync<string>("select address from participants where conversation_id = @Id and verified", new { scene.Head.Id });
        var settings = await scene.OneAsync<string>("select settings from accounts where id = @AccountId", new { scene.Head.AccountId });
        var ours = Json.Read<Dictionary<string, string>>(settings)?.GetValueOrDefault("address")?.Trim().ToLowerInvariant();
        return ReplyPlan.Of(latest, verified.ToHashSet(), ours, isPrivate);
    }
}
