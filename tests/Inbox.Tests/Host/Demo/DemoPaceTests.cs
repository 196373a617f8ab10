using Inbox.Contracts;
using Inbox.Host;
using Inbox.Mail;

namespace Inbox.Tests.Host.Demo;

public sealed class DemoPaceTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly DemoScript _script = DemoScript.Read();

    [Fact]
    public void The_same_seed_lets_the_same_people_write_at_the_same_times() => Assert.Equal(Watch(7, 600), Watch(7, 600));

    [Fact]
    public void Another_seed_is_another_afternoon() => Assert.NotEqual(Watch(7, 600), Watch(8, 600));

    [Fact]
    public void Somebody_writes_at_least_every_seven_seconds_for_the_first_three_minutes()
    {
        var times = Watch(1, 180).Select(w => w.Second).Prepend(0).ToList();

        Assert.All(times.Zip(times.Skip(1)), t => Assert.InRange(t.Second - t.First, 0, 8));
        Assert.InRange(times.Count, 30, 100);
    }

    [Fact]
    public void When_many_wait_colleagues_answer_as_fast_as_people_write()
    {
        var pens = Pens();
        foreach (var pen in pens.Where(p => p.Person.Letters[0].Move == DemoMove.Wrote))
            pen.Write(pen.Person.Letters[0], Start);
        var pace = new DemoPace(_script, pens, Start, 1);

        var moves = Enumerable.Range(1, 120).SelectMany(s => pace.Take(Start.AddSeconds(s)).ToList()).Select(t => t.Letter.Move).ToList();

        Assert.InRange(moves.Count(m => m == DemoMove.Colleague), moves.Count(m => m == DemoMove.Live) - 2, 60);
    }

    [Fact]
    public void It_does_not_fall_silent_when_everybody_has_said_what_they_came_for() => Assert.Contains(Watch(1, 1800), w => w.Second > 1700);

    [Fact]
    public void Who_is_answered_answers_within_seconds_in_the_same_thread()
    {
        var pens = Pens();
        var pace = new DemoPace(_script, pens, Start, 1);
        var pen = pens.Find(p => p.Person.Name == "Zanele Dlamini")!;
        pen.Write(pen.Person.Letters[0], Start);
        var asked = ((DemoMailPen)pen).LastId.Id;
        pace.Answered(pen, Reply(pen, asked), "reply@tandrel.example", pen.Person.Account, Start);

        var turns = Enumerable.Range(1, 30).SelectMany(s => pace.Take(Start.AddSeconds(s)).Select(t => (Second: s, Turn: t)).ToList()).ToList();

        var (second, turn) = turns.Find(t => t.Turn.Pen == pen && t.Turn.Letter.Move == DemoMove.Answer);
        Assert.InRange(second, 5, 20);
        var mail = MailReader.Read(pen.Write(turn.Letter, Start.AddSeconds(second)).Bytes);
        Assert.Equal(["reply@tandrel.example"], mail.InReplyTo);
        Assert.Equal([asked, "reply@tandrel.example"], mail.References);
        Assert.Equal("Re: Test ride on Saturday?", mail.Subject);
    }

    private static SendReply Reply(DemoPen pen, string parent) =>
        new("r", 1, "c", "a", "email", new(pen.Person.Address, pen.Person.Name, null, pen.Person.Address), Visibility.Private, "Yes, at 11?", "Tom", Start)
        {
            Subject = pen.Subject,
            References = [parent],
        };

    private List<DemoPen> Pens() => [.. _script.People.Select(DemoPen.Of)];

    private List<(int Second, string Name, string Text)> Watch(int seed, int seconds)
    {
        var pens = Pens();
        _ = DemoHistory.Of(pens, Start);
        var pace = new DemoPace(_script, pens, Start, seed);
        var seen = new List<(int, string, string)>();
        for (var second = 1; second <= seconds; second++)
            foreach (var (pen, letter) in pace.Take(Start.AddSeconds(second)))
            {
                pen.Write(letter, Start.AddSeconds(second));
                seen.Add((second, pen.Person.Name, letter.Text));
            }
        return seen;
    }
}
