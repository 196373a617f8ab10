using System.Text;

namespace Inbox.Tests.Proof;

/// <summary>A delivery that a platform makes.</summary>
/// <param name="Pen">Whose.</param>
/// <param name="Deed">What happened.</param>
/// <param name="Name">What the platform calls the delivery.</param>
internal sealed record Drop(Pen Pen, Deed Deed, string Name)
{
    public byte[] Body { get; } = Encoding.UTF8.GetBytes(Pen.Write(Deed)!);
}

/// <summary>Days of many people on several channels: questions, comments, answers among themselves, answers of ours in the platforms' own apps, changes, deletions, likes, receipts. By seed.</summary>
internal sealed class Story(IReadOnlyList<Pen> pens, int seed, DateTimeOffset began)
{
    private const int People = 60, Posts = 12;
    private static readonly string[] Words = ["Where is it?", "How much?", "Thanks!", "Is it back?", "It is broken.", "Do you open on Sunday?", "Great", "And in blue?", "Hello", "I want my money back!"];
    private readonly Random _random = new(seed);
    private readonly Dictionary<Pen, List<Deed>> _said = pens.ToDictionary(p => p, _ => new List<Deed>());
    private DateTimeOffset _at = began;
    private int _ids = 1000;

    /// <summary>When the last of it happened.</summary>
    public DateTimeOffset Ended => _at;

    /// <summary>The first direct messages, one a person, of channels that tell us of our own words.</summary>
    public IReadOnlyList<Drop> Beginning(int people, params string[] channels) =>
        [.. pens.Where(p => channels.Contains(p.Channel)).SelectMany(p => Enumerable.Range(0, people).Select(i => Dropped(p, Said(p, 5000 + i, null, false))))];

    public IReadOnlyList<Drop> Tell(int events)
    {
        var all = new List<Drop>();
        while (all.Count < events)
        {
            var pen = pens[_random.Next(pens.Count)];
            if (Next(pen) is not { } deed || pen.Write(deed) is null)
                continue;
            all.Add(Dropped(pen, deed));
            if (deed.Kind == "said" && _random.Next(4) == 0)
                all.Add(Dropped(pen, InTheSameSecond(pen, deed)));
        }
        return all;
    }

    /// <summary>Our own reply as the platform shows it to us.</summary>
    public Drop Echo(Pen pen, int person, string text) => Dropped(pen, new("said", ++_ids, person, Pass(), text, Ours: true));

    private Deed? Next(Pen pen)
    {
        var (said, dice) = (_said[pen], _random.Next(100));
        var one = said.Count > 0 ? said[_random.Next(said.Count)] : null;
        return dice switch
        {
            < 60 => Said(pen, 100 + _random.Next(People), pen.IsPublic && (!pen.IsPrivate || _random.Next(2) == 0) ? 1 + _random.Next(Posts) : null, false),
            < 74 when one is { Ours: false } => Answered(pen, one),
            < 84 when one is { Ours: false } => one with { Kind = "edited", At = Pass(), Text = $"{one.Text} ({_ids})" },
            < 90 when one is { Ours: false } => one with { Kind = "deleted", At = Pass() },
            < 96 when one is not null => one with { Kind = "liked", At = Pass(), Ours = false },
            _ when one is not null => one with { Kind = "read", At = Pass(), Ours = false },
            _ => null,
        };
    }

    private Deed Said(Pen pen, int person, int? post, bool ours)
    {
        var parent = post is not null && _random.Next(3) == 0 ? _said[pen].Where(d => d.Post == post).Select(d => (int?)d.Id).LastOrDefault() : null;
        var deed = new Deed("said", ++_ids, person, Pass(), $"{Words[_random.Next(Words.Length)]} {_ids}", _random.Next(20) == 0 ? $"Person {person} of {_ids}" : $"Person {person}", ours, post, parent);
        _said[pen].Add(deed);
        return deed;
    }

    /// <summary>Whoever said something says more before the second is over.</summary>
    private Deed InTheSameSecond(Pen pen, Deed one)
    {
        var deed = one with { Id = ++_ids, Text = $"{Words[_random.Next(Words.Length)]} {_ids}" };
        _said[pen].Add(deed);
        return deed;
    }

    /// <summary>What our side answers in the open names whom it answers by the comment alone.</summary>
    private Deed Answered(Pen pen, Deed one)
    {
        var deed = new Deed("said", ++_ids, one.Person, Pass(), $"We say {_ids}", Ours: true, Post: one.Post, Parent: one.Post is null ? null : one.Id);
        if (pen.Write(deed) is not null)
            _said[pen].Add(deed);
        return deed;
    }

    private static Drop Dropped(Pen pen, Deed deed) => new(pen, deed, $"{pen.Channel}-{deed.Kind}-{deed.Id}-{deed.Seconds}");

    private DateTimeOffset Pass() => _at += TimeSpan.FromSeconds(1 + _random.Next(30));
}
