using System.Runtime.InteropServices;

namespace Inbox.Insights;

/// <summary>
/// Tells the curves of one report how long answered asks waited, the shortest wait first. Asks that stand in the order only get a mark of whom to tell; all others are sorted for this report.
/// </summary>
internal sealed class WaitRound(AskOrder order)
{
    private const int Together = 1_024;

    private readonly ushort[] _marks = new ushort[order.Count];
    private readonly List<Waits[]?> _groups = [null];
    private readonly NumberedLongs _calendar = new(), _working = new();
    private PackView? _view;
    private int _begin;

    /// <summary>An answered ask of a pack.</summary>
    /// <param name="view">The pack.</param>
    /// <param name="place">Its place there.</param>
    /// <param name="ask">The ask.</param>
    /// <param name="cell">A number of its groups.</param>
    /// <param name="groups">For whom it counts.</param>
    public void Add(PackView view, int place, in PackedAsk ask, int cell, Waits[] groups)
    {
        if (_view != view)
            (_view, _begin) = (view, order.Begin(view.Pack));
        var mark = Mark(cell, ask, groups);
        if (_begin >= 0 && mark <= ushort.MaxValue)
            _marks[_begin + place] = (ushort)mark;
        else
            Sort(ask, mark);
    }

    /// <summary>An answered ask that is in no pack.</summary>
    public void Add(in PackedAsk ask, int cell, Waits[] groups) => Sort(ask, Mark(cell, ask, groups));

    /// <summary>The two clocks have no curve in common, so they are told side by side.</summary>
    public void Tell() => Parallel.Invoke(() => Tell(order.Calendar, _calendar, w => w.Calendar), () => Tell(order.Working, _working, w => w.Working));

    /// <summary>0 is nobody.</summary>
    private int Mark(int cell, in PackedAsk ask, Waits[] groups)
    {
        var mark = 2 * cell + 1 + ask.First;
        if (mark >= _groups.Count)
            CollectionsMarshal.SetCount(_groups, mark + 1);
        _groups[mark] ??= groups;
        return mark;
    }

    private void Sort(in PackedAsk ask, int mark)
    {
        _calendar.Add(ask.AnswerAfter, mark);
        if (ask.WorkingMs != PackedAsk.Never)
            _working.Add(ask.WorkingMs, mark);
    }

    private void Tell(WaitOrder kept, NumberedLongs sorted, Func<Waits, WaitCurves> clock)
    {
        var curves = _groups.ConvertAll(g => g?.SelectMany(w => clock(w).Of(isFirst: false)).ToArray() ?? []).ToArray();
        for (var mark = 2; mark < curves.Length; mark += 2) // 2 * cell + 1 + first
            curves[mark] = _groups[mark]?.SelectMany(w => clock(w).Of(isFirst: true)).ToArray() ?? [];
        var ((times, marks), next) = (sorted.Sorted(), 0);
        Span<ushort> some = stackalloc ushort[Together];
        for (var from = 0; from < kept.Asks.Length; from += Together)
        {
            var asks = kept.Asks[from..Math.Min(from + Together, kept.Asks.Length)];
            var keptTimes = kept.Times[from..];
            for (var i = 0; i < asks.Length; i++) // their marks lie all over the memory: fetched in a loop that decides nothing, many are under way at once
                some[i] = _marks[asks[i]];
            for (var i = 0; i < asks.Length; i++)
            {
                if (some[i] is not (> 0 and var mark))
                    continue;
                for (; next < times.Length && times[next] < keptTimes[i]; next++)
                    foreach (var curve in curves[marks[next]])
                        curve.Happened(times[next]);
                foreach (var curve in curves[mark])
                    curve.Happened(keptTimes[i]);
            }
        }
        for (; next < times.Length; next++)
            foreach (var curve in curves[marks[next]])
                curve.Happened(times[next]);
    }
}
