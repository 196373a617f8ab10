using System.Globalization;

namespace Inbox.Insights;

/// <summary>Counts asks and answers one after the other into the hours of the week.</summary>
/// <param name="period">When.</param>
/// <param name="answers">Knows which were counted.</param>
internal sealed class StaffingCount(Period period, Answers answers)
{
    private const int Hours = 24;
    private readonly Quarters<int> _slots = new(period, at => (period.Weekday(at) - 1) * Hours + period.Local(at).Hour);
    private readonly long _start = period.Start, _end = period.End;
    private readonly int[] _asked = new int[7 * Hours], _answered = new int[7 * Hours];

    /// <summary>The hours in which an ask of a pack was asked and answered, if in the period; an answer to several asks counts once.</summary>
    public (int? Asked, int? Answered) Add(PackView view, int place, in PackedAsk ask) => Add(ask, IsAnsweredIn(ask) && answers.IsNew(view, place, ask));

    /// <summary>The same of an ask that is in no pack.</summary>
    public void Add(in PackedAsk ask) => Add(ask, IsAnsweredIn(ask) && answers.IsNew(ask));

    private bool IsAnsweredIn(in PackedAsk ask) => ask.AnsweredAt >= _start && ask.AnsweredAt < _end && ask.IsAnswered;

    private (int? Asked, int? Answered) Add(in PackedAsk ask, bool isNew)
    {
        var asked = ask.AskedAt >= _start && ask.AskedAt < _end ? _slots[ask.AskedAt] : (int?)null;
        var answered = isNew ? _slots[ask.AnsweredAt] : (int?)null;
        if (asked is { } a)
            _asked[a]++;
        if (answered is { } b)
            _answered[b]++;
        return (asked, answered);
    }

    public IReadOnlyList<StaffingHour> Rows()
    {
        var times = Times();
        return
        [
            .. Enumerable.Range(0, 7 * Hours).Select(s => new StaffingHour
            {
                Key = Key(s), Weekday = s / Hours + 1, Hour = s % Hours, N = _asked[s] + _answered[s], Times = times[s], Asks = _asked[s], Answers = _answered[s],
            }),
        ];
    }

    public static string Key(int slot) => string.Create(CultureInfo.InvariantCulture, $"{slot / Hours + 1}-{slot % Hours:00}");

    /// <summary>A clock change gives an hour twice or not at all.</summary>
    private int[] Times()
    {
        var times = new int[7 * Hours];
        const long Quarter = 15 * 60_000L;
        for (var at = (period.Start + Quarter - 1) / Quarter * Quarter; at < period.End; at += Quarter)
            if (period.Local(at).Minute == 0)
                times[_slots[at]]++;
        return times;
    }
}
