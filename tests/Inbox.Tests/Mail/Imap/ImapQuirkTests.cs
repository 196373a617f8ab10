using System.Text;
using Inbox.Mail.Imap;
using Inbox.Mail.Net;
using Inbox.Tests.Mail.Net;

namespace Inbox.Tests.Mail.Imap;

/// <summary>What real servers do beside the letter of the protocol.</summary>
public sealed class ImapQuirkTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_mail_that_the_server_cannot_give_out_stops_no_other()
    {
        await using var server = new FakeServer();
        await using var client = await server.SignedIn();
        var fetching = client.Fetch([1, 2, 3], Ct).ToListAsync(Ct).AsTask();
        await server.Answer("* 1 FETCH (UID 1 RFC822.SIZE 2)\r\n* 2 FETCH (UID 2 RFC822.SIZE 2)\r\n* 3 FETCH (UID 3 RFC822.SIZE 2)\r\n{0} OK\r\n");
        await server.Answer("* 1 FETCH (UID 1 BODY[] {1}\r\na)\r\n{0} NO [SERVERBUG] cannot read 2\r\n");
        await server.Answer("{0} NO [SERVERBUG] cannot read 2\r\n");
        await server.Answer("* 2 FETCH (UID 2 BODY[HEADER] {12}\r\nSubject: b\r\n)\r\n{0} OK\r\n");
        await server.Answer("* 3 FETCH (UID 3 BODY[] {1}\r\nc)\r\n{0} OK\r\n");
        var mails = await fetching;
        Assert.Equal([("a", true, 1u), ("Subject: b\r\n", false, 2u), ("c", true, 3u)], mails.Select(m => (Encoding.ASCII.GetString(m.Raw), m.Complete, m.Cursor)));
    }

    [Fact]
    public async Task A_folder_that_a_mail_made_while_it_was_opened_is_opened()
    {
        await using var server = new FakeServer();
        await using var client = await server.SignedIn();
        var opening = client.Open(MailboxName.Inbox, readOnly: true, Ct);
        await server.Answer("{0} NO [ALREADYEXISTS] Mailbox already exists (0.060 + 0.000 + 0.059 secs).\r\n");
        var again = server.Answer("* 1 EXISTS\r\n* OK [UIDVALIDITY 7] valid\r\n{0} OK [READ-ONLY] done\r\n");
        Assert.Equal((7u, 1u), await opening is var box ? (box.UidValidity, box.Exists) : default);
        await again;
    }

    [Fact]
    public async Task A_server_that_limits_its_pace_is_not_asked_for_each_mail_alone()
    {
        await using var server = new FakeServer();
        await using var client = await server.SignedIn();
        var fetching = client.Fetch([1, 2], Ct).ToListAsync(Ct).AsTask();
        await server.Answer("* 1 FETCH (UID 1 RFC822.SIZE 2)\r\n* 2 FETCH (UID 2 RFC822.SIZE 2)\r\n{0} OK\r\n");
        await server.Answer("{0} NO [LIMIT] FETCH rate limit hit\r\n");
        Assert.Equal(FailureKind.Busy, await ((Task)fetching).Failure());
    }

    [Fact]
    public async Task A_mail_that_went_away_while_it_was_fetched_is_left_out()
    {
        await using var server = new FakeServer();
        await using var client = await server.SignedIn();
        var fetching = client.Fetch([1, 2], Ct).ToListAsync(Ct).AsTask();
        await server.Answer("* 1 FETCH (UID 1 RFC822.SIZE 2)\r\n* 2 FETCH (UID 2 RFC822.SIZE 2)\r\n{0} OK\r\n");
        await server.Answer("* 1 FETCH (UID 1 BODY[] NIL)\r\n* 1 EXPUNGE\r\n* 1 FETCH (FLAGS () UID 2)\r\n* 1 FETCH (UID 2 BODY[] \"\")\r\n{0} OK [EXPUNGEISSUED] some are gone\r\n");
        var left = Assert.Single(await fetching);
        Assert.Equal((2u, 0, true), (left.Uid, left.Raw.Length, left.Complete));
    }

    [Fact]
    public async Task Found_mails_come_once_and_in_order_however_the_server_names_them()
    {
        await using var server = new FakeServer();
        await using var client = await server.SignedIn();
        var searching = client.SearchAfter(4, Ct);
        await server.Answer("* 7 EXISTS\r\n* SEARCH 9 5\r\n* OK still here\r\n* search 7 5 3 x -1 99999999999\r\n* SEARCH\r\n{0} OK\r\n");
        Assert.Equal([5u, 7u, 9u], await searching);
    }

    [Fact]
    public async Task A_server_that_names_mails_without_an_end_is_left()
    {
        await using var server = new FakeServer();
        await using var client = await server.SignedIn();
        var searching = client.SearchAfter(0, Ct);
        await server.Hear();
        var line = new StringBuilder("* SEARCH");
        for (var uid = 1_000_000; uid < 1_600_000; uid++) line.Append(' ').Append(uid);
        line.Append("\r\n");
        var endless = Task.Run(async () => { for (var n = 0; n < 20; n++) await server.Say(line.ToString()); }, Ct);
        Assert.Equal(FailureKind.Protocol, await ((Task)searching).Failure());
        await client.DisposeAsync();
        await Record.ExceptionAsync(() => endless);
    }

    [Fact]
    public async Task The_sent_folder_of_the_account_stands_above_others_of_that_name()
    {
        await using var server = new FakeServer();
        await using var client = await server.SignedIn();
        var listing = client.List(Ct);
        await server.Answer("* LIST () \"/\" \"Archive/2019/Sent\"\r\n* LIST (\\Noselect) \"/\" Sent\r\n* LIST () \"/\" {11}\r\nINBOX/sent \r\n* LIST () \"/\" \"INBOX/Sent\"\r\n{0} OK\r\n");
        Assert.Equal("INBOX/Sent", ImapFolder.FindSent(await listing)?.Name.Text);
    }
}
