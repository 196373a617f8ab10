namespace Inbox.SystemTests.Faults;

/// <summary>The process dies again and again while mails come in and replies go out.</summary>
public sealed class KillLedgerTests(Post post)
{
    private const int Seed = 20261121;

    [Fact]
    public async Task F01_F02_nothing_is_lost_or_doubled_when_the_process_is_killed_nine_times_during_500_mails_and_50_replies()
    {
        await using var inbox = await Installation.StartAsync(post);
        var desk = post.Desk();
        var account = await inbox.ConnectAsync(desk);
        var ledger = new Ledger(post.Server, desk);
        var kills = 0;
        using var impatient = Api.With(inbox.Api.Token!, inbox.Host.Address, TimeSpan.FromSeconds(20));
        var run = new KillRun(ledger, [impatient], account, desk, [.. Enumerable.Range(0, 10).Select(_ => post.Guest())], Seed);
        await run.RunAsync(rounds: 11, mails: 46, replies: 5, async _ =>
        {
            await inbox.Host.KillAsync();
            kills++;
            await inbox.Host.StartAgainAsync();
        });
        Assert.Equal((9, 506, 50), (kills, ledger.Mails, ledger.Replies.Count));
        await ledger.HoldsAsync(inbox.Api, account, kills * 5);
        await inbox.VerifiesAsync();
    }
}
