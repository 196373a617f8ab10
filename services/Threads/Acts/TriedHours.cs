using Inbox.Storage;
using Inbox.WorkingHours;

namespace Inbox.Threads;

/// <summary>An ask as it would be with other hours.</summary>
/// <param name="AnsweredAt">When it was answered.</param>
/// <param name="EndedAt">When it ended without an answer.</param>
/// <param name="WorkingMs">Working time until its answer, its end or now; null without hours.</param>
/// <param name="InHours">Whether its answer fell into working time.</param>
/// <param name="DueAt">When it is due.</param>
public sealed record TriedAsk(long? AnsweredAt, long? EndedAt, long? WorkingMs, bool? InHours, long? DueAt);

/// <summary>Says what other hours would make of the asks of a time; changes nothing.</summary>
public sealed class TriedHours
{
    private const int Together = 500, Most = 20_000;
    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly Rederive _rederive;
    private readonly Schedules _schedules;

    internal TriedHours(Database database, TimeProvider clock, Rederive rederive, Schedules schedules) => (_database, _clock, _rederive, _schedules) = (database, clock, rederive, schedules);

    /// <summary>The asks that some accounts received in a time, the latest 20,000, as they are and as they would be.</summary>
    /// <param name="accounts">The accounts.</param>
    /// <param name="owner">Whose hours they would go by.</param>
    /// <param name="hours">The version that is tried; it stands instead of one of the same date.</param>
    /// <param name="since">Its beginning.</param>
    /// <param name="until">Its end.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<Outcome<(IReadOnlyList<TriedAsk> Before, IReadOnlyList<TriedAsk> After)>> RunAsync(
        IReadOnlyList<string> accounts, string owner, ScheduleHours hours, DateTimeOffset since, DateTimeOffset until, CancellationToken cancel)
    {
        if (ScheduleText.Problem(hours) is { } problem)
            return new Outcome<(IReadOnlyList<TriedAsk>, IReadOnlyList<TriedAsk>)>.Invalid(problem);
        var other = Schedule.Of((await _schedules.ListAsync(owner, cancel)).Where(v => v.ValidFrom != hours.ValidFrom).Append(hours));
        var (before, after, start, end) = (new List<TriedAsk>(), new List<TriedAsk>(), since.ToUnixTimeMilliseconds(), until.ToUnixTimeMilliseconds());
        foreach (var some in (await ConversationsAsync(accounts, start, end, cancel)).Chunk(Together))
            foreach (var facts in await _database.WriteAsync(transaction => _rederive.FactsAsync(transaction, some, cancel), cancel))
            {
                before.AddRange(Asks(facts, start, end));
                after.AddRange(Asks(facts with { Rules = facts.Rules with { Schedule = other } }, start, end));
            }
        return new Outcome<(IReadOnlyList<TriedAsk>, IReadOnlyList<TriedAsk>)>.Done((before, after));
    }

    /// <summary>Spam asks nothing, nor does our own staff.</summary>
    private Task<List<string>> ConversationsAsync(IReadOnlyList<string> accounts, long start, long end, CancellationToken cancel) => _database.ListAsync<string>(
        $"""
        select conversation_id
        from (
          select conversation_id
          from asks
          where {_database.Dialect.In("account_id", "accounts")} and asked_at >= @start and asked_at < @end and conversation_id not in (select id from conversations where nature = 'spam')
            and conversation_id not in (select id from conversations where who = 'staff')
          order by asked_at desc
          limit @Most) latest
        group by conversation_id
        """,
        new { accounts = accounts.ToArray(), start, end, Most }, cancel);

    private IEnumerable<TriedAsk> Asks(ConversationFacts facts, long start, long end) =>
        from ask in ResponseClock.Asks(facts)
        where ask.AskedAt >= start && ask.AskedAt < end
        let ended = ask.DismissedAt ?? ask.WithdrawnAt
        let until = Math.Max(ask.AskedAt, ended ?? _clock.Now())
        select new TriedAsk(
            ask.AnsweredAt, ended, ask.AnsweredAt is not null ? ask.WorkingMs : facts.Rules.Schedule is { } s ? s.Waited(s.Over(ask.AskedAt, until), ask.AskedAt, until) : null, ask.InHours, ask.DueAt);
}
