namespace Inbox.Insights;

/// <summary>Makes packs of conversations.</summary>
internal static class PackPen
{
    /// <summary>How many conversations share a pack: few enough to be written anew for one of them, enough to be read at once.</summary>
    public const int Most = 512;

    /// <summary>One pack for each account and channel, of conversations in the order in which they are given.</summary>
    public static IEnumerable<Pack> Of(IEnumerable<Talk> talks) => talks.GroupBy(t => (t.AccountId, t.Channel)).Select(g => One(g.Key.AccountId, g.Key.Channel, [.. g]));

    private static Pack One(string account, string channel, IReadOnlyList<Talk> talks)
    {
        var (names, said, asks) = (new PackNames(), new List<PackedSaid>(), new List<PackedAsk>());
        var packed = new PackedTalk[talks.Count];
        for (var i = 0; i < packed.Length; i++)
        {
            packed[i] = Head(talks[i], names.Of) with { Asks = asks.Count, Said = said.Count };
            asks.AddRange(talks[i].Asks.Select(a => PackedAsk.Of(a, names.Of)));
            said.AddRange(talks[i].Said.Select(PackedSaid.Of));
        }
        return new() { AccountId = account, Channel = channel, Names = [.. names.All], Ids = PackedIds.Of([.. talks.Select(t => t.Id)]), Talks = packed, Asks = [.. asks], Said = [.. said] };
    }

    /// <summary>Of a pack those that stay, then those of others: the same kind of conversations, without their rows being read.</summary>
    public static Pack Of(string account, string channel, IEnumerable<(Pack Pack, int Talk)> kept)
    {
        var (names, said, asks, ids, packed) = (new PackNames(), new List<PackedSaid>(), new List<PackedAsk>(), new List<string>(), new List<PackedTalk>());
        foreach (var (pack, i) in kept)
        {
            var t = pack.Talks[i];
            packed.Add(t with
            {
                Asks = asks.Count, Said = said.Count, Content = Name(t.Content), Who = Name(t.Who), Why = Name(t.Why), Nature = Name(t.Nature), Outcome = Name(t.Outcome),
                SuggestedWho = Name(t.SuggestedWho), SuggestedWhy = Name(t.SuggestedWhy), SuggestedNature = Name(t.SuggestedNature),
            });
            ids.Add(pack.Ids[i]);
            said.AddRange(pack.SaidIn(i));
            foreach (var ask in pack.AsksOf(i))
                asks.Add(ask with { AnsweredBy = Name(ask.AnsweredBy), Owner = Name(ask.Owner) });

            ushort Name(ushort number) => names.Of(pack.Names[number]);
        }
        return new() { AccountId = account, Channel = channel, Names = [.. names.All], Ids = PackedIds.Of(ids), Talks = [.. packed], Asks = [.. asks], Said = [.. said] };
    }

    private static PackedTalk Head(Talk talk, Func<string?, ushort> name) => new()
    {
        Person = PackKey.Of(talk.PersonId),
        Subject = string.IsNullOrWhiteSpace(talk.Subject) ? 0 : PackKey.Of($"={Topic.Bare(talk.Subject)}"),
        BeganAt = talk.BeganAt ?? PackedAsk.Never,
        Comments = talk.Comments,
        Content = name(talk.ContentId),
        Who = name(talk.Who),
        Why = name(talk.Why),
        Nature = name(talk.Nature),
        Outcome = name(talk.Outcome),
        SuggestedWho = name(talk.SuggestedWho),
        SuggestedWhy = name(talk.SuggestedWhy),
        SuggestedNature = name(talk.SuggestedNature),
        HasTopic = talk.HasTopic ? (byte)1 : (byte)0,
        Felt = (byte)((byte)Reviews.Of(talk.SuggestedSentiment, talk.Sentiment) | (byte)Reviews.Of(talk.SuggestedLanguage, talk.Language) << 4),
    };
}
