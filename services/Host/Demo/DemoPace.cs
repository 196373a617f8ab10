using Inbox.Contracts;

namespace Inbox.Host;

/// <summary>
/// Decides who writes next while the demo runs: those who were answered answer, those who wait insist, the others bring what they came for, and later what anyone
/// could. Decides only; the same seed, times and replies give the same letters.
/// </summary>
internal sealed class DemoPace
{
    /// <summary>When more wait, colleagues answer as fast as people write: the list stays one that can be looked through.</summary>
    private const int Many = 30;

    private readonly DemoScript _script;
    private readonly Random _random;
    private readonly Queue<(DemoPen Pen, DemoLetter Letter)> _coming;
    private readonly Dictionary<DemoPen, Queue<DemoLetter>> _answers;
    private readonly HashSet<DemoPen> _nudged = [];
    private readonly PriorityQueue<DemoTurn, DateTimeOffset> _due = new();
    private DateTimeOffset _next;

    public DemoPace(DemoScript script, IReadOnlyList<DemoPen> pens, DateTimeOffset start, int seed)
    {
        (_script, _random) = (script, new Random(seed));
        var people = pens.Where(p => !p.Person.IsMachine && p.Person.Account.Trouble is null).ToArray();
        _answers = people.ToDictionary(p => p, p => new Queue<DemoLetter>(p.Person.Letters.Where(l => l.Move == DemoMove.Answer)));
        var live = people.SelectMany(p => p.Person.Letters.Where(l => l.Move == DemoMove.Live).Select(l => (p, l))).ToArray();
        _random.Shuffle(live);
        _coming = new(live);
        foreach (var (pen, more) in people.SelectMany(p => p.Person.Letters.Where(l => l.Move == DemoMove.More).Select(l => (p, l))))
            _due.Enqueue(new(pen, more), start + more.After);
        _next = start + TimeSpan.FromSeconds(1);
    }

    /// <summary>What is written by now.</summary>
    public IEnumerable<DemoTurn> Take(DateTimeOffset now)
    {
        while (_due.TryPeek(out _, out var at) && at <= now)
            yield return _due.Dequeue();
        if (_next > now)
            yield break;
        if (Unasked(now) is { } turn)
            yield return turn;
        _next = now + Seconds(3, 7) * (_coming.Count > 0 ? 1 : 5);
    }

    /// <summary>Staff answered somebody: in a moment they answer back, unless all is said.</summary>
    public void Answered(DemoPen pen, SendReply reply, string id, DemoAccount account, DateTimeOffset now)
    {
        pen.Get(reply, id, account, now);
        if (_answers.TryGetValue(pen, out var left) && left.TryDequeue(out var letter))
            _due.Enqueue(new(pen, letter), now + Seconds(5, 20));
    }

    private DemoTurn? Unasked(DateTimeOffset now)
    {
        if (_coming.TryDequeue(out var first))
        {
            var letters = first.Pen.Person.Letters;
            if (letters.SkipWhile(l => l != first.Letter).Skip(1).FirstOrDefault() is { Move: DemoMove.Colleague } colleague)
                _due.Enqueue(new(first.Pen, colleague), now + Seconds(20, 60));
            if (_answers.Keys.Where(p => p.IsWaiting && p != first.Pen).ToList() is { Count: > Many } waitingNow)
                Relieve(waitingNow[_random.Next(waitingNow.Count)], now);
            return new(first.Pen, first.Letter);
        }
        var waiting = _answers.Keys.FirstOrDefault(p => p.IsWaiting && !_nudged.Contains(p));
        if (waiting is not null && _random.Next(2) == 0)
        {
            _nudged.Add(waiting);
            return new(waiting, Any(_script.Nudges, waiting));
        }
        var calm = _answers.Keys.Where(p => !p.IsWaiting).ToList();
        if (calm.Count == 0)
            return null;
        var pen = calm[_random.Next(calm.Count)];
        return new(pen, Any(_script.Anyone, pen));
    }

    private void Relieve(DemoPen pen, DateTimeOffset now) => _due.Enqueue(new(pen, Any(_script.Reliefs, pen)), now + Seconds(1, 4));

    private DemoLetter Any(IReadOnlyList<(string Language, DemoLetter Letter)> pool, DemoPen pen)
    {
        var fitting = pool.Where(p => p.Language == pen.Person.Language).ToList();
        return fitting[_random.Next(fitting.Count)].Letter;
    }

    private TimeSpan Seconds(double from, double to) => TimeSpan.FromSeconds(from + (to - from) * _random.NextDouble());
}

/// <summary>Somebody's turn to write.</summary>
internal sealed record DemoTurn(DemoPen Pen, DemoLetter Letter);
