using Inbox.Insights;
using Inbox.Threads;
using Inbox.WorkingHours;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Inbox.Gateway;

/// <summary>Lets managers at the hours of accounts that they see, and of teams whose hours concern only such accounts.</summary>
internal sealed class ScheduleDoor(ConversationDoor door, Teams teams, Schedules schedules, TriedHours tried, TimeProvider clock)
{
    private static readonly TimeSpan LookedBack = TimeSpan.FromDays(30);

    /// <summary>Why the caller may not, or null.</summary>
    public async Task<ProblemHttpResult?> AccountAsync(string id, CancellationToken cancel) =>
        (await door.ScopeAsync(cancel)).Contains(id) ? null : Problems.NotFound("account", id);

    /// <summary>The same for a team.</summary>
    public async Task<ProblemHttpResult?> TeamAsync(string id, CancellationToken cancel)
    {
        var scope = await door.ScopeAsync(cancel);
        return (await teams.ListAsync(cancel)).Any(t => t.Id == id) && (await schedules.AccountsAsync(id, cancel)).All(scope.Contains) ? null : Problems.NotFound("team", id);
    }

    /// <summary>What the asks of the last thirty days are, and what other hours would make of them.</summary>
    /// <param name="id">An account, or a team for all that go by its hours.</param>
    /// <param name="team">For an account, the team whose hours it would go by.</param>
    /// <param name="hours">The version that is tried.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<Outcome<HoursPreview>> PreviewAsync(string id, string? team, ScheduleHours hours, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        IReadOnlyList<string> accounts = (await door.ScopeAsync(cancel)).Contains(id) ? [id] : await schedules.AccountsAsync(id, cancel);
        return await tried.RunAsync(accounts, team ?? id, hours, now - LookedBack, cancel) switch
        {
            Outcome<(IReadOnlyList<TriedAsk> Before, IReadOnlyList<TriedAsk> After)>.Done done => new Outcome<HoursPreview>.Done(new(now - LookedBack, now, Figures(done.Value.Before), Figures(done.Value.After))),
            Outcome<(IReadOnlyList<TriedAsk> Before, IReadOnlyList<TriedAsk> After)>.Invalid invalid => new Outcome<HoursPreview>.Invalid(invalid.Reason),
            _ => new Outcome<HoursPreview>.NotFound(),
        };

        HoursFigures Figures(IReadOnlyList<TriedAsk> asks) => HoursFigures.Of([.. asks.Select(a => (a.AnsweredAt, a.EndedAt, a.WorkingMs, a.InHours, a.DueAt))], now.ToUnixTimeMilliseconds());
    }
}

/// <summary>What other hours would change.</summary>
/// <param name="From">The first moment whose asks were counted.</param>
/// <param name="To">Now.</param>
/// <param name="Before">As it is.</param>
/// <param name="After">As it would be.</param>
internal sealed record HoursPreview(DateTimeOffset From, DateTimeOffset To, HoursFigures Before, HoursFigures After);

/// <summary>Somebody's hours.</summary>
/// <param name="TeamId">The team whose hours the account goes by; null for its own.</param>
/// <param name="Versions">All versions, newest first; those of its own for an account.</param>
/// <param name="Accounts">The accounts that go by them.</param>
internal sealed record ScheduleShown(string? TeamId, IReadOnlyList<ScheduleHours> Versions, IReadOnlyList<string> Accounts);
