using Inbox.Host;
using Inbox.Mail;

namespace Inbox.Tests.Host.Demo;

public sealed class DemoScriptTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly DemoScript _script = DemoScript.Read();

    [Fact]
    public void More_than_forty_people_write_to_three_brands_in_two_languages()
    {
        var people = _script.People.Where(p => !p.IsMachine).ToList();

        Assert.True(people.Count >= 40, $"Only {people.Count} people write.");
        Assert.Equal(people.Count, people.Select(p => p.Address).Distinct().Count());
        Assert.Equal(3, people.Select(p => p.Brand).Distinct().Count());
        foreach (var brand in DemoBrand.All)
            Assert.Equal(["en", "fr"], people.Where(p => p.Brand == brand).Select(p => p.Language).Distinct().Order());
        Assert.All(_script.People.Where(p => p.Account.Platform is null), p => Assert.EndsWith(".example", p.Address, StringComparison.Ordinal));
    }

    [Fact]
    public void Whoever_mails_wrote_before_and_writes_or_answers_while_one_watches() =>
        Assert.All(
            _script.People.Where(p => !p.IsMachine && p.Account.Platform is null),
            p =>
            {
                Assert.NotEmpty(p.History);
                Assert.Contains(p.Letters, l => l.Move is DemoMove.Live or DemoMove.More);
                Assert.Contains(p.Letters, l => l.Move == DemoMove.Answer);
            });

    [Fact]
    public void The_same_start_gives_the_same_bytes_and_another_start_does_not()
    {
        Assert.Equal(Bytes(Start), Bytes(Start));
        Assert.NotEqual(Bytes(Start), Bytes(Start.AddMinutes(1)));
    }

    [Fact]
    public void The_history_lies_in_the_eleven_days_before_the_start_and_some_have_just_written()
    {
        var times = History(Start).Select(m => m.At).ToList();

        Assert.All(times, t => Assert.InRange(t, Start.AddDays(-11), Start));
        Assert.Contains(times, t => t > Start.AddMinutes(-5));
    }

    [Fact]
    public void The_months_before_lie_before_the_letters_and_nobody_of_them_waits()
    {
        var visits = DemoPast.Of(_script, Start, 1);
        var pens = DemoPast.People(visits, Start).Select(DemoPen.Of).ToList();
        var times = DemoHistory.Of(pens, Start).Select(m => m.At).ToList();

        Assert.All(times, t => Assert.InRange(t, Start.AddDays(-100), Start.AddDays(-11)));
        Assert.InRange(visits.Count, 70, 130);
        Assert.All(pens, p => Assert.True(!p.IsWaiting || p.Person.Account.Platform is not null));
        Assert.All(_script.Past.Talks.Where(t => t.Post is not null), t => Assert.NotNull(t.Post!.Ago));
        Assert.All(_script.Past.Talks, t => Assert.Contains(_script.Past.Readers, r => r.Account == t.Account && r.Language == t.Language));
    }

    [Fact]
    public void Every_mail_reads_back_as_it_was_meant()
    {
        foreach (var person in _script.People.Where(p => p.Account.Platform is null))
        {
            var pen = DemoPen.Of(person);
            foreach (var letter in person.Letters.Where(l => l.Move is not (DemoMove.Bounce or DemoMove.Colleague)))
            {
                var mail = MailReader.Read(pen.Write(letter, Start).Bytes);
                Assert.Equal(letter.Move == DemoMove.Staff ? person.Account.Address : person.Address, mail.Author!.Address);
                Assert.StartsWith(letter.Text, mail.Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
                Assert.Equal(letter.Files, mail.Attachments.Select(a => a.Name));
            }
        }
    }

    [Fact]
    public void A_bounce_an_absence_notice_and_lists_are_seen_as_what_they_are()
    {
        var kinds = History(Start).Where(m => m.Account.Platform is null).Select(m => MailReader.Read(m.Bytes).Automatic).ToList();

        Assert.Single(kinds, AutomaticKind.Bounce);
        Assert.Equal(2, kinds.Count(k => k == AutomaticKind.AutoReply));
        Assert.Equal(3, kinds.Count(k => k == AutomaticKind.List));
    }

    private IReadOnlyList<DemoDelivery> History(DateTimeOffset start) => DemoHistory.Of(_script.People.Select(DemoPen.Of), start);

    private byte[] Bytes(DateTimeOffset start) => [.. History(start).SelectMany(m => m.Bytes)];
}
