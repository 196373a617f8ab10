using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Bus;

public sealed class PayloadReplayTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Bytes_that_can_be_read_by_now_are_taken_up_once(string database)
    {
        await using var store = await Store.OpenAsync(database);
        var intake = new Intake(store.Database, store.Clock);
        await intake.StartAsync(Cancel);
        await intake.AcceptAsync(store.Delivery("sent:k1") with { Unreadable = "not understood" }, Cancel);
        var quarantine = new Quarantine(store.Database, store.Clock);
        var entry = Assert.Single(await quarantine.ListAsync(null, 10, Cancel));
        var channel = new FakeChannel { Reads = _ => new([], [], "still not understood") };
        var replay = new PayloadReplay(quarantine, new(store.Database), store.Accounts, new([channel]), intake, [new Known()], store.Clock);

        await replay.RunAsync(entry.Id, Cancel);
        Assert.Equal("still not understood", Assert.Single(await quarantine.ListAsync(null, 10, Cancel)).Reason);
        channel.Reads = input => new([Found.Of(new MessageDeleted(input.NewId(), input.AccountId, $"{input.Origin} {input.PayloadId == entry.PayloadId}", input.ReceivedAt))], []);
        await replay.RunAsync(entry.Id, Cancel);
        await replay.RunAsync(entry.Id, Cancel);

        var pending = await new PendingEvents(store.Database, store.Clock).ListAsync(TimeSpan.Zero, "", 10, Cancel);
        Assert.Equal("Sent True, known", Assert.IsType<MessageDeleted>(Assert.Single(pending).Event).TargetExternalId);
        Assert.Empty(await quarantine.ListAsync(null, 10, Cancel));
        await intake.StopAsync(Cancel);
        intake.Dispose();
    }

    /// <summary>Knows more of a deletion than its bytes say.</summary>
    private sealed class Known : IAmend
    {
        public Task<Delivery> AmendAsync(Delivery delivery, CancellationToken cancel) =>
            Task.FromResult(delivery with { Events = [.. delivery.Events.Cast<MessageDeleted>().Select(e => e with { TargetExternalId = $"{e.TargetExternalId}, known" })] });
    }
}
