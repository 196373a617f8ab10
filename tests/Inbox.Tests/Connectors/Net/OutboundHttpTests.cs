using Inbox.Connectors.Net;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Net;

public sealed class OutboundHttpTests
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Whoever_does_not_answer_in_time_or_breaks_off_may_have_done_what_was_asked(bool hangs)
    {
        await using var vendor = await Vendor.StartAsync(_ => hangs ? new(200, Flow: (_, gone) => Task.Delay(Timeout.Infinite, gone)) : Vendor.Lost);
        using var http = new OutboundHttp(new(new(new HashSet<string>(), AllowLoopback: true)), new FakeClock());
        using var request = new HttpRequestMessage(HttpMethod.Get, vendor.Url);

        var error = await Assert.ThrowsAsync<OutboundException>(() => http.SendAsync(request, TestContext.Current.CancellationToken, hangs ? TimeSpan.FromMilliseconds(50) : OutboundHttp.Longest));

        Assert.Equal((hangs ? "127.0.0.1 did not answer in time." : "127.0.0.1 broke off its answer.", true), (error.Message, error.MayHaveArrived));
    }
}
