using Inbox.Connectors;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors;

public sealed class PackingTests
{
    [Fact]
    public async Task B53_bytes_that_a_reader_stumbles_over_are_kept_aside_and_hold_nothing_up()
    {
        await using var store = await Store.OpenAsync("sqlite");
        var account = (await store.Accounts.FindAsync(store.AccountId, TestContext.Current.CancellationToken))!;
        var channel = new FakeChannel { Reads = _ => throw new ArgumentOutOfRangeException("startIndex") };

        var delivery = channel.Pack(account, "{}"u8.ToArray(), store.Clock.GetUtcNow(), Origin.Incoming, () => "id");

        Assert.Empty(delivery.Events);
        Assert.Contains("ArgumentOutOfRangeException", delivery.Unreadable, StringComparison.Ordinal);
    }
}
