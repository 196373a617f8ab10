namespace Inbox.Tests.Insights.Year;

/// <summary>Makes up how conversations go. Whatever it has happen it writes down twice: as what was true, and as what the product gets to hear.</summary>
internal sealed class YearTeller(YearFacts facts, YearScript script, Random random)
{
    /// <summary>How late a platform tells at most.</summary>
    public const long Latest = 10 * YearTime.Hour;

    private const int Letter = 260;
    private static readonly string[] Saved = ["Hello and thank you for writing to us.", "Thanks!", "Good news: it left our house this morning, and here is how to follow it."];
    private static readonly string[] Words = ["when", "could", "that", "blue", "parcel", "come", "back", "where", "stands", "your", "shop"];
    private int _names, _written;

    /// <summary>What the next thing is said under.</summary>
    public YearWord? Under { get; set; }

    public bool Often(double share) => random.NextDouble() < share;

    /// <summary>A while of so many minutes on average.</summary>
    public long While(double minutes) => (long)(-Math.Log(1 - random.NextDouble()) * minutes + 1) * YearTime.Minute;

    public YearTalk Begin(YearTalk talk)
    {
        facts.All.Add(talk);
        return talk;
    }

    /// <summary>Episodes one after the other, until somebody is left waiting or the year is over.</summary>
    public long Tell(YearTalk talk, long at, int episodes)
    {
        for (var episode = 0; episode < episodes; episode++)
        {
            var rounds = 1 + random.Next(3) / 2 + random.Next(6) / 5;
            for (var round = 0; round < rounds; round++)
                if (!Round(talk, ref at, isFirst: round == 0))
                    return at;
                else
                    at += While(300);
            at += talk.Account.Gap + YearTime.Day + While(20 * 24 * 60);
        }
        return talk.Said.Count == 0 ? at : talk.Said.Max(w => w.At);
    }

    /// <summary>A question and how it ended. False when the conversation does not go on after it.</summary>
    public bool Round(YearTalk talk, ref long at, bool isFirst, bool isAnswered = false, bool isTakenBack = false)
    {
        var how = isAnswered ? 0 : isTakenBack ? 0.87 : random.NextDouble();
        var turn = new List<YearWord> { Says(talk, at, isComment: talk.Post is not null, isLate: how < 0.8 && talk.Said.Exists(w => !w.IsOurs)) };
        if (turn[0].At >= YearTime.End)
            return false;
        var ask = new YearAsk(talk, turn[0]) { First = isFirst };
        talk.Asks.Add(ask);
        at = turn[0].At;
        for (var more = how is < 0.86 or >= 0.9 ? random.Next(5) / 2 : 0; more > 0; more--)
            at = Says(talk, at + While(6), isComment: talk.Post is not null, isLate: how < 0.8).At;
        if (how < 0.8)
            return Answer(talk, ask, ref at);
        if (how < 0.86)
            return Dismiss(ask, ref at);
        if (how < 0.88 && talk.Account.Channel != "email")
            return TakeBack(talk, ask, ref at);
        if (how < 0.9)
        {
            at = Says(talk, at + talk.Account.Gap + While(2 * 24 * 60), isComment: talk.Post is not null).At; // no gap ends an episode while somebody waits
            return at < YearTime.End && Answer(talk, ask, ref at);
        }
        if (Often(0.4))
            Close(talk, at + YearTime.Day + While(24 * 60));
        return false;
    }

    /// <summary>Somebody answers, mostly soon after work begins; sometimes it does not get through at first, and a machine says something before.</summary>
    public bool Answer(YearTalk talk, YearAsk ask, ref long at)
    {
        if (Often(0.05))
            at = Automation(talk, at + While(3));
        var staff = Staff(at);
        at = talk.Account.Hours is { } hours && Often(0.75) ? hours.Next(at) + While(50) : at + While(talk.Account.Hours is null ? 40 : 540);
        var isFromHere = talk.Account.Channel != "profile" && Often(0.45);
        if (isFromHere && Often(0.12) && at < YearTime.End - YearTime.Day)
            at = Fails(talk, at, staff) + While(30);
        if (talk.Account.Channel != "email" && Often(0.06))
            at = Sticker(talk, at) + While(20);
        var answer = Writes(talk, at, isFromHere ? staff : null);
        if (answer.At >= YearTime.End)
            return false;
        (ask.Answer, ask.AnsweredBy, at) = (answer, isFromHere ? staff : null, answer.At);
        if (Often(0.1))
            at = Writes(talk, at + While(8), null).At;
        if (Often(0.3))
            at = Says(talk, at + While(120), "Thank you!", isComment: talk.Post is not null).At;
        if (talk.Account.Channel != "email" && Often(0.1))
            at = Says(talk, at + While(10), null, isComment: talk.Post is not null, isSticker: true).At;
        return at < YearTime.End;
    }

    public void Close(YearTalk talk, long at)
    {
        if (at >= YearTime.End)
            return;
        script.Done(at = script.Free(at), door => door.CloseAsync(talk));
        foreach (var ask in talk.Asks.Where(a => a.EndedAt is null))
            ask.DismissedAt = at;
    }

    /// <summary>What a person says.</summary>
    public YearWord Says(YearTalk talk, long at, string? text = null, bool isComment = false, bool isLate = false, bool isSticker = false)
    {
        text = isSticker ? "" : text ?? Text() + "?";
        at = script.Free(at);
        var word = new YearWord(at, IsOurs: false) { Name = Name(), Words = isSticker ? 0 : text.Split(' ').Length, IsSticker = isSticker, IsComment = isComment, Under = Under };
        Under = null;
        talk.Said.Add(word);
        var (arrives, isAhead) = (isLate && Often(0.15) ? Math.Min(at + Math.Min(While(200), Latest), Math.Max(at, YearTime.End - YearTime.Minute)) : at, Often(0.03));
        script.Delivered(isAhead ? at : arrives, door => door.Heard(talk, word, text, arrives, isAhead));
        return word;
    }

    /// <summary>What our side says: a member of the staff from here, or somebody in the platform's own app.</summary>
    public YearWord Writes(YearTalk talk, long at, string? staff)
    {
        var (text, word) = (Text() + ".", new YearWord(script.Free(at), IsOurs: true) { Name = Name() });
        word = word with { Words = text.Split(' ').Length };
        // Every third of what is sent from here was begun with a saved reply, whose words nobody wrote.
        var saved = staff is not null && ++_written % 3 == 0 ? Saved[_written / 3 % Saved.Length] : null;
        word = word with { SavedWords = saved?.Split(' ').Length ?? 0 };
        talk.Said.Add(word);
        if (staff is not null)
            Sends(talk, word, staff, saved is null ? text : $"{saved}\n\n{text}", problem: null, saved: saved);
        else
            script.Delivered(word.At, door => door.Heard(talk, word, text, word.At));
        return word;
    }

    /// <summary>Sent from here, with what became of it two minutes later.</summary>
    public void Sends(YearTalk talk, YearWord word, string staff, string text, string? problem, YearTalk? from = null, string? saved = null, bool isRefused = false)
    {
        script.Done(word.At, door => door.SendAsync(from ?? talk, word, staff, text, isPrivate: from is not null, saved));
        script.Delivered(script.Free(word.At + 2 * YearTime.Minute), door => door.Told(talk, word, problem, isRefused));
    }

    public string Name() => $"e{++_names}";

    /// <summary>Anna left at the end of June, and Carl came.</summary>
    public string Staff(long at) => Often(0.5) ? "bea" : at < YearTime.At(7, 1) ? "anna" : "carl";

    public string Text() => string.Join(' ', Enumerable.Range(0, Often(0.04) ? Letter : 2 + random.Next(30)).Select(i => Words[i % Words.Length]));

    private long Fails(YearTalk talk, long at, string staff)
    {
        var word = new YearWord(script.Free(at), IsOurs: true) { IsFailed = true };
        talk.Said.Add(word);
        Sends(talk, word, staff, "It comes soon.", "The server is away.");
        return word.At + 2 * YearTime.Minute;
    }

    private long Automation(YearTalk talk, long at)
    {
        var word = new YearWord(script.Free(at), IsOurs: true) { Name = Name(), IsHuman = false };
        talk.Said.Add(word);
        script.Delivered(word.At, door => door.Heard(talk, word, "We have got your message.", word.At));
        return word.At;
    }

    /// <summary>Ours, in the platform's own app: it answers nothing.</summary>
    private long Sticker(YearTalk talk, long at)
    {
        var word = new YearWord(script.Free(at), IsOurs: true) { Name = Name(), IsSticker = true };
        talk.Said.Add(word);
        script.Delivered(word.At, door => door.Heard(talk, word, "", word.At));
        return word.At;
    }

    private bool Dismiss(YearAsk ask, ref long at)
    {
        var when = at = script.Free(at + While(600));
        if (when >= YearTime.End)
            return false;
        ask.DismissedAt = when;
        script.Done(when, door => door.DismissAsync(ask));
        return true;
    }

    private bool TakeBack(YearTalk talk, YearAsk ask, ref long at)
    {
        var when = at = script.Free(at + While(20));
        if (when >= YearTime.End)
            return false;
        ask.WithdrawnAt = when;
        script.Delivered(when, door => door.TakenBack(talk, ask.Asked));
        return true;
    }
}
