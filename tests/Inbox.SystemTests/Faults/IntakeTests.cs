using System.Diagnostics;
using System.Globalization;
using Inbox.Servers;
using Microsoft.Data.Sqlite;

namespace Inbox.SystemTests.Faults;

/// <summary>What comes in when a peer is slow, a mail is poison, or very many wait.</summary>
public sealed class IntakeTests(Post post)
{
    [Fact]
    public async Task F15_an_account_whose_server_sends_a_byte_a_second_does_not_slow_another()
    {
        var (slow, quick, guest) = (post.Desk(), post.Desk(), post.Guest());
        await using var lane = SlowLane.To(post.Server.ImapsPort);
        await using var inbox = await Installation.StartAsync(post);
        var slowAccount = await inbox.ConnectAsync(slow, ("imapPort", $"{lane.Port}"));
        var quickAccount = await inbox.ConnectAsync(quick);
        lane.IsSlow = true;
        for (var n = 0; n < 20; n++) await post.Server.Deliver(guest, slow, new Letter(guest, slow, $"Slow {n}", new string('x', 2000)).ToString());
        var waits = new List<TimeSpan>();
        for (var n = 0; n < 5; n++)
        {
            var began = Stopwatch.GetTimestamp();
            await post.Server.Deliver(guest, quick, new Letter(guest, quick, $"Quick {n}", "?").ToString());
            await inbox.Api.CardAsync(quickAccount, $"Quick {n}");
            waits.Add(Stopwatch.GetElapsedTime(began));
        }
        Assert.InRange(waits.Order().ElementAt(2), TimeSpan.Zero, TimeSpan.FromSeconds(2));

        // The slow one lost nothing: when its server recovers, all of it comes, once.
        lane.IsSlow = false;
        var cards = await Eventually.Until(() => inbox.Api.CardsAsync(slowAccount), c => c.Count >= 20, "the slow account's mails", TimeSpan.FromMinutes(2));
        Assert.Equal(20, cards.Sum(c => c.Number("messages")));
    }

    [Fact]
    public async Task F16_one_poison_mail_among_many_is_set_aside_delays_no_other_and_runs_again_when_it_is_cured()
    {
        var (desk, guest) = (post.Desk(), post.Guest());
        await using var inbox = await Installation.StartAsync(post, new Dictionary<string, string?> { ["Inbox__RetrySeconds"] = "2" });
        var account = await inbox.ConnectAsync(desk);
        await using var database = new SqliteConnection($"Data Source={Path.Combine(inbox.Host.DataFolder, "inbox.db")};Default Timeout=30");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await RunAsync(database, "create trigger poison before insert on messages when new.subject = 'Poison' begin select raise(abort, 'poison'); end");
        var letters = Enumerable.Range(0, 100).Select(n => new Letter(guest, desk, n == 50 ? "Poison" : $"Harmless {n}", "?")).ToList();
        foreach (var letter in letters) await post.Server.Deliver(guest, desk, letter.ToString());
        var cards = await Eventually.Until(() => inbox.Api.CardsAsync(account), c => c.Count >= 99, "99 harmless mails");
        Assert.Equal(99, cards.Count);
        await post.Server.Deliver(guest, desk, new Letter(guest, desk, "Afterwards", "?").ToString());
        await inbox.Api.CardAsync(account, "Afterwards");

        var aside = Assert.Single(await Eventually.Until(() => inbox.Api.AllAsync("/quarantine"), items => items.Count > 0, "the poison in quarantine", TimeSpan.FromMinutes(3)));
        Assert.Contains("poison", aside.Text("reason"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains(letters[50].Id, await inbox.Api.RawAsync($"/quarantine/{aside.Text("id")}/raw"), StringComparison.Ordinal);
        await RunAsync(database, "drop trigger poison");
        await inbox.Api.PostAsync($"/quarantine/{aside.Text("id")}/replays");
        await inbox.Api.CardAsync(account, "Poison");
        Assert.Empty(await inbox.Api.AllAsync("/quarantine"));
    }

    [Fact]
    public async Task F20_two_thousand_mails_that_waited_are_all_taken_in_once_although_the_process_is_killed_among_them()
    {
        var (desk, guest) = (post.Desk(), post.Guest());
        var box = Directory.CreateDirectory(Path.Combine(post.Server.Folder, "mail", desk, "new")).FullName;
        foreach (var part in (string[])["cur", "tmp"]) Directory.CreateDirectory(Path.Combine(post.Server.Folder, "mail", desk, part));
        for (var n = 0; n < 2000; n++)
            await File.WriteAllTextAsync(Path.Combine(box, string.Create(CultureInfo.InvariantCulture, $"{1_700_000_000 + n}.M{n}.test")), new Letter(guest, desk, $"Waited {n}", $"Number {n}?").ToString(), TestContext.Current.CancellationToken);
        await post.GiveToMailAsync(desk);
        await using var inbox = await Installation.StartAsync(post);
        var account = (await inbox.Api.PostAsync("/accounts", new { channel = "email", name = "late", settings = Connecting.Mailbox(post.Server, desk) })).Text("id")!;
        foreach (var point in (int[])[200, 900])
        {
            await Eventually.Until(() => CountAsync(inbox.Api), count => count >= point, $"{point} mails");
            await inbox.Host.KillAsync();
            await inbox.Host.StartAgainAsync();
        }
        await Eventually.Until(() => CountAsync(inbox.Api), count => count >= 2000, "all of them", TimeSpan.FromMinutes(2));
        var cards = await inbox.Api.CardsAsync(account);
        Assert.Equal(2000, cards.Sum(c => c.Number("messages")));
        Assert.Equal(2000, cards.Select(c => c.Text("subject")).Distinct().Count());
    }

    private static async Task<long> CountAsync(Api api)
    {
        var counts = await api.GetAsync("/conversations/counts");
        return counts.Number("waiting") + counts.Number("open");
    }

    private static async Task RunAsync(SqliteConnection database, string sql)
    {
        await using var command = database.CreateCommand();
#pragma warning disable CA2100 // The texts are this file's.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
