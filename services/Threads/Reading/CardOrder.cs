namespace Inbox.Threads;

/// <summary>An order in which cards are walked: leg after leg, each by a column that an index has. A place is a leg's offset and the column's value.</summary>
internal sealed class CardOrder
{
    /// <summary>Larger than any time.</summary>
    private const long Far = 4_000_000_000_000_000;

    private static readonly CardOrder Usual = new([new("", "c.position", 0)], r => r.Position);

    private static readonly CardOrder Urgent = new(
        [new("and c.state = 'waiting' and c.target_at is not null", "c.target_at", 0), new("and c.state = 'waiting' and c.target_at is null", "c.position", Far)],
        r => r.TargetAt ?? Far + r.Position);

    private readonly IReadOnlyList<Leg> _legs;
    private readonly Func<CardRow, long> _key;

    private CardOrder(IReadOnlyList<Leg> legs, Func<CardRow, long> key) => (_legs, _key) = (legs, key);

    public static CardOrder Of(CardFilter filter) => filter.UrgentFirst ? Urgent : Usual;

    public Place PlaceOf(CardRow row) => new(_key(row), row.Id);

    /// <summary>What is still to be walked after a place, and where each leg begins.</summary>
    public IEnumerable<(Leg Leg, Place Start)> LegsFrom(Place place)
    {
        for (var i = 0; i < _legs.Count; i++)
            if (i + 1 == _legs.Count || place.Key < _legs[i + 1].Offset)
                yield return (_legs[i], place.Key > _legs[i].Offset ? place with { Key = place.Key - _legs[i].Offset } : Place.Start);
    }

    /// <param name="Condition">Which cards it has.</param>
    /// <param name="Column">Their order.</param>
    /// <param name="Offset">What is added to the column for a place.</param>
    internal sealed record Leg(string Condition, string Column, long Offset);
}
