using Inbox.Connectors.Hooks;
using Inbox.Connectors.Webhook;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Hooks;

public sealed class HookAccountsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_this_process_changes_of_an_account_holds_at_once_and_what_another_one_changes_within_a_second()
    {
        await using var store = await Store.OpenAsync("sqlite");
        var (here, elsewhere) = (Accounts(store), Accounts(store));
        var id = (await here.AddAsync(WebhookChannel.Describes, "Shop", Secret("one"), Cancel)).Id;
        var known = new HookAccounts(new(here), here, store.Clock);

        Assert.Equal("one", (await known.FindAsync(id, Cancel))!["secret"]);
        await here.ChangeAsync(WebhookChannel.Describes, id, "Shop", Secret("two"), Cancel);
        Assert.Equal("two", (await known.FindAsync(id, Cancel))!["secret"]);
        await elsewhere.ChangeAsync(WebhookChannel.Describes, id, "Shop", Secret("three"), Cancel);
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("three", (await known.FindAsync(id, Cancel))!["secret"]);
        await here.SetHealthAsync(id, HealthState.Green, null, Cancel);
        Assert.Equal(HealthState.Green, (await known.FindAsync(id, Cancel))!.Account.Health);
        await here.RemoveAsync(id, Cancel);
        Assert.Null(await known.FindAsync(id, Cancel));
    }

    private static Accounts Accounts(Store store) => new(store.Database, new SecretBox(new MasterKey(new byte[32])), store.Clock);

    private static Dictionary<string, string> Secret(string secret) => new() { ["secret"] = secret };
}
