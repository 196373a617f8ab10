namespace Inbox.Insights;

/// <summary>The asks that a report is about; spam asks nothing, since staff's word wins over the rule that read it as a question. Figures are computed from them alone, so what was merged, split, erased or answered late changes the past at once.</summary>
internal sealed class ReceivedAsks(PackBook packs, AccountBook book)
{
    public long Now => packs.Now;

    /// <summary>Looks at those received in the period, one after the other.</summary>
    public async Task InAsync<T>(ReportScope scope, AskGroups<T> groups, AskLook look, CancellationToken cancel)
        where T : class
    {
        var views = await packs.ReadAsync(scope.Accounts, scope.Period.Start, scope.Period.End, cancel);
        var hours = new AskHours(await book.SchedulesAsync(scope.Accounts, cancel), Math.Min(Now, Math.Max(scope.Period.Start, First(views))), Now);
        var teams = scope.GroupBy == "team" ? await book.TeamsAsync(scope.Accounts, cancel) : null;
        var (start, end) = (scope.Period.Start, scope.Period.End);
        foreach (var view in views)
        {
            var (account, hasHours) = (view.Pack.AccountId, hours.Has(view.Pack.AccountId));
            groups.Begin(view.Pack, teams is null ? [] : [.. teams[account]]);
            for (var talk = 0; talk < view.Count; talk++)
                if (view.Has(talk) && !view.Pack.IsSpam(talk))
                    foreach (ref readonly var ask in view.Pack.AsksOf(talk))
                        if (ask.AskedAt >= start && ask.AskedAt < end)
                            look(view, talk, ask, hasHours && !ask.IsAnswered ? hours.Waited(account, ask) : PackedAsk.Never);
        }
    }

    /// <summary>Looks at those received or answered in the period.</summary>
    public async Task HandledInAsync(ReportScope scope, AskLook look, CancellationToken cancel)
    {
        var period = scope.Period;
        foreach (var view in await packs.ReadAsync(scope.Accounts, period.Start, period.End, cancel))
            for (var talk = 0; talk < view.Count; talk++)
                if (view.Has(talk) && !view.Pack.IsSpam(talk))
                    foreach (ref readonly var ask in view.Pack.AsksOf(talk))
                        look(view, talk, ask, PackedAsk.Never);
    }

    /// <summary>The conversations of the asks in a group.</summary>
    public Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, CancellationToken cancel) => BehindAsync(scope, key, isMissed: false, cancel);

    /// <summary>The conversations of the asks in a group that missed their target.</summary>
    public Task<IReadOnlyList<Behind>> MissedAsync(ReportScope scope, string? key, CancellationToken cancel) => BehindAsync(scope, key, isMissed: true, cancel);

    private async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, bool isMissed, CancellationToken cancel)
    {
        var (wanted, others) = (new List<Behind>(), new List<Behind>());
        var groups = new AskGroups<List<Behind>>(scope, k => k == key ? wanted : others);
        await InAsync(scope, groups, (view, talk, in ask, _) =>
        {
            if ((!isMissed || Misses.IsMissed(ask, Now)) && groups.Of(view.Pack.Talks[talk], ask).Contains(wanted))
                wanted.Add(new(view.Pack.Ids[talk], ask.AskedAt));
        }, cancel);
        return Behind.Of(wanted);
    }

    private static long First(IReadOnlyList<PackView> views)
    {
        var first = long.MaxValue;
        foreach (var view in views)
            foreach (ref readonly var ask in view.Pack.Asks.AsSpan())
                first = Math.Min(first, ask.AskedAt);
        return first;
    }
}
