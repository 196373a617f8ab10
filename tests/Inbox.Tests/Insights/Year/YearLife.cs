namespace Inbox.Tests.Insights.Year;

/// <summary>
/// A year of a shop with a mailbox, a chat and a page: days and weeks with their rhythm, holidays, both clock changes, staff who come and go, people on several channels, spam, comments that go on in
/// private, and what staff merge, split, put off and say. The same seed is the same year.
/// </summary>
internal sealed class YearLife
{
    private static readonly string?[] Who = ["prospect", "customer", "customer", "former", "influencer", "partner", "other", null, null], Why = ["help", "curious", "likes", "disappointed", null];
    private static readonly string?[] Sentiments = ["positive", "neutral", "negative", null], Languages = ["en", "fr", null];
    private static readonly string?[] Natures = ["question", "question", "complaint", "praise", "purchase", null], Outcomes = ["solved", "answered", "sale", "nouse", "lost", null, null, null];
    private readonly Random _random;
    private readonly YearTeller _teller;
    private int _people;

    public YearLife(int seed)
    {
        _random = new(seed);
        _teller = new(Facts, Script, _random);
        Mailbox();
        Chats();
        Page();
        Carried();
        Begun();
        Changes();
        Neighbours();
        Facts.EndsWithTheYear();
        Labels();
    }

    public YearFacts Facts { get; } = new();

    public YearScript Script { get; } = new();

    public YearAccount Mail { get; } = new("email", 7 * YearTime.Day, YearHours.Shop, 240, 480, "care", "sales");

    public YearAccount Chat { get; } = new("chat", 3 * YearTime.Day, null, 60, null, "care");

    public YearAccount Wall { get; } = new("profile", 3 * YearTime.Day, YearHours.Night, null, null);

    public IReadOnlyList<YearAccount> Accounts => [Mail, Chat, Wall];

    private T One<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];

    private YearPerson Somebody() => new(++_people);

    /// <summary>More on weekdays, few on holidays, and in the morning and the evening.</summary>
    private long Moment()
    {
        for (; ; )
        {
            var at = YearTime.Start + _random.Next(365 * 24 * 60) * YearTime.Minute;
            var local = YearTime.Local(at);
            var day = YearTime.IsHoliday(local) ? 0.2 : YearTime.Weekday(local) switch { 6 => 0.5, 7 => 0.35, _ => 1.0 };
            var hour = local.Hour switch { >= 8 and < 13 => 1.0, >= 17 and < 22 => 0.9, >= 13 and < 17 => 0.6, _ => 0.08 };
            if (_teller.Often(day * hour))
                return at;
        }
    }

    private void Mailbox()
    {
        for (var i = 0; i < 105; i++)
        {
            var (person, at, subject) = (Somebody(), Moment(), $"Order {i}");
            for (var talks = 1 + _random.Next(4) / 2; talks > 0 && at < YearTime.End; talks--)
            {
                var talk = _teller.Begin(new(person, Mail) { Subject = subject });
                at = _teller.Tell(talk, at, 1 + _random.Next(4) / 3) + YearTime.Day + _teller.While(25 * 24 * 60);
                subject = _teller.Often(0.4) ? subject : $"Order {i}.{talks}";
                PutAside(talk);
            }
        }
    }

    private void Chats()
    {
        for (var i = 0; i < 60; i++)
        {
            var person = Somebody();
            var talk = _teller.Begin(new(person, Chat));
            var at = _teller.Tell(talk, i < 12 ? Night(i) : Moment(), 1 + _random.Next(4) / 2);
            PutAside(talk);
            if (i % 8 == 0 && talk.Asks.TrueForAll(a => a.AnsweredAt is not null))
            {
                _teller.Close(talk, at += YearTime.Day); // who comes back a month after that begins anew
                if ((at += 30 * YearTime.Day) < YearTime.End)
                    _teller.Tell(_teller.Begin(new(person, Chat)), at, 1);
            }
        }
    }

    /// <summary>In the nights of the clock changes.</summary>
    private static long Night(int i) => YearTime.At(i % 2 == 0 ? 3 : 10, i % 2 == 0 ? 28 : 24, 22) + i * 31 * YearTime.Minute;

    private void Page()
    {
        var people = Enumerable.Range(0, 70).Select(_ => Somebody()).ToList();
        for (var week = 0; week < 52; week++)
        {
            var post = new YearPost($"post{week}", YearTime.At(1, 5, 10) + week * 7 * YearTime.Day, $"Post {week}") { Account = Wall };
            if (post.At >= YearTime.End)
                break;
            Facts.Posts.Add(post);
            Script.Delivered(post.At + YearTime.Minute, door => door.Seen(post));
            foreach (var person in people.OrderBy(_ => _random.Next()).Take(week % 13 == 5 ? 12 : _random.Next(4)).ToList())
                if (week % 13 == 5 && _teller.Often(0.7))
                    _teller.Says(_teller.Begin(new(person, Wall) { Post = post, Origin = post }), post.At + _teller.While(600), isComment: true, isSticker: true); // everybody loves kittens
                else
                    _teller.Tell(_teller.Begin(new(person, Wall) { Post = post, Origin = post }), post.At + _teller.While(2000), 1 + _random.Next(5) / 4);
        }
        for (var i = 0; i < 20; i++)
            _teller.Tell(_teller.Begin(new(i < 10 ? people[i] : Somebody(), Wall)), i < 6 ? Night(i) : Moment(), 1 + _random.Next(2));
    }

    /// <summary>Comments that are answered in private: some are refused, some never answered there, some too late.</summary>
    private void Carried()
    {
        for (var i = 0; i < 24; i++)
        {
            var (post, person) = (Facts.Posts[i * 2], Somebody());
            var comment = _teller.Begin(new(person, Wall) { Post = post, Origin = post });
            var asked = _teller.Says(comment, post.At + _teller.While(900), isComment: true);
            var ask = new YearAsk(comment, asked) { First = true };
            comment.Asks.Add(ask);
            var (staff, text) = (_teller.Staff(asked.At), _teller.Text() is var t && t.Length > 90 ? "I have sent you the list." : t + ".");
            var (isRefused, isLost, talk) = (i % 8 == 7, i % 8 == 5, _teller.Begin(new(person, Wall) { Origin = post }));
            var word = new YearWord(Script.Free(asked.At + _teller.While(400)), IsOurs: true) { Name = _teller.Name(), Words = text.Split(' ').Length, IsFailed = isRefused || isLost };
            talk.Said.Add(word);
            _teller.Sends(talk, word, staff, text, isRefused ? "They take no messages." : isLost ? "The network was away." : null, from: comment, isRefused: isRefused);
            long? answered = null;
            var at = word.At + (word.IsFailed ? YearTime.Hour : i % 8 == 6 ? 8 * YearTime.Day : 0) + _teller.While(300);
            if (word.IsFailed)
            {
                _teller.Answer(comment, ask, ref at);
            }
            else
            {
                (ask.Answer, ask.AnsweredBy) = (word, staff);
                comment.Said.Add(word with { IsElsewhere = true });
                if (i % 8 < 4 || i % 8 == 6)
                {
                    _teller.Tell(talk, at, 1);
                    answered = talk.Said.First(w => !w.IsOurs).At;
                }
            }
            Facts.PrivateReplies.Add(new(Wall, word.At, isRefused, answered) { IsLost = isLost });
        }
    }

    /// <summary>What our side begins asks nothing and has no clock until the person writes; some never do.</summary>
    private void Begun()
    {
        for (var i = 0; i < 16; i++)
        {
            var (talk, at) = (_teller.Begin(new(Somebody(), i % 2 == 0 ? Mail : Chat) { Subject = i % 2 == 0 ? $"News {i}" : null }), Moment());
            if (i % 4 < 2)
                at = _teller.Tell(talk, at, 1) + talk.Account.Gap + YearTime.Day + _teller.While(3000);
            if (at >= YearTime.End || talk.Asks.Exists(a => a.AnsweredAt is null))
                continue;
            at = _teller.Writes(talk, at, null).At + _teller.While(600);
            if (i % 8 > 4)
                _teller.Round(talk, ref at, isFirst: true);
        }
    }

    /// <summary>What staff put off, hand on and put away; nothing of that is an answer.</summary>
    private void PutAside(YearTalk talk)
    {
        if (talk.Said.Count == 0 || talk.Said[0].At is var began && began >= YearTime.End - YearTime.Day)
            return;
        if (_teller.Often(0.3))
            for (var (at, hands) = (began + _teller.While(60), 1 + _random.Next(2)); hands > 0 && at < YearTime.End; hands--, at += _teller.While(3000))
            {
                var (when, staff) = (Script.Free(at), _teller.Staff(at));
                talk.Assigned.Add((when, staff));
                Script.Done(when, door => door.AssignAsync(talk, staff));
            }
        talk.Assigned.Sort((a, b) => a.At.CompareTo(b.At));
        if (_teller.Often(0.1))
            Script.Done(Script.Free(began + _teller.While(200)), door => door.SnoozeAsync(talk));
    }

    /// <summary>Conversations and people that were found to be one, and what was found to be two.</summary>
    private void Changes()
    {
        for (var i = 0; i < 10; i++)
        {
            var (person, at) = (Somebody(), Moment());
            var (one, other) = (_teller.Begin(new(person, Mail) { Subject = $"Ring {i}" }), _teller.Begin(new(person, Mail) { Subject = $"The ring {i}" }));
            var (first, second) = (at, at + YearTime.Hour);
            if (!_teller.Round(one, ref first, isFirst: true, isAnswered: true) || !_teller.Round(other, ref second, isFirst: true, isAnswered: true))
                continue;
            var merged = Script.Free(at = Math.Max(first, second) + YearTeller.Latest + _teller.While(600));
            if (merged >= YearTime.End)
                continue;
            one.KnownAt = merged;
            Script.Done(merged, door => door.MergeAsync(one, other));
            other.IsGone = true;
            at += YearTime.Hour;
            _teller.Round(one, ref at, isFirst: false);
            Join(one, other);
        }
        for (var i = 0; i < 8; i++)
        {
            var (talk, at) = (_teller.Begin(new(Somebody(), Mail) { Subject = $"Two things {i}" }), Moment());
            if (!_teller.Round(talk, ref at, isFirst: true, isAnswered: true) || talk.Said.Count is var kept && !_teller.Round(talk, ref at, isFirst: false, isAnswered: true))
                continue;
            Split(talk, kept, at + YearTeller.Latest + _teller.While(600));
        }
        var mails = Facts.All.Where(t => t.Account == Mail && t.Said.Count > 0).DistinctBy(t => t.Person).Take(20).ToList();
        var chats = Facts.All.Where(t => t.Account == Chat && t.Said.Count > 0).DistinctBy(t => t.Person).Take(20).ToList();
        foreach (var (mail, chat) in mails.Zip(chats))
            if (Script.Free(Math.Max(mail.Said[0].At, chat.Said[0].At) + YearTime.Day) is var at && at < YearTime.End)
                Found(at, mail, chat);
    }

    /// <summary>Whoever reads the same post answers, too: soon, late, once we have, not at all, or only in thanks; some take it back, and some turn out to be the one who asked.</summary>
    private void Neighbours()
    {
        foreach (var (ask, i) in Facts.All.Where(t => t.Post is not null).SelectMany(t => t.Asks).Where(a => _teller.Often(a.EndedAt - a.At < YearTime.Day ? 0.2 : 0.9)).ToList().Select((a, i) => (a, i)))
        {
            var (asked, talk) = (ask.Talk.Said.Where(w => !w.IsOurs && w.At >= ask.At).Take(1 + i % 2).Last(), _teller.Begin(new(Somebody(), Wall) { Post = ask.Talk.Post, Origin = ask.Talk.Post }));
            var at = asked.At + _teller.While(i % 4 == 3 ? 3000 : 500);
            _teller.Under = asked;
            if (i % 7 == 6)
                _teller.Says(talk, at, isComment: true, isSticker: true);
            else
                _teller.Round(talk, ref at, isFirst: true, isTakenBack: i % 9 == 4);
            _teller.Under = null;
            if (i % 6 == 5 && Script.Free(Math.Max(asked.At, talk.Said[0].At) + YearTeller.Latest) is var found && found < YearTime.End)
                Found(found, ask.Talk, talk);
        }
    }

    private static void Join(YearTalk one, YearTalk other)
    {
        one.Said.AddRange(other.Said);
        other.Asks.ForEach(a => a.Talk = one);
        one.Asks.AddRange(other.Asks);
    }

    private void Split(YearTalk talk, int kept, long at)
    {
        if (at >= YearTime.End)
            return;
        var part = _teller.Begin(new(talk.Person, Mail) { Subject = talk.Subject });
        part.Said.AddRange(talk.Said[kept..]);
        talk.Said.RemoveRange(kept, part.Said.Count);
        Script.Done(talk.KnownAt = part.KnownAt = Script.Free(at), door => door.SplitAsync(talk, part.Said));
        var ask = talk.Asks[1];
        (ask.Talk, ask.First) = (part, true); // the first question of its own conversation
        talk.Asks.Remove(ask);
        part.Asks.Add(ask);
    }

    private void Found(long at, YearTalk one, YearTalk other)
    {
        var lost = other.Person;
        Script.Done(at, door => door.AreOneAsync(one, other));
        foreach (var talk in Facts.All.Where(t => t.Person == lost))
            talk.Same = one.Person;
    }

    /// <summary>What staff say of conversations, and what had been suggested to them; most of it in the quiet of Sunday nights.</summary>
    private void Labels()
    {
        // Of its own, so that the rest of the year is as it was.
        var felt = new Random(77);
        foreach (var talk in Facts.Talks.ToList())
        {
            var known = Math.Max(talk.KnownAt, talk.Said.Max(w => w.At));
            var said = Math.Min(known + 7 * YearTime.Day - (known - YearTime.At(1, 5)) % (7 * YearTime.Day), YearTime.End - 1);
            if (_teller.Often(0.5))
            {
                (talk.Who, talk.Why, talk.Nature, talk.Outcome) = (One(Who), One(Why), One(Natures), One(Outcomes));
                (talk.Topic, talk.Who, talk.Nature) = (_teller.Often(0.6) ? "bread" : null, _teller.Often(0.05) ? "staff" : talk.Who, _teller.Often(0.08) ? "spam" : talk.Nature);
                (talk.Sentiment, talk.Language) = (Felt(Sentiments), Felt(Languages));
                Script.Done(said, door => door.SayAsync(talk));
            }
            talk.SuggestedFelt = (Felt(Sentiments) ?? "unknown", Felt(Languages));
            if (_teller.Often(0.5))
                talk.Suggested = (One(Who) ?? "unknown", One(Why) ?? "unknown", One(Natures) ?? "unknown");
        }

        string? Felt(string?[] values) => values[felt.Next(values.Length)];
    }
}
