using System.Globalization;
using Inbox.Connectors;
using Inbox.Connectors.Email;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Mail.Net;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Email;

public sealed class EmailFollowTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F19_mails_that_are_renumbered_while_the_folder_is_open_are_noticed()
    {
        await using var desk = await Desk.OpenAsync();
        await using var box = new PlayedMailbox { Validity = 7, Mails = { [41] = "Before" } };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var serving = box.ServeAsync();
        var following = desk.Follow(box, stop.Token);
        await Eventually.IsTrueAsync(async () => await desk.PlaceAsync() is "7 41");

        // The server counts from one again and says only that there is a mail more.
        box.Validity = 8;
        box.Mails.Clear();
        (box.Mails[1], box.Mails[2]) = ("Before", "After");
        await box.AnnounceAsync(2);

        await Eventually.IsTrueAsync(async () => await desk.PlaceAsync() is "8 2");
        Assert.Equal(["After", "Before"], (await desk.SubjectsAsync()).Order());
        await stop.CancelAsync();
        await Task.WhenAny(following);
        await box.DisposeAsync();
        await Task.WhenAny(serving);
    }

    private sealed class Desk(Store store, Intake intake, Lease lease) : IAsyncDisposable
    {
        public static async Task<Desk> OpenAsync()
        {
            var store = await Store.OpenAsync("sqlite");
            var intake = new Intake(store.Database, store.Clock);
            await intake.StartAsync(Cancel);
            return new(store, intake, (await new Leases(store.Database, store.Clock).TakeAsync("follow", "me", TimeSpan.FromHours(1), Cancel))!);
        }

        public Task Follow(PlayedMailbox box, CancellationToken cancel)
        {
            var account = new ConnectedAccount(
                new(store.AccountId, "email", "Test", new Dictionary<string, string> { ["address"] = "desk@shop.example", ["imapHost"] = "localhost" }, HealthState.Unknown, null, null),
                new Dictionary<string, string> { ["password"] = "open sesame" });
            var following = new Following(account, lease, new(intake, new(store.Database), store.Clock) { Touched = new(store.Database), Wanted = new(store.Database), Accounts = store.Accounts }, (_, _) => Task.CompletedTask);
            var channel = new EmailChannel(new(box.Connection), null!);
            return new EmailFollow(channel, following, EmailSettings.Read(account), box.Connection).RunAsync(Origin.Incoming, () => Task.CompletedTask, cancel);
        }

        /// <summary>UIDVALIDITY and last UID.</summary>
        public async Task<string?> PlaceAsync() => await new Cursors(store.Database).FindAsync(store.AccountId, "inbox", Cancel) is { } place ? string.Join(' ', place.Split(' ')[..2]) : null;

        public async Task<List<string?>> SubjectsAsync() =>
            [.. (await new PendingEvents(store.Database, store.Clock).ListAsync(TimeSpan.Zero, "", 100, Cancel)).Select(e => ((MessageReceived)e.Event).Body.Subject)];

        public async ValueTask DisposeAsync()
        {
            await intake.StopAsync(CancellationToken.None);
            intake.Dispose();
            await store.DisposeAsync();
        }
    }

    /// <summary>A mailbox with one folder, as a server would tell of it.</summary>
    private sealed class PlayedMailbox : IAsyncDisposable
    {
        private readonly FakeServer _server = new();
        private string? _idle;

        public uint Validity { get; set; }

        public SortedDictionary<uint, string> Mails { get; } = [];

        public Inbox.Mail.Net.MailConnection Connection => _server.Connection;

        public async Task AnnounceAsync(int exists)
        {
            await Eventually.IsTrueAsync(() => _idle is not null);
            await _server.Say(string.Create(CultureInfo.InvariantCulture, $"* {exists} EXISTS\r\n"));
        }

        public async Task ServeAsync()
        {
            await _server.StartTls();
            await _server.Say("* OK hello\r\n");
            while (true)
            {
                var line = await _server.Hear();
                var words = line.Split(' ');
                if (line == "DONE")
                {
                    var idle = _idle;
                    _idle = null;
                    await _server.Say($"{idle} OK\r\n");
                }
                else if (words[1] == "IDLE")
                {
                    await _server.Say("+ idling\r\n");
                    _idle = words[0];
                }
                else
                {
                    await _server.Say($"{Data(line)}{words[0]} OK\r\n");
                }
            }
        }

        private string Data(string line)
        {
            var words = line.Split(' ');
            var last = Mails.Count > 0 ? Mails.Keys.Max() : 0;
            if (line.EndsWith("CAPABILITY", StringComparison.Ordinal)) return "* CAPABILITY IMAP4rev1 IDLE\r\n";
            if (words[1] == "EXAMINE")
                return string.Create(CultureInfo.InvariantCulture, $"* {Mails.Count} EXISTS\r\n* OK [UIDVALIDITY {Validity}]\r\n* OK [UIDNEXT {last + 1}]\r\n");
            if (line.Contains("SEARCH SINCE", StringComparison.Ordinal)) return $"* SEARCH {string.Join(' ', Mails.Keys)}\r\n";
            if (line.Contains("SEARCH UID", StringComparison.Ordinal)) return string.Create(CultureInfo.InvariantCulture, $"* SEARCH {last}\r\n");
            if (line.Contains("RFC822.SIZE", StringComparison.Ordinal))
                return string.Concat(Mails.Keys.Select((uid, at) => string.Create(CultureInfo.InvariantCulture, $"* {at + 1} FETCH (UID {uid} RFC822.SIZE 10)\r\n")));
            return line.Contains("BODY.PEEK[]", StringComparison.Ordinal) ? string.Concat(Mails.Select((mail, at) => Body(at + 1, mail.Key, mail.Value))) : "";
        }

        private static string Body(int number, uint uid, string subject)
        {
            var mail = $"From: ada@home.example\r\nMessage-ID: <{subject}@home.example>\r\nSubject: {subject}\r\n\r\nHello\r\n";
            return string.Create(CultureInfo.InvariantCulture, $"* {number} FETCH (UID {uid} BODY[] {{{mail.Length}}}\r\n{mail})\r\n");
        }

        public ValueTask DisposeAsync() => _server.DisposeAsync();
    }
}
