namespace Inbox.Insights;

/// <summary>The asks that a report is about; spam asks nothing, since staff's word wins over the rule that read it as a question. Figures are computed from them alone, so what was merged, split, erased or answered late changes the past at once.</summary>
internal sealed class ReceivedAsks(PackBook packs, AccountBook book, AskShelf shelf)
{
    public long Now => packs.Now;

    /// <summary>Those received in the period.</summary>
    public async Task<ScopedAsks> ReadAsync(ReportScope scope, CancellationToken cancel)
    {
        var views = await packs.ReadAsync(scope, cancel);
        var schedules = await book.SchedulesAsync(scope.Accounts, cancel);
        var first = schedules.Count == 0 ? Now : views.Select(v => v.Pack.FirstAsk).DefaultIfEmpty(Now).Min();
        var teams = scope.GroupBy == "team" ? await book.TeamsAsync(scope.Accounts, cancel) : null;
        return new(views, new(schedules, Math.Min(Now, Math.Max(scope.Period.Start, first)), Now), teams, scope, shelf);
    }

    /// <summary>Looks at those received in the period, one after the other.</summary>
    public async Task InAsync<T>(ReportScope scope, AskGroups<T> groups, AskLook look, CancellationToken cancel)
        where T : class =>
        (await ReadAsync(scope, cancel)).Look([groups], look);

    /// <summary>Looks at all that may have been received or answered in the period.</summary>
    /// <param name="scope">The accounts and the period.</param>
    /// <param name="looks">Who looks, given who knows which answers were counted.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task HandledInAsync(ReportScope scope, Func<Answers, AskLook> looks, CancellationToken cancel)
    {
        var views = await packs.ReadAsync(scope, cancel);
        var look = looks(new(shelf.Of(views), views));
        foreach (var view in views)
            for (var talk = 0; talk < view.Count; talk++)
                if (view.Has(talk) && !view.Pack.IsSpam(talk))
                    for (int place = view.Pack.Talks[talk].Asks, after = view.Pack.AsksEnd(talk); place < after; place++)
                        look(view, talk, place, view.Pack.Asks[place], PackedAsk.Never);
    }

    /// <summary>The conversations of the asks in a group.</summary>
    public Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, CancellationToken cancel) => BehindAsync(scope, key, isMissed: false, cancel);

    /// <summary>The conversations of the asks in a group that missed their target.</summary>
    public Task<IReadOnlyList<Behind>> MissedAsync(ReportScope scope, string? key, CancellationToken cancel) => BehindAsync(scope, key, isMissed: true, cancel);

    private async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, bool isMissed, CancellationToken cancel)
    {
        var (wanted, others) = (new List<Behind>(), new List<Behind>());
        var groups = new AskGroups<List<Behind>>(scope, k => k == key ? wanted : others);
        await InAsync(scope, groups, (view, talk, _, in ask, _) =>
        {
            if ((!isMissed || Misses.IsMissed(ask, Now)) && groups.Of(view.Pack.Talks[talk], ask).Groups.Contains(wanted))
                wanted.Add(new(view.Pack.Ids[talk], ask.AskedAt));
        }, cancel);
        return Behind.Of(wanted);
    }
}
