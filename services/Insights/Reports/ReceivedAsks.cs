namespace Inbox.Insights;

/// <summary>The asks that a report is about; spam asks nothing, since staff's word wins over the rule that read it as a question. Figures are computed from them alone, so what was merged, split, erased or answered late changes the past at once.</summary>
internal sealed class ReceivedAsks(PackBook packs, AccountBook book)
{
    public long Now => packs.Now;

    /// <summary>Looks at those received in the period, one after the other; what it is given is another ask the next time.</summary>
    public async Task InAsync(ReportScope scope, Action<ReceivedAsk> look, CancellationToken cancel)
    {
        var views = await packs.ReadAsync(scope.Accounts, scope.Period.Start, scope.Period.End, cancel);
        var schedules = await book.SchedulesAsync(scope.Accounts, cancel);
        var hours = new AskHours(schedules, Math.Min(Now, Math.Max(scope.Period.Start, First(views))), Now);
        var teams = scope.GroupBy == "team" ? await book.TeamsAsync(scope.Accounts, cancel) : null;
        Look(views, teams, ask => scope.Period.Has(ask.AskedAt), ask =>
        {
            if (!ask.IsAnswered && schedules.Count > 0)
                ask.WaitedMs = hours.Waited(ask);
            look(ask);
        });
    }

    /// <summary>Looks at those received or answered in the period.</summary>
    public async Task HandledInAsync(ReportScope scope, Action<ReceivedAsk> look, CancellationToken cancel) =>
        Look(await packs.ReadAsync(scope.Accounts, scope.Period.Start, scope.Period.End, cancel), null, ask => scope.Period.Has(ask.AskedAt) || ask.AnsweredAt is { } at && scope.Period.Has(at), look);

    /// <summary>The conversations of the asks in a group.</summary>
    public Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, CancellationToken cancel) => BehindAsync(scope, key, _ => true, cancel);

    /// <summary>The conversations of the asks in a group that missed their target.</summary>
    public Task<IReadOnlyList<Behind>> MissedAsync(ReportScope scope, string? key, CancellationToken cancel) => BehindAsync(scope, key, a => Misses.IsMissed(a, Now), cancel);

    private async Task<IReadOnlyList<Behind>> BehindAsync(ReportScope scope, string? key, Func<ReceivedAsk, bool> isWanted, CancellationToken cancel)
    {
        var (groups, behind) = (new AskGroups<object>(scope, () => new()), new List<Behind>());
        await InAsync(scope, ask =>
        {
            if (groups.Has(ask, key) && isWanted(ask))
                behind.Add(new(ask.ConversationId, ask.AskedAt));
        }, cancel);
        return Behind.Of(behind);
    }

    private static long First(IReadOnlyList<PackView> views)
    {
        var first = long.MaxValue;
        foreach (var view in views)
            foreach (ref readonly var ask in view.Pack.Asks.AsSpan())
                first = Math.Min(first, ask.AskedAt);
        return first;
    }

    private static void Look(IReadOnlyList<PackView> views, ILookup<string, string>? teams, Func<ReceivedAsk, bool> isWanted, Action<ReceivedAsk> look)
    {
        var ask = new ReceivedAsk { Id = "", ConversationId = "", AccountId = "", Channel = "" };
        foreach (var view in views)
        {
            var pack = view.Pack;
            (ask.AccountId, ask.Channel, ask.Teams) = (pack.AccountId, pack.Channel, teams is null ? [] : [.. teams[pack.AccountId]]);
            for (var talk = 0; talk < pack.Count; talk++)
                if (view.Has(talk) && !pack.IsSpam(talk))
                    foreach (ref readonly var packed in pack.AsksOf(talk))
                    {
                        ask.Become(pack, talk, packed);
                        if (isWanted(ask))
                            look(ask);
                    }
        }
    }
}
