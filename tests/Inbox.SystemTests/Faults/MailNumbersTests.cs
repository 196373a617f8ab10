using System.Globalization;
using Inbox.Servers;

namespace Inbox.SystemTests.Faults;

/// <summary>A mailbox whose mails get other numbers (UID), all at once or because they were moved: what a number names is no mail for ever.</summary>
public sealed class MailNumbersTests(Post post)
{
    private static readonly string[] MaildirParts = ["new", "cur"];

    [Fact]
    public async Task F19_a_mailbox_whose_mails_are_numbered_anew_loses_none_and_doubles_none()
    {
        var desk = post.Desk();
        await using var inbox = await Installation.StartAsync(post);
        var account = await WithMailsAsync(inbox, desk, 20);
        var before = Validity(desk);
        await inbox.Host.KillAsync();
        Renumber(desk, before + 7);
        await DeliverAsync(desk, "Meanwhile", 5);
        await inbox.Host.StartAgainAsync();
        await inbox.Api.CardAsync(account, "Meanwhile 4");
        Assert.NotEqual(before, Validity(desk));

        await Eventually.Until(() => inbox.Api.CardsAsync(account), c => c.Count >= 25, "all of them");
        var cards = await inbox.Api.CardsAsync(account);
        Assert.Equal((25, 25L), (cards.Count, cards.Sum(c => c.Number("messages"))));
    }

    [Fact]
    public async Task F19_a_mailbox_that_is_numbered_anew_while_it_is_followed_loses_none_and_doubles_none()
    {
        var desk = post.Desk();
        await using var inbox = await Installation.StartAsync(post);
        var account = await WithMailsAsync(inbox, desk, 5);
        Renumber(desk, Validity(desk) + 7);
        await DeliverAsync(desk, "Afterwards", 3);
        var cards = await Eventually.Until(() => inbox.Api.CardsAsync(account), c => c.Count >= 8, "all of them");
        Assert.Equal((8, 8L), (cards.Count, cards.Sum(c => c.Number("messages"))));
    }

    [Fact]
    public async Task F19_mails_that_are_moved_out_and_back_while_the_folder_is_followed_are_not_lost_and_not_doubled()
    {
        var desk = post.Desk();
        await using var inbox = await Installation.StartAsync(post);
        var account = await WithMailsAsync(inbox, desk, 5);
        var before = Numbers(desk);
        foreach (var round in (string[])["Out and back", "Again"])
        {
            await post.Server.MoveAsync(desk, "INBOX", "Archive");
            Assert.Empty(post.Server.MailsOf(desk));
            await post.Server.MoveAsync(desk, "Archive", "INBOX");

            // This one has a higher number than all that came back, so they were looked at before it.
            await DeliverAsync(desk, round, 1);
            await inbox.Api.CardAsync(account, $"{round} 0");
        }
        Assert.Equal(7, Numbers(desk).Count);
        Assert.Empty(Numbers(desk).Intersect(before));

        await StandOnceAsync(inbox, account, 7);
    }

    [Fact]
    public async Task F19_mails_that_come_back_under_numbers_that_others_had_are_not_lost_and_not_doubled()
    {
        var desk = post.Desk();
        await using var inbox = await Installation.StartAsync(post);
        var account = await WithMailsAsync(inbox, desk, 6);
        var before = Numbers(desk);
        await inbox.Host.KillAsync();
        await DeliverAsync(desk, "Never seen", 2);
        await Eventually.Holds(() => post.Server.MailsOf(desk).Count == 8, "the mails that came meanwhile");
        await post.Server.MoveAsync(desk, "INBOX", "Archive");
        Renumber(desk, Validity(desk) + 7);
        await post.Server.MoveAsync(desk, "Archive", "INBOX", "Never seen");
        Assert.Equal(before.Take(2), Numbers(desk));

        // Those that are known come back while the folder is followed again.
        await inbox.Host.StartAgainAsync();
        await inbox.Api.CardAsync(account, "Never seen 1");
        await post.Server.MoveAsync(desk, "Archive", "INBOX");
        await DeliverAsync(desk, "Afterwards", 1);
        await inbox.Api.CardAsync(account, "Afterwards 0");

        await StandOnceAsync(inbox, account, 9);
    }

    /// <summary>The mailbox, followed, with so many mails that have come in.</summary>
    private async Task<string> WithMailsAsync(Installation inbox, string desk, int count)
    {
        var account = await inbox.ConnectAsync(desk);
        await DeliverAsync(desk, "Before", count);
        await Eventually.Until(() => inbox.Api.CardsAsync(account), c => c.Count >= count, "the first ones");
        return account;
    }

    /// <summary>Mails from somebody who has not written before, numbered from 0.</summary>
    private async Task DeliverAsync(string desk, string subject, int count)
    {
        var guest = post.Guest();
        for (var n = 0; n < count; n++)
            await post.Server.Deliver(guest, desk, new Letter(guest, desk, $"{subject} {n}", "?").ToString());
    }

    /// <summary>So many mails, each a conversation of its own, and each in it once.</summary>
    private static async Task StandOnceAsync(Installation inbox, string account, int count)
    {
        var cards = await Eventually.Until(() => inbox.Api.CardsAsync(account), c => c.Count >= count, "all of them");
        Assert.Equal((count, count), (cards.Count, cards.Select(c => c.Text("subject")).Distinct().Count()));
        Assert.All(cards, c => Assert.Equal(1, c.Number("messages")));
        Assert.Empty(await inbox.Api.AllAsync("/quarantine"));
    }

    private string ListOf(string user) => Path.Combine(post.Server.Folder, "mail", user, "dovecot-uidlist");

    private long Validity(string user) => long.Parse(File.ReadLines(ListOf(user)).First().Split(' ').Single(word => word.StartsWith('V'))[1..], CultureInfo.InvariantCulture);

    /// <summary>The mails' numbers (UID) in the order of the folder.</summary>
    private List<long> Numbers(string user) => [.. File.ReadLines(ListOf(user)).Skip(1).Select(line => long.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture))];

    /// <summary>Numbers the mails from 1 again under another UIDVALIDITY, in the opposite order: the numbers are used for other mails.</summary>
    private void Renumber(string user, long validity)
    {
        var box = Path.GetDirectoryName(ListOf(user))!;
        var there = MaildirParts.SelectMany(part => Directory.GetFiles(Path.Combine(box, part))).Select(file => Path.GetFileName(file).Split(':')[0]).ToHashSet();
        var names = File.ReadLines(ListOf(user)).Skip(1).Select(line => line[line.IndexOf(" :", StringComparison.Ordinal)..]).Where(name => there.Contains(name.Split(':')[1])).Reverse().ToList();
        var head = File.ReadLines(ListOf(user)).First().Split(' ').Select(w => w[0] switch { 'V' => $"V{validity}", 'N' => $"N{names.Count + 1}", _ => w });
        foreach (var file in Directory.GetFiles(box, "dovecot.index*")) File.Delete(file);
        File.WriteAllLines(ListOf(user), [string.Join(' ', head), .. names.Select((name, n) => $"{n + 1}{name}")]);
    }
}
