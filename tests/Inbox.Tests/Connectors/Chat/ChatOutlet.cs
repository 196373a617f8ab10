using Inbox.Connectors;
using Inbox.Storage;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Chat;

/// <summary>The way out into a visitor's timeline.</summary>
internal sealed class ChatOutlet(ChatHost host, Account account, TimeProvider clock)
    : Outlet(host.Get<IChannel>(), account, new Dictionary<Way, Whom> { [Way.Direct] = new(new("visitor-1", "Ada"), "visitor-1") }, clock)
{
    public override int Taken => (int)host.Get<Database>().OneAsync<long>("select count(*) from timelines where direction = 'out'", null, CancellationToken.None).GetAwaiter().GetResult();

    public override Mood Mood
    {
        set => throw new NotSupportedException("The chat is ours.");
    }

    public static async Task<Outlet> OpenAsync()
    {
        var clock = new FakeClock();
        var host = await ChatHost.StartAsync(clock);
        return new ChatOutlet(host, (await host.Get<Accounts>().FindAsync(host.AccountId, TestContext.Current.CancellationToken))!, clock);
    }

    public override ValueTask DisposeAsync() => host.DisposeAsync();
}
