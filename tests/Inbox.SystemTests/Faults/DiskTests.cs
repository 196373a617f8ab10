using System.Diagnostics;
using Inbox.Servers;

namespace Inbox.SystemTests.Faults;

/// <summary>A disk that can write no more.</summary>
public sealed class DiskTests(Post post)
{
    [Fact]
    public async Task F12_a_process_whose_disk_cannot_write_stops_and_takes_nothing_for_accepted()
    {
        var (desk, guest) = (post.Desk(), post.Guest());
        await using var inbox = await Installation.StartAsync(post);
        var account = await inbox.ConnectAsync(desk);
        await post.Server.Deliver(guest, desk, new Letter(guest, desk, "Before the disk failed", "?").ToString());
        var id = (await inbox.Api.CardAsync(account, "Before the disk failed")).Text("id")!;
        using (var fault = await InjectAsync(inbox.Host.ProcessId))
        {
            try
            {
                var answer = await inbox.Api.SendAsync(HttpMethod.Post, $"/conversations/{id}/replies", new { clientId = "on-a-dead-disk", text = "Was this kept?" });
                Assert.InRange((int)answer.Status, 500, 599);
            }
            catch (HttpRequestException)
            {
                // The process was gone before it could refuse, which is an answer too.
            }
            await Eventually.Holds(() => inbox.Host.HasExited, "the end of the process");
            fault.Kill();
            await fault.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        await inbox.Host.KillAsync();
        await inbox.Host.StartAgainAsync();
        await post.Server.Deliver(guest, desk, new Letter(guest, desk, "After the disk was changed", "?").ToString());
        await inbox.Api.CardAsync(account, "After the disk was changed");

        // Nobody was told that the reply was kept, so it may be there or not; the client repeats it, and then it is there once.
        await inbox.Api.PostAsync($"/conversations/{id}/replies", new { clientId = "on-a-dead-disk", text = "Was this kept?" });
        await inbox.Api.ReplyAsync(id, "on-a-dead-disk", "sent");
        Assert.Single(await Received.Wait(post.Server, guest));
    }

    /// <summary>Lets every fsync and fdatasync of the process fail from now on.</summary>
    private static async Task<Process> InjectAsync(int pid)
    {
        var strace = Process.Start(new ProcessStartInfo("strace", ["-f", "-p", $"{pid}", "-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO", "-o", "/dev/null"]) { RedirectStandardError = true })!;
        var said = await strace.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.Contains("attached", said, StringComparison.Ordinal);
        return strace;
    }
}
