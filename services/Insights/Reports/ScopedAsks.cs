namespace Inbox.Insights;

/// <summary>The asks of a report's accounts and period, as of one moment.</summary>
/// <param name="views">The packs that they are in.</param>
/// <param name="hours">The hours of the accounts.</param>
/// <param name="teams">Their teams, where these are counted by.</param>
/// <param name="scope">The accounts and the period.</param>
/// <param name="shelf">Where orders are kept.</param>
internal sealed class ScopedAsks(IReadOnlyList<PackView> views, AskHours hours, ILookup<string, string>? teams, ReportScope scope, AskShelf shelf)
{
    /// <summary>The order of most of them.</summary>
    public AskOrder Order => shelf.Of(views);

    /// <summary>Looks at those received in the period, one after the other.</summary>
    /// <param name="groups">What they are sorted into.</param>
    /// <param name="look">Who looks.</param>
    /// <param name="waits">Who looks at those that are open, whenever they were received before the period's end.</param>
    public void Look<T>(IReadOnlyList<AskGroups<T>> groups, AskLook look, AskLook? waits = null)
        where T : class
    {
        var (start, end) = (scope.Period.Start, scope.Period.End);
        foreach (var view in views)
        {
            var (pack, worked) = (view.Pack, hours.Of(view.Pack.AccountId));
            IReadOnlyList<string> ours = teams is null ? [] : [.. teams[pack.AccountId]];
            foreach (var each in groups)
                each.Begin(pack, ours);
            for (var talk = 0; talk < view.Count; talk++)
                if (view.HasPerson(talk))
                    for (int place = pack.Talks[talk].Asks, after = pack.AsksEnd(talk); place < after; place++)
                    {
                        ref readonly var ask = ref pack.Asks[place];
                        if (ask.AskedAt >= start && ask.AskedAt < end)
                            look(view, talk, place, ask, worked is null || ask.IsAnswered ? PackedAsk.Never : worked.Waited(ask));
                        if (waits is not null && ask.AskedAt < end && ask.IsWaiting)
                            waits(view, talk, place, ask, PackedAsk.Never);
                    }
        }
    }
}
