using System.Text;
using Inbox.Mail.Imap;
using Inbox.Mail.Net;
using Inbox.Servers;

namespace Inbox.SystemTests.Mail;

public sealed class ImapTests(RealMail mail) : IClassFixture<RealMail>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_right_password_is_accepted_over_TLS_and_over_STARTTLS()
    {
        Assert.Null(await ImapClient.Check(mail.Imaps, RealMail.As("support@acme.test"), mail.Trusting, Ct));
        Assert.Null(await ImapClient.Check(mail.ImapStartTls, RealMail.As("support@acme.test"), mail.Trusting, Ct));
    }

    [Fact]
    public async Task A_wrong_password_is_called_so()
    {
        var failure = await ImapClient.Check(mail.Imaps, RealMail.As("support@acme.test", "Geheim\"\\ü"), mail.Trusting, Ct);
        Assert.Equal(FailureKind.WrongPassword, failure?.Kind);
        Assert.DoesNotContain("Geheim", failure!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A36_a_certificate_that_nobody_vouches_for_is_refused_before_the_password_is_sent()
    {
        var failure = await ImapClient.Check(mail.Imaps, RealMail.As("support@acme.test"), mail.Trusting with { ExtraTrusted = [] }, Ct);
        Assert.Equal(FailureKind.Tls, failure?.Kind);
        Assert.Contains("signed itself", failure!.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_port_taken_for_a_TLS_port_is_explained()
    {
        var failure = await ImapClient.Check(mail.Imaps with { Port = mail.Server.ImapPort }, RealMail.As("support@acme.test"), mail.Trusting, Ct);
        Assert.Equal(FailureKind.Tls, failure?.Kind);
        Assert.Contains("993", failure!.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_without_server_and_a_host_that_does_not_exist_are_told_apart()
    {
        var refused = await ImapClient.Check(mail.Imaps with { Port = FreePort.Next() }, RealMail.As("a@b.test"), mail.Trusting, Ct);
        Assert.Equal(FailureKind.Refused, refused?.Kind);
        var unknown = await ImapClient.Check(mail.Imaps with { Host = "no-such-host.invalid" }, RealMail.As("a@b.test"), mail.Trusting, Ct);
        Assert.Equal(FailureKind.HostNotFound, unknown?.Kind);
    }

    [Fact]
    public async Task A_missing_folder_is_reported_and_the_session_goes_on()
    {
        await using var client = await mail.SignIn("empty@acme.test");
        var missing = await Assert.ThrowsAsync<MailFailureException>(() => client.Open(MailboxName.FromText("Übersicht & \"mehr\""), true, Ct));
        Assert.Equal(FailureKind.MailboxMissing, missing.Failure.Kind);
        Assert.Equal(0u, (await client.Open(MailboxName.Inbox, true, Ct)).Exists);
        Assert.Empty(await client.SearchAfter(0, Ct));
    }

    [Fact]
    public async Task Idle_sees_a_delivered_mail_at_once_and_the_mail_comes_as_it_was_sent()
    {
        await using var client = await mail.SignIn("idle@acme.test");
        await client.Open(MailboxName.Inbox, true, Ct);
        var news = client.WaitForNews(Ct);
        await mail.Server.Deliver("alice@customer.test", "idle@acme.test", "From: alice@customer.test\nSubject: {3}\n\n.dot\nbody é\n");
        Assert.True(await news.WaitAsync(TimeSpan.FromSeconds(20), Ct));
        var got = Assert.Single(await client.Fetch(await client.SearchAfter(0, Ct), Ct).ToListAsync(Ct));
        Assert.True(got.Complete);
        Assert.NotNull(got.InternalDate);
        Assert.DoesNotContain("\\Seen", got.Flags);
        Assert.EndsWith("\r\n\r\n.dot\r\nbody é\r\n", Encoding.Latin1.GetString(got.Raw), StringComparison.Ordinal);
        await client.Logout(Ct);
    }

    [Fact]
    public async Task F20_the_cursor_moves_mail_by_mail_and_nothing_is_read_twice()
    {
        await using var client = await mail.SignIn("cursor@acme.test");
        for (var n = 1; n <= 5; n++) await client.Append(MailboxName.Inbox, Encoding.ASCII.GetBytes($"Subject: {n}\r\n\r\n{n}\r\n"), DateTimeOffset.UnixEpoch.AddYears(50), Ct);
        var box = await client.Open(MailboxName.Inbox, true, Ct);
        var cursor = new UidCursor(box.UidValidity, 0);
        await foreach (var got in client.Fetch(await client.SearchAfter(cursor.LastUid, Ct), Ct))
        {
            cursor = cursor.MovedTo(got.Cursor);
            if (got.Uid == 3) break;
        }
        Assert.Equal(3u, cursor.LastUid);
        await using var next = await mail.SignIn("cursor@acme.test");
        Assert.True(cursor.IsValidIn(await next.Open(MailboxName.Inbox, true, Ct)));
        Assert.Equal([4u, 5u], await next.SearchAfter(cursor.LastUid, Ct));
        Assert.Empty(await next.SearchAfter(5, Ct));
        Assert.Equal(5, (await next.SearchSince(new(2019, 12, 1), Ct)).Count);
        Assert.Empty(await next.SearchSince(new(2020, 2, 1), Ct));
    }

    [Fact]
    public async Task The_sent_folder_is_found_and_takes_a_copy_with_its_date()
    {
        await using var client = await mail.SignIn("sales@acme.test");
        var sent = ImapFolder.FindSent(await client.List(Ct));
        Assert.True(sent?.Has("\\Sent"));
        var moment = new DateTimeOffset(2026, 3, 5, 9, 8, 7, TimeSpan.FromHours(2));
        var uid = await client.Append(sent!.Name, "Subject: copy\r\n\r\nours\r\n"u8.ToArray(), moment, Ct);
        await client.Open(sent.Name, true, Ct);
        var got = Assert.Single(await client.Fetch([uid!.Value], Ct).ToListAsync(Ct));
        Assert.Equal(moment, got.InternalDate);
        Assert.Contains("\\Seen", got.Flags);
    }

    [Fact]
    public async Task A_mail_over_36_MB_comes_as_headers_and_stops_no_other()
    {
        await using var client = await mail.SignIn("big@acme.test");
        var line = new string('x', 70) + "\r\n";
        var big = new StringBuilder("Subject: big\r\n\r\n").Insert(16, line, 36 * 1024 * 1024 / line.Length + 1).ToString();
        foreach (var raw in new[] { "Subject: first\r\n\r\n1\r\n", big, "Subject: last\r\n\r\n3\r\n" })
            await client.Append(MailboxName.Inbox, Encoding.ASCII.GetBytes(raw), DateTimeOffset.UnixEpoch, Ct);
        await client.Open(MailboxName.Inbox, true, Ct);
        var got = await client.Fetch(await client.SearchAfter(0, Ct), Ct).ToListAsync(Ct);
        Assert.Equal([true, false, true], got.Select(one => one.Complete));
        Assert.Equal([1u, 2u, 3u], got.Select(one => one.Cursor));
        Assert.Equal("Subject: big\r\n\r\n", Encoding.ASCII.GetString(got[1].Raw));
        Assert.True(got[1].Size > 36 * 1024 * 1024);
    }
}
