using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Inbox.Tests.Connectors;

/// <summary>One process that sends, on a store that several may share.</summary>
internal sealed class SendingDesk : IDisposable
{
    private readonly Store _store;
    private readonly ProcessLease _process;

    public SendingDesk(Store store, FakeChannel channel)
    {
        _store = store;
        var leases = new Leases(store.Database, store.Clock);
        _process = new(leases, store.Clock, NullLogger<ProcessLease>.Instance);
        Deliveries = new(store.Database, new Intake(store.Database, store.Clock), store.Clock);
        Lanes = new();
        Sender = new(new(Deliveries, new(store.Accounts), new([channel]), new(store.Database, store.Clock), Lanes), _process, store.Clock, NullLogger<ReplySender>.Instance);
    }

    public Deliveries Deliveries { get; }

    /// <summary>This process among all of them.</summary>
    public string Name => _process.Name;

    public SendingLanes Lanes { get; }

    public ReplySender Sender { get; }

    /// <summary>Says that this process lives, for the next 15 s of the test's clock.</summary>
    public async Task<SendingDesk> LiveAsync()
    {
        await new Leases(_store.Database, _store.Clock).TakeAsync(_process.Name, _process.Name, TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);
        return this;
    }

    public static SendReply Reply(Store store, string id = "reply-1") => new(
        id, 1, "conversation", store.AccountId, Store.Channel.Channel, new("ada"), Visibility.Private, "Hello", "Mia", store.Clock.GetUtcNow());

    /// <summary>What was reported of a reply, in its order.</summary>
    public static async Task<IReadOnlyList<ReplyReported>> ReportsAsync(Store store) =>
        [.. (await new PendingEvents(store.Database, store.Clock).ListAsync(TimeSpan.Zero, "", 1000, TestContext.Current.CancellationToken)).Select(p => p.Event).OfType<ReplyReported>()];

    public static async Task<string> StatesAsync(Store store) =>
        string.Join(' ', (await ReportsAsync(store)).Select(r => r.State.ToString().ToLowerInvariant()).Order(StringComparer.Ordinal));

    public void Dispose()
    {
        _process.Dispose();
        Lanes.Dispose();
    }
}
