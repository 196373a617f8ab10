using Inbox.Contracts;
using Inbox.Storage;

namespace Inbox.Tests.Storage;

public sealed class AccountsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A35_a_secret_is_sealed_at_rest_and_opens_for_its_own_account_only(string database)
    {
        await using var store = await Store.OpenAsync(database);
        var account = await store.Accounts.AddAsync(Store.Channel, "Shop", new Dictionary<string, string> { ["address"] = "s@example.com", ["password"] = "hunter2" }, Cancel);

        var row = (await store.Database.OneAsync<string>("select settings || secrets from accounts where id = @Id", new { account.Id }, Cancel))!;
        Assert.DoesNotContain("hunter2", row, StringComparison.Ordinal);
        Assert.Equal("hunter2", (await store.Accounts.SecretsAsync(account.Id, Cancel))["password"]);
        Assert.False(account.Settings.ContainsKey("password"));
        await store.Database.WriteAsync(t => t.RunAsync("update accounts set secrets = (select secrets from accounts where id = @from) where id = @to", new { from = account.Id, to = store.AccountId }, Cancel), Cancel);
        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(() => store.Accounts.SecretsAsync(store.AccountId, Cancel));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_secret_that_is_not_given_again_stays_as_it_is(string database)
    {
        await using var store = await Store.OpenAsync(database);
        await store.Accounts.ChangeAsync(Store.Channel, store.AccountId, "A", new Dictionary<string, string> { ["address"] = "b@example.com", ["password"] = "one" }, Cancel);
        await store.Accounts.ChangeAsync(Store.Channel, store.AccountId, "B", new Dictionary<string, string> { ["address"] = "c@example.com" }, Cancel);

        Assert.Equal("one", (await store.Accounts.SecretsAsync(store.AccountId, Cancel))["password"]);
        Assert.Equal("c@example.com", (await store.Accounts.FindAsync(store.AccountId, Cancel))!["address"]);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_change_of_health_is_news_only_once(string database)
    {
        await using var store = await Store.OpenAsync(database);

        Assert.True(await store.Accounts.SetHealthAsync(store.AccountId, HealthState.Red, "wrong password", Cancel));
        Assert.False(await store.Accounts.SetHealthAsync(store.AccountId, HealthState.Red, "wrong password", Cancel));
        Assert.True(await store.Accounts.SetHealthAsync(store.AccountId, HealthState.Green, null, Cancel));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Migrations_run_once_even_when_several_processes_start_together(string database)
    {
        await using var store = await Store.OpenAsync(database);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new Migrator(store.Database, store.Clock).RunAsync([typeof(Database).Assembly], Cancel)));

        Assert.Equal(
            typeof(Database).Assembly.GetManifestResourceNames().Count(n => n.EndsWith(".sql", StringComparison.Ordinal)),
            await store.Database.OneAsync<long>("select count(*) from migrations", null, Cancel));
    }
}
