using System.Collections;

namespace Inbox.Insights;

/// <summary>The answered asks of packs in the order of how long they waited, by the calendar and in working time: to sort them was most of what a report over a year did. Never changed once it is made.</summary>
internal sealed class AskOrder
{
    private readonly Dictionary<long, (int Begin, long Version)> _packs = [];
    private BitArray _alone = new(0);

    private AskOrder()
    {
    }

    /// <summary>That of no packs.</summary>
    public static AskOrder None { get; } = new();

    /// <summary>How many asks its packs have; each has a number from 0, one pack's after the other's.</summary>
    public int Count { get; private set; }

    public WaitOrder Calendar { get; private set; } = WaitOrder.None;

    public WaitOrder Working { get; private set; } = WaitOrder.None;

    /// <summary>About what it takes in memory.</summary>
    public long Bytes => 64L * _packs.Count + _alone.Length / 8 + Calendar.Bytes + Working.Bytes;

    public static AskOrder Of(IReadOnlyList<PackView> views)
    {
        var (order, calendar, working) = (new AskOrder(), new NumberedLongs(), new NumberedLongs());
        var (answers, twice) = (new AnswerBits(AnswerBits.Many), new AnswerBits(AnswerBits.Many));
        foreach (var pack in views.Select(v => v.Pack).Where(p => p.Number > 0))
        {
            order._packs[pack.Number] = (order.Count, pack.Version);
            for (var place = 0; place < pack.Asks.Length; place++)
                if (pack.Asks[place].IsAnswered)
                {
                    if (!answers.Add(pack.Asks[place].Answer))
                        twice.Add(pack.Asks[place].Answer);
                    calendar.Add(pack.Asks[place].AnswerAfter, order.Count + place);
                    if (pack.Asks[place].WorkingMs != PackedAsk.Never)
                        working.Add(pack.Asks[place].WorkingMs, order.Count + place);
                }
            order.Count += pack.Asks.Length;
        }
        (order.Calendar, order.Working, order._alone) = (new(calendar), new(working), new(order.Count));
        foreach (var pack in views.Select(v => v.Pack).Where(p => p.Number > 0))
            for (int place = 0, begin = order._packs[pack.Number].Begin; place < pack.Asks.Length; place++)
                order._alone[begin + place] = !twice.MayHave(pack.Asks[place].Answer);
        return order;
    }

    /// <summary>Whether the answer to an ask answered none of the others.</summary>
    public bool IsAlone(int ask) => _alone[ask];

    /// <summary>The number of the first ask of a pack; -1 for one that is not there, or is another one by now.</summary>
    public int Begin(Pack pack) => _packs.TryGetValue(pack.Number, out var found) && found.Version == pack.Version ? found.Begin : -1;

    /// <summary>Whether all its packs are in another one.</summary>
    public bool IsWithin(AskOrder other) => _packs.Keys.All(other._packs.ContainsKey);
}

/// <summary>Asks in the order of one of their clocks.</summary>
internal sealed class WaitOrder
{
    private readonly long[] _times;
    private readonly int[] _asks;

    public WaitOrder(NumberedLongs waits) => (_times, _asks) = waits.Sorted();

    public static WaitOrder None { get; } = new(new());

    /// <summary>How long they waited, the shortest first.</summary>
    public ReadOnlySpan<long> Times => _times;

    /// <summary>Whose wait each of them is.</summary>
    public ReadOnlySpan<int> Asks => _asks;

    public long Bytes => 8L * _times.Length + 4L * _asks.Length;
}
