namespace Inbox.Threads;

/// <summary>At most one open conversation of an account, a person and a context: whoever opens one again is told of the other.</summary>
internal static class OneOpen
{
    /// <summary>Another conversation that is open beside one that this command leaves open, or null.</summary>
    public static async Task<string?> OtherAsync(Scene scene)
    {
        var changed = (await scene.DerivedAsync()).ToDictionary(d => d.Id);
        var heads = await scene.ListAsync<ConversationHead>(
            $"{ConversationHead.Select} where merged_into is null and context in (select c.context from conversations c where {scene.Dialect.In("c.id", "ids")}) and account_id = @AccountId",
            new { ids = changed.Keys.ToArray(), scene.Head.AccountId });
        return heads
            .Select(h => changed.TryGetValue(h.Id, out var now) ? h with { State = now.State, PersonId = now.PersonId ?? h.PersonId } : h)
            .Where(h => h.State != States.Closed)
            .GroupBy(h => (h.PersonId, h.Context))
            .FirstOrDefault(same => same.Count() > 1)?.MaxBy(h => h.Id)?.Id;
    }

    public static Outcome<string?> Conflict(string other) => Scene.Conflict($"This person has a newer open conversation here ({other}). Go on there, or merge the two.");
}
