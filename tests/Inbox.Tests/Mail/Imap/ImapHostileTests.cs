using System.Text;
using Inbox.Mail.Imap;
using Inbox.Mail.Net;
using Inbox.Tests.Mail.Net;

namespace Inbox.Tests.Mail.Imap;

public sealed class ImapHostileTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F15_a_peer_at_one_byte_a_second_is_left_after_about_a_minute()
    {
        await using var server = new FakeServer();
        await using var client = await server.SignedIn();
        var fetching = client.Fetch([1], Ct).ToListAsync(Ct).AsTask();
        await server.Answer("* 1 FETCH (UID 1 RFC822.SIZE 100000)\r\n{0} OK\r\n");
        await server.Answer("* 1 FETCH (UID 1 BODY[] {100000}\r\n");
        for (var second = 0; second < 75; second++)
        {
            Assert.False(fetching.IsCompleted && second < 55);
            await Record.ExceptionAsync(() => server.Say("x"));
            await Task.WhenAny(fetching, Task.Delay(2, Ct));
            server.Time.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Equal(FailureKind.TimedOut, await fetching.Failure().WaitAsync(TimeSpan.FromSeconds(30), Ct));
    }

    [Fact]
    public async Task F15_a_silent_server_is_left_after_the_time_limit_of_a_command()
    {
        await using var server = new FakeServer();
        await using var client = await server.SignedIn();
        var opening = client.Open(MailboxName.Inbox, true, Ct);
        Assert.Equal(FailureKind.TimedOut, await server.Time.AdvanceUntil(opening.Failure(), TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task A_line_without_an_end_is_cut_off()
    {
        await using var server = new FakeServer();
        await using var client = await server.SignedIn();
        var opening = client.Open(MailboxName.Inbox, true, Ct);
        await server.Hear();
        var endless = Task.Run(async () => { for (var n = 0; n < 200; n++) await server.Say(new string('x', 60_000)); }, Ct);
        Assert.Equal(FailureKind.Protocol, await opening.Failure());
        await client.DisposeAsync();
        await Record.ExceptionAsync(() => endless);
    }

    [Fact]
    public async Task A_mail_far_larger_than_announced_is_cut_to_its_headers_and_the_next_one_comes_whole()
    {
        await using var server = new FakeServer();
        await using var client = await server.SignedIn(options: new() { LargestMail = 1000 });
        var fetching = client.Fetch([1, 2], Ct).ToListAsync(Ct).AsTask();
        await server.Answer("* 1 FETCH (UID 1 RFC822.SIZE 10)\r\n* 2 FETCH (UID 2 RFC822.SIZE 10)\r\n{0} OK\r\n");
        await server.Answer("* 1 FETCH (UID 1 BODY[] {500000}\r\nSubject: lie\r\n\r\n" + new string('x', 499_984)
            + ")\r\n* 9 EXISTS\r\n* 2 FETCH (FLAGS (\\Seen))\r\n* 2 FETCH (BODY[] {4}\r\nok\r\n UID 2)\r\n{0} OK\r\n");
        var mails = await fetching;
        Assert.Equal(["Subject: lie\r\n\r\n", "ok\r\n"], mails.Select(mail => Encoding.ASCII.GetString(mail.Raw)));
        Assert.Equal([false, true], mails.Select(mail => mail.Complete));
        Assert.Equal(500_000, mails[0].Size);
    }

    [Fact]
    public async Task F20_the_cursor_waits_for_a_lower_UID_that_the_server_sends_later()
    {
        await using var server = new FakeServer();
        await using var client = await server.SignedIn();
        var fetching = client.Fetch([3, 5, 8], Ct).ToListAsync(Ct).AsTask();
        await server.Answer("* 1 FETCH (UID 3 RFC822.SIZE 1)\r\n* 2 FETCH (UID 8 RFC822.SIZE 1)\r\n{0} OK\r\n");
        await server.Answer("* 2 FETCH (UID 8 BODY[] {1}\r\nb)\r\n* 1 FETCH (UID 3 BODY[] {1}\r\na)\r\n{0} OK\r\n");
        Assert.Equal([(8u, 2u), (3u, 8u)], (await fetching).Select(mail => (mail.Uid, mail.Cursor)));
    }

    [Fact]
    public async Task Idle_is_renewed_in_time_and_then_says_that_it_is_time_to_look()
    {
        await using var server = new FakeServer();
        await using var client = await server.SignedIn(options: new() { IdleRenewal = TimeSpan.FromHours(5) });
        var waiting = client.WaitForNews(Ct);
        Assert.EndsWith("IDLE", await server.Hear(), StringComparison.Ordinal);
        await server.Say("+ idling\r\n* OK still here\r\n");
        await server.Time.SomebodyWaits(TimeSpan.FromMinutes(27));
        server.Time.Advance(TimeSpan.FromMinutes(28));
        Assert.Equal("DONE", await server.Hear());
        await server.Say("i4 OK done\r\n");
        Assert.False(await waiting);
    }

    [Fact]
    public async Task A_server_that_froze_while_we_idled_is_noticed_within_a_minute()
    {
        await using var server = new FakeServer();
        await using var client = await server.SignedIn();
        var waiting = client.WaitForNews(Ct);
        Assert.EndsWith("IDLE", await server.Hear(), StringComparison.Ordinal);
        await server.Say("+ idling\r\n");
        await server.Time.SomebodyWaits(TimeSpan.FromSeconds(30), atMost: TimeSpan.FromSeconds(40));
        server.Time.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal("DONE", await server.Hear());
        server.Time.Advance(TimeSpan.FromSeconds(21));
        Assert.Equal(FailureKind.TimedOut, await waiting.Failure());
    }

    [Fact]
    public async Task F19_an_idle_in_which_the_server_warned_ends_soon_because_it_may_say_no_more()
    {
        await using var server = new FakeServer();
        await using var client = await server.SignedIn();
        var waiting = client.WaitForNews(Ct);
        Assert.EndsWith("IDLE", await server.Hear(), StringComparison.Ordinal);
        await server.Say("+ idling\r\n* NO Internal error occurred. Refer to server log for more information.\r\n");
        var done = server.Hear();
        var before = server.Time.GetTimestamp();
        Assert.Equal("DONE", await server.Time.AdvanceUntil(done, TimeSpan.FromMilliseconds(50)));
        Assert.InRange(server.Time.GetElapsedTime(before), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
        await server.Say("i4 OK done\r\n");
        Assert.False(await waiting);
    }

    [Fact]
    public async Task A_server_that_refuses_to_idle_is_asked_now_and_then()
    {
        await using var server = new FakeServer();
        await using var client = await server.SignedIn(options: new() { PollInterval = TimeSpan.FromMinutes(5) });
        var waiting = client.WaitForNews(Ct);
        await server.Answer("{0} BAD what\r\n");
        await server.Time.SomebodyWaits(TimeSpan.FromMinutes(4));
        server.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.EndsWith("NOOP", await server.Hear(), StringComparison.Ordinal);
        await server.Say("* 1 EXISTS\r\ni5 OK\r\n");
        Assert.True(await waiting);
    }

    [Fact]
    public async Task A_server_that_says_good_bye_is_busy_not_broken()
    {
        await using var server = new FakeServer();
        await using var client = await server.SignedIn();
        var opening = client.Open(MailboxName.Inbox, true, Ct);
        await server.Answer("* BYE Too many simultaneous connections\r\n");
        Assert.Equal(FailureKind.Busy, await opening.Failure());
    }
}
