using Inbox.Connectors;
using Inbox.Connectors.Email;
using Inbox.Contracts;
using Inbox.Mail;
using Inbox.Mail.Net;
using Inbox.Servers;
using Inbox.Storage;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Email;

public sealed class EmailNoticeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_notice_is_a_machines_mail_that_says_how_to_stop_it_and_goes_out_once()
    {
        await using var sink = SmtpSink.Start();
        await using var stand = await Stand.OpenAsync();
        Assert.Equal(NoticeState.Sent, (await stand.SendAsync(sink)).State);
        Assert.Equal(NoticeState.Sent, await stand.Notices.StateAsync("digest/mia/2026-W48", Cancel));
        await Assert.ThrowsAsync<AttemptLostException>(() => stand.SendAsync(sink));

        var mail = MailReader.Read(Assert.Single(sink.Mails).Data);
        Assert.Equal(("Your week – été", "auto-generated", "<https://inbox.example/digest/stop/t>", "List-Unsubscribe=One-Click"), (mail.Subject, mail.Header("Auto-Submitted"), mail.Header("List-Unsubscribe"), mail.Header("List-Unsubscribe-Post")));
        Assert.Equal(("desk@shop.example", "mia@shop.example"), (mail.From[0].Address, mail.To[0].Address));
        Assert.Contains("<b>7</b>", mail.Html!, StringComparison.Ordinal);
        Assert.StartsWith("Seven", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SinkMood.RefusesForNow, NoticeState.Later, 2)]
    [InlineData(SinkMood.Refuses, NoticeState.Refused, 2)]
    [InlineData(SinkMood.DiesAfterDot, NoticeState.Unconfirmed, 1)]
    public async Task What_may_have_gone_out_is_not_sent_again_and_what_did_not_may_be(SinkMood mood, NoticeState state, int mails)
    {
        await using var sink = SmtpSink.Start();
        await using var stand = await Stand.OpenAsync();
        sink.Mood = mood;
        Assert.Equal(state, (await stand.SendAsync(sink)).State);

        sink.Mood = SinkMood.Kind;
        if (await stand.Notices.StateAsync("digest/mia/2026-W48", Cancel) is null)
            await stand.SendAsync(sink);
        Assert.Equal(mails, sink.Mails.Count);
    }

    private sealed class Stand : IAsyncDisposable
    {
        private readonly ThrowAwayFolder _folder = new("notice");
        private readonly FakeClock _clock = FakeClock.Near();
        private readonly SqliteDatabase _database;

        private Stand() => (_database, Notices) = (new SqliteDatabase(_folder["inbox.db"]), null!);

        public Notices Notices { get; private set; }

        public static async Task<Stand> OpenAsync()
        {
            var stand = new Stand();
            await new Migrator(stand._database, stand._clock).RunAsync([typeof(StorageRoom).Assembly, typeof(ConnectorsRoom).Assembly], Cancel);
            stand.Notices = new(stand._database, stand._clock);
            return stand;
        }

        public async Task<NoticeEnded> SendAsync(SmtpSink sink)
        {
            var settings = new Dictionary<string, string> { ["address"] = "desk@shop.example", ["smtpHost"] = "127.0.0.1", ["smtpPort"] = $"{sink.Port}", ["smtpSecurity"] = "starttls" };
            var account = new ConnectedAccount(new("a", "email", "Desk", settings, HealthState.Unknown, null, null), new Dictionary<string, string> { ["password"] = "open sesame" });
            var notice = new SendNotice("digest/mia/2026-W48", "a", new(null, "Mia", null, "mia@shop.example"), "Your week – été", "Seven\n", "<p><b>7</b></p>") { Unsubscribe = "https://inbox.example/digest/stop/t" };
            var ended = await new EmailNotice(new(new MailConnection(_clock) { ExtraTrusted = [sink.Certificate] })).SendAsync(account, notice, c => Notices.HandOverAsync(notice.NoticeId, c), Cancel);
            await Notices.EndAsync(notice.NoticeId, ended.State, Cancel);
            return ended;
        }

        public async ValueTask DisposeAsync()
        {
            await _database.DisposeAsync();
            _folder.Dispose();
        }
    }
}
