using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Inbox.Mail;
using Inbox.Servers;
using Inbox.SystemTests.Proof;

namespace Inbox.SystemTests.Mail;

/// <summary>The weekly mail on its whole way: from what a customer wrote, through Postfix, into the mailbox of who reads it.</summary>
public sealed partial class DigestTests(Post post)
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_Monday_morning_the_week_comes_with_its_pictures_to_whoever_asked_for_it_and_one_click_stops_it()
    {
        var (desk, guest, reader) = (post.Desk(), post.Guest(), post.Guest());
        var jump = Path.Combine(Path.GetTempPath(), $"inbox-clock-{Guid.CreateVersion7():n}");
        await File.WriteAllTextAsync(jump, "+0\n", Cancel);
        try
        {
            await using var inbox = await Installation.StartAsync(post, new Dictionary<string, string?>
            {
                ["LD_PRELOAD"] = Library, ["FAKETIME_TIMESTAMP_FILE"] = jump, ["FAKETIME_CACHE_DURATION"] = "1", ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1", ["FAKETIME_DONT_RESET"] = "1",
            });
            var account = await inbox.ConnectAsync(desk);
            await post.Server.Deliver(guest, desk, new Letter(guest, desk, "Where is my order?", "Where is my order? It was due on Friday.").ToString());
            var card = await inbox.Api.CardAsync(account, "Where is my order?", "waiting");
            await inbox.Api.AnswerAsync(card.Text("id")!, "It leaves today.");
            await inbox.Api.PutAsync("/digest/account", new { accountId = account });
            using (var mia = await MiaAsync(inbox, reader))
                await mia.PutAsync("/digest/reader", new { reads = true, zone = "UTC" });

            await inbox.Host.StopAsync();
            await File.WriteAllTextAsync(jump, FormattableString.Invariant($"{(MondayAfter(card.Time("waitingSince")!.Value) - Wall.Now).TotalSeconds:+0;-0}\n"), Cancel);
            await inbox.Host.StartAgainAsync();
            await Received.Wait(post.Server, reader);

            var mail = Assert.Single(await CustomerMailbox.ReadAsync(post.Server, reader, 1));
            var read = MailReader.Read(Encoding.Latin1.GetBytes(mail.Raw));
            Assert.StartsWith("Your conversations, ", read.Subject, StringComparison.Ordinal);
            Assert.Equal((desk, "auto-generated"), (Assert.Single(read.From).Address, mail["Auto-Submitted"]));
            Assert.Contains("People who wrote: 1 (1 were answered, 0 came back)", read.Text, StringComparison.Ordinal);
            Assert.Contains($"{inbox.Host.Address}reports/conversations?of=%2Freports%2Fpeople%2Fconversations", read.Text, StringComparison.Ordinal);
            Assert.Contains("<b>1</b>", read.Html, StringComparison.Ordinal);
            Assert.Matches(FullBar(), read.Html!);
            Assert.Equal("List-Unsubscribe=One-Click", mail["List-Unsubscribe-Post"]);

            using var program = new HttpClient();
            using var click = new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" });
            Assert.Equal(HttpStatusCode.OK, (await program.PostAsync(new Uri(mail["List-Unsubscribe"]!.Trim('<', '>')), click, Cancel)).StatusCode);
            using var again = Api.Visitor(inbox.Host.Address);
            await again.PostAsync("/session", new { email = reader, password = Installation.Password });
            var digest = await again.GetAsync("/digest");
            Assert.Equal((false, "sent"), (digest.Flag("reads"), digest.GetProperty("last").Text("state")));
            Assert.Single(await inbox.Api.CardsAsync(account));
        }
        finally
        {
            File.Delete(jump);
        }
    }

    /// <summary>A manager, by the link that the operator makes for her.</summary>
    private static async Task<Api> MiaAsync(Installation inbox, string email)
    {
        var link = Link().Match(await inbox.Host.RunAsync("staff", "add", "--email", email, "--name", "Mia", "--role", "manager"));
        var mia = Api.Visitor(inbox.Host.Address);
        await mia.PostAsync("/session/claim", new { token = link.Groups[1].Value, email, name = "Mia", password = Installation.Password });
        return mia;
    }

    /// <summary>Half past seven of the first Monday after a day.</summary>
    private static DateTimeOffset MondayAfter(DateTimeOffset at) =>
        new DateTimeOffset(at.UtcDateTime.Date, TimeSpan.Zero).AddDays((8 - (int)at.UtcDateTime.DayOfWeek) % 7 is var days and > 0 ? days : 7).AddHours(7.5);

    [GeneratedRegex(@"/welcome#(\S+)")]
    private static partial Regex Link();

    /// <summary>All conversations of the week are of one nature: its bar has the whole width.</summary>
    [GeneratedRegex("<td width=\"100%\" height=\"12\" bgcolor=\"#3b5bdb\"")]
    private static partial Regex FullBar();
}
