using Inbox.Insights;
using Inbox.Threads;
using Inbox.WorkingHours;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Inbox.Gateway;

/// <summary>Lets managers at the hours of accounts that they see, and of teams whose hours concern only such accounts.</summary>
internal sealed class ScheduleDoor(ConversationDoor door, Teams teams, Schedules schedules, TriedHours tried, TimeProvider clock)
{
    /// <summary>Why the caller may not, or null.</summary>
    public async Task<ProblemHttpResult?> AccountAsync(string id, CancellationToken cancel) =>
        (await door.ScopeAsync(cancel)).Contains(id) ? null : Problems.NotFound("account", id);

    /// <summary>The same for a team.</summary>
    public async Task<ProblemHttpResult?> TeamAsync(string id, CancellationToken cancel)
    {
        var scope = await door.ScopeAsync(cancel);
        return (await teams.ListAsync(cancel)).Any(t => t.Id == id) && (await schedules.AccountsAsync(id, cancel)).All(scope.Contains) ? null : Problems.NotFound("team", id);
    }

    /// <summary>
    /// What the asks of last month are, and what other hours would make of them. Hours that hold later only are tried as if they had held then: otherwise there would be nothing to see.
    /// </summary>
    /// <param name="id">An account, or a team for all that go by its hours.</param>
    /// <param name="team">For an account, the team whose hours it would go by.</param>
    /// <param name="hours">The version that is tried.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<Outcome<HoursPreview>> PreviewAsync(string id, string? team, ScheduleHours hours, CancellationToken cancel)
    {
        if (ScheduleText.Problem(hours) is { } wrong)
            return new Outcome<HoursPreview>.Invalid(wrong);
        var (now, zone) = (clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(hours.TimeZone));
        var month = TimeZoneInfo.ConvertTime(now, zone).Date is var today ? new DateTime(today.Year, today.Month, 1).AddMonths(-1) : default;
        var (from, to) = (Begins(month), Begins(month.AddMonths(1)));
        var isAsIf = ScheduleText.Date(hours.ValidFrom) >= DateOnly.FromDateTime(month.AddMonths(1));
        var held = isAsIf ? hours with { ValidFrom = $"{month:yyyy-MM-dd}" } : hours;
        IReadOnlyList<string> accounts = (await door.ScopeAsync(cancel)).Contains(id) ? [id] : await schedules.AccountsAsync(id, cancel);
        return await tried.RunAsync(accounts, team ?? id, held, from, to, cancel) switch
        {
            Outcome<(IReadOnlyList<TriedAsk> Before, IReadOnlyList<TriedAsk> After)>.Done done => new Outcome<HoursPreview>.Done(new(from, to, isAsIf, Figures(done.Value.Before), Figures(done.Value.After))),
            Outcome<(IReadOnlyList<TriedAsk> Before, IReadOnlyList<TriedAsk> After)>.Invalid invalid => new Outcome<HoursPreview>.Invalid(invalid.Reason),
            _ => new Outcome<HoursPreview>.NotFound(),
        };

        HoursFigures Figures(IReadOnlyList<TriedAsk> asks) => HoursFigures.Of([.. asks.Select(a => (a.AnsweredAt, a.EndedAt, a.WorkingMs, a.InHours, a.DueAt))], now.ToUnixTimeMilliseconds());

        DateTimeOffset Begins(DateTime local)
        {
            while (zone.IsInvalidTime(local))
                local = local.AddMinutes(15);
            return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        }
    }
}

/// <summary>What other hours would change.</summary>
/// <param name="From">The first moment whose asks were counted: last month's beginning where the hours are.</param>
/// <param name="To">Its end.</param>
/// <param name="AsIf">Whether the hours hold later only, and were tried as if they had held then.</param>
/// <param name="Before">As it is.</param>
/// <param name="After">As it would be.</param>
internal sealed record HoursPreview(DateTimeOffset From, DateTimeOffset To, bool AsIf, HoursFigures Before, HoursFigures After);

/// <summary>Somebody's hours.</summary>
/// <param name="TeamId">The team whose hours the account goes by; null for its own.</param>
/// <param name="Versions">All versions, newest first; those of its own for an account.</param>
/// <param name="Accounts">The accounts that go by them.</param>
/// <param name="Left">How many of their conversations are still to be counted by new hours.</param>
internal sealed record ScheduleShown(string? TeamId, IReadOnlyList<ScheduleHours> Versions, IReadOnlyList<string> Accounts, int Left);
