namespace Inbox.Insights;

/// <summary>The asks that a report is about; spam and our own staff ask nothing, since staff's word wins over the rule that read it as a question. Figures are computed from them alone, so what was merged, split, erased or answered late changes the past at once.</summary>
internal sealed class ReceivedAsks(PackBook packs, AccountBook book, AskShelf shelf)
{
    public long Now => packs.Now;

    /// <summary>Until when answers are in time: null for one working day of each account.</summary>
    public Task<AnswerBy> AnswerByAsync(IReadOnlyCollection<string> accounts, TimeSpan? within, long from, CancellationToken cancel) => book.AnswerByAsync(accounts, within, from, Now, cancel);

    /// <summary>Those received in the period.</summary>
    public async Task<ScopedAsks> ReadAsync(ReportScope scope, CancellationToken cancel) => await OfAsync(await packs.ReadAsync(scope, cancel), scope, cancel);

    /// <summary>Those, and the open ones received before it.</summary>
    public async Task<ScopedAsks> ReadWaitingAsync(ReportScope scope, CancellationToken cancel) => await OfAsync(await packs.ReadWaitingAsync(scope, cancel), scope, cancel);

    private async Task<ScopedAsks> OfAsync(IReadOnlyList<PackView> views, ReportScope scope, CancellationToken cancel)
    {
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
                if (view.HasPerson(talk))
                    for (int place = view.Pack.Talks[talk].Asks, after = view.Pack.AsksEnd(talk); place < after; place++)
                        look(view, talk, place, view.Pack.Asks[place], PackedAsk.Never);
    }

    /// <summary>The conversations of the open asks in a group, whenever they were received before the period's end.</summary>
    public async Task<IReadOnlyList<Behind>> WaitingAsync(ReportScope scope, string? key, CancellationToken cancel)
    {
        var (groups, wanted) = Wanted(scope, key);
        (await ReadWaitingAsync(scope, cancel)).Look([groups], (_, _, _, in _, _) => { }, (view, talk, _, in ask, _) =>
        {
            if (groups.CountsWaiting(ask) && groups.Of(view.Pack.Talks[talk], ask).Groups.Contains(wanted))
                wanted.Add(new(view.Pack.Ids[talk], ask.AskedAt));
        });
        return Behind.Of(wanted);
    }

    /// <summary>The conversations of the asks in a group that are wanted.</summary>
    public async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, AskTest isWanted, CancellationToken cancel)
    {
        var (groups, wanted) = Wanted(scope, key);
        await InAsync(scope, groups, (view, talk, _, in ask, _) =>
        {
            if (isWanted(view.Pack.AccountId, ask) && groups.Of(view.Pack.Talks[talk], ask).Groups.Contains(wanted))
                wanted.Add(new(view.Pack.Ids[talk], ask.AskedAt));
        }, cancel);
        return Behind.Of(wanted);
    }

    private static (AskGroups<List<Behind>> Groups, List<Behind> Wanted) Wanted(ReportScope scope, string? key)
    {
        var (wanted, others) = (new List<Behind>(), new List<Behind>());
        return (new(scope, k => k == key ? wanted : others), wanted);
    }
}
