using Inbox.Servers;

namespace Inbox.SystemTests.Faults;

/// <summary>A wall clock that jumps while the process runs.</summary>
public sealed class ClockTests(Post post)
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

    [Fact]
    public async Task F13_a_clock_that_jumps_three_days_ahead_and_two_hours_back_gives_no_negative_duration_and_loses_nothing()
    {
        var (desk, guest) = (post.Desk(), post.Guest());
        var jump = Path.Combine(Path.GetTempPath(), $"inbox-clock-{Guid.CreateVersion7():n}");
        await File.WriteAllTextAsync(jump, "+0\n", TestContext.Current.CancellationToken);
        try
        {
            await using var inbox = await Installation.StartAsync(post, new Dictionary<string, string?>
            {
                ["LD_PRELOAD"] = Library, ["FAKETIME_TIMESTAMP_FILE"] = jump, ["FAKETIME_CACHE_DURATION"] = "1", ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1", ["FAKETIME_DONT_RESET"] = "1",
            });
            var account = await inbox.ConnectAsync(desk);
            foreach (var (name, days, hours) in (IEnumerable<(string, int, int)>)[("today", 0, 0), ("in three days", 3, 0), ("two hours ago", 0, -2), ("today again", 0, 0)])
            {
                await JumpAsync(jump, inbox, days, hours);
                var letter = new Letter(guest, desk, $"Sent {name}", "What time is it?");
                await post.Server.Deliver(guest, desk, letter.ToString());
                var id = (await inbox.Api.CardAsync(account, $"Sent {name}", "waiting")).Text("id")!;
                await inbox.Api.AnswerAsync(id, $"It is {name}.");
                var ask = Assert.Single((await inbox.Api.ConversationAsync(id, c => c.Text("state") == "open", "answered")).List("asks"));
                Assert.InRange(ask.Time("answeredAt")!.Value - ask.Time("askedAt")!.Value, TimeSpan.Zero, TimeSpan.FromDays(4));
                Assert.Equal(["in", "out"], (await inbox.Api.MessagesAsync(id)).Select(m => m.Text("direction")));
            }
            // Killed at a time that is the future to the next process: what was accepted then is taken up all the same.
            await JumpAsync(jump, inbox, 3, 0);
            for (var n = 0; n < 20; n++) await post.Server.Deliver(guest, desk, new Letter(guest, desk, $"At the jump {n}", "?").ToString());
            await inbox.Host.KillAsync();
            await File.WriteAllTextAsync(jump, "-7200\n", TestContext.Current.CancellationToken);
            await inbox.Host.StartAgainAsync();
            var cards = await Eventually.Until(() => inbox.Api.CardsAsync(account), c => c.Count >= 24, "every mail");
            Assert.Equal(24, cards.Count);
            Assert.Equal(4, Received.In(post.Server, guest).Count);
        }
        finally
        {
            File.Delete(jump);
        }
    }

    /// <summary>Sets the clock of the process, and waits until the process itself says the new time.</summary>
    private static async Task JumpAsync(string jump, Installation inbox, int days, int hours)
    {
        var by = new TimeSpan(days, hours, 0, 0);
        await File.WriteAllTextAsync(jump, FormattableString.Invariant($"{by.TotalSeconds:+0;-0}\n"), TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = inbox.Host.Address };
        await Eventually.Holds(async () =>
        {
            using var answer = await client.GetAsync(new Uri("/health/live", UriKind.Relative), TestContext.Current.CancellationToken);
            return ((answer.Headers.Date ?? default) - (Wall.Now + by)).Duration() < TimeSpan.FromMinutes(10);
        }, $"the time {by} from now");
    }
}
