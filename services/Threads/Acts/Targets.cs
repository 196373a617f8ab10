using Inbox.Storage;

namespace Inbox.Threads;

/// <summary>How soon the people of an account are to be answered.</summary>
public sealed class Targets
{
    /// <summary>A quarter: what is due later than that is no target that presses anybody.</summary>
    public const int MostMinutes = 60 * 24 * 90;

    private const int Together = 500;
    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly Rederive _rederive;
    private readonly Announcer _announcer;

    internal Targets(Database database, TimeProvider clock, Rederive rederive, Announcer announcer) =>
        (_database, _clock, _rederive, _announcer) = (database, clock, rederive, announcer);

    /// <summary>Every version of an account's targets, newest first.</summary>
    public async Task<IReadOnlyList<AnswerTargets>> ListAsync(string accountId, CancellationToken cancel) =>
        [.. (await _database.ListAsync<string>("select targets from targets where account_id = @accountId order by since desc", new { accountId }, cancel)).Select(t => Json.Read<AnswerTargets>(t)!)];

    /// <summary>Sets the targets for whatever waits now, and for what ended since an earlier moment. No targets take them away.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="targets">One for each priority that has one.</param>
    /// <param name="since">The earlier moment; null for now.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<Outcome<AnswerTargets>> SetAsync(string accountId, IReadOnlyList<AnswerTarget> targets, DateTimeOffset? since, CancellationToken cancel)
    {
        if (Problem(targets, since) is { } problem)
            return new Outcome<AnswerTargets>.Invalid(problem);
        var set = new AnswerTargets(Time.Of((since ?? _clock.GetUtcNow()).ToUnixTimeMilliseconds()), targets);
        _announcer.Announce(await _database.WriteAsync(transaction => SaveAsync(transaction, accountId, set, cancel), cancel));
        return new Outcome<AnswerTargets>.Done(set);
    }

    private async Task<List<Changed>> SaveAsync(System.Data.Common.DbTransaction transaction, string accountId, AnswerTargets set, CancellationToken cancel)
    {
        await _database.Dialect.HoldAsync(transaction, $"threads/{accountId}", cancel);
        var values = new { accountId, since = set.Since.ToUnixTimeMilliseconds(), text = Json.Write(set) };
        await transaction.RunAsync("delete from targets where account_id = @accountId and since >= @since", values, cancel);
        await transaction.RunAsync("insert into targets (account_id, since, targets) values (@accountId, @since, @text)", values, cancel);
        var touched = await transaction.ListAsync<string>(
            "select distinct conversation_id from asks where account_id = @accountId and coalesce(answered_at, dismissed_at, withdrawn_at, @since) >= @since", values, cancel);
        var changed = new List<Changed>();
        foreach (var some in touched.Chunk(Together))
            changed.AddRange(await _rederive.SaveAsync(transaction, some, cancel));
        return changed;
    }

    private string? Problem(IReadOnlyList<AnswerTarget> targets, DateTimeOffset? since)
    {
        if (targets.FirstOrDefault(t => !Priorities.All.Contains(t.Priority)) is { } stranger)
            return $"'{stranger.Priority}' is no priority. Use one of: {string.Join(", ", Priorities.All)}.";
        if (targets.Select(t => t.Priority).Distinct().Count() < targets.Count)
            return "A priority has one target at most.";
        if (targets.SelectMany(t => new[] { t.FirstMinutes, t.NextMinutes }).Any(m => m is < 1 or > MostMinutes))
            return $"A target is from 1 to {MostMinutes} minutes.";
        return since > _clock.GetUtcNow() ? "Targets hold from now or from an earlier moment." : null;
    }
}
