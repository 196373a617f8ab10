using System.Text.Json.Nodes;
using Inbox.Connectors;
using Inbox.Connectors.Hooks;
using Inbox.Connectors.Meta.WhatsApp;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Connectors.Meta.WhatsApp;
using Inbox.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Inbox.Tests.Connectors.Meta;

/// <summary>What staff see of an account whose token dies, or whose platform is not well: through the follower, with the stored health.</summary>
public sealed class TokenWatchTests : IAsyncLifetime
{
    private MetaScene _scene = null!;
    private TestBus _bus = null!;
    private Answer? _trouble;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Store Store => _scene.Desk.Store;

    public async ValueTask InitializeAsync()
    {
        _bus = await TestBus.StartAsync();
        _scene = await MetaScene.OpenAsync("whatsapp", "phoneNumberId", CloudApi.Number, url => CloudApi.Start(url)
            .On($"GET {CloudApi.Number}", _ => _trouble ?? GraphFake.Ok(new JsonObject { ["id"] = CloudApi.Number })));
    }

    [Fact]
    public async Task F21_a_token_that_dies_is_red_within_a_minute_and_green_again_with_a_new_one()
    {
        _scene.Fake.Expires = Store.Clock.GetUtcNow().AddDays(60);
        await using (var following = Follow())
        {
            Assert.Equal(_scene.Fake.Expires, (await WithinAMinuteAsync(HealthState.Green)).TokenEndsAt);

            _scene.Fake.IsDead = true;
            var red = await WithinAMinuteAsync(HealthState.Red);
            Assert.Contains("does not accept this account's token any more", red.HealthReason, StringComparison.Ordinal);
            Assert.Null(red.TokenEndsAt);
        }

        _scene.Fake.IsDead = false;
        await using var again = Follow();
        var green = await WithinAMinuteAsync(HealthState.Green);
        Assert.Equal((null, _scene.Fake.Expires), (green.HealthReason, green.TokenEndsAt));
        Assert.Equal([HealthState.Green, HealthState.Red, HealthState.Green], _bus.Health.Select(h => h.State));
    }

    [Fact]
    public async Task A_platform_that_is_not_well_is_red_within_a_minute_and_green_once_it_is_well()
    {
        await using var following = Follow();
        await WithinAMinuteAsync(HealthState.Green);

        _trouble = GraphFake.Error(503, 2, "Service temporarily unavailable");
        Assert.Contains("Service temporarily unavailable", (await WithinAMinuteAsync(HealthState.Red)).HealthReason, StringComparison.Ordinal);

        _trouble = null;
        await WithinAMinuteAsync(HealthState.Green);
    }

    [Fact]
    public async Task A_platform_that_is_asked_too_often_is_said_and_keeps_the_days_of_the_token()
    {
        _scene.Fake.Expires = Store.Clock.GetUtcNow().AddDays(60);
        await using var following = Follow();
        await WithinAMinuteAsync(HealthState.Green);

        _trouble = GraphFake.Error(429, 4, "(#4) Application request limit reached", headers: new() { ["Retry-After"] = "50" });
        var asked = await WithinAMinuteAsync(HealthState.Yellow);
        Assert.Contains("asks too often", asked.HealthReason, StringComparison.Ordinal);
        Assert.Equal(_scene.Fake.Expires, asked.TokenEndsAt);

        _trouble = null;
        await WithinAMinuteAsync(HealthState.Green);
    }

    private Followed Follow()
    {
        var leases = new Leases(Store.Database, Store.Clock);
        var parts = new FollowerParts(
            leases, Store.Accounts, new(leases, Store.Clock, NullLogger<ProcessLease>.Instance),
            new(new Intake(Store.Database, Store.Clock), new(Store.Database), Store.Clock, new HookAddress(new("https://inbox.shop.example/"))) { Touched = new(Store.Database), Wanted = new(Store.Database), Accounts = Store.Accounts }, new(_bus.Bus, NullLogger<HealthAnnouncer>.Instance));
        var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        return new(stop, new AccountFollower(parts, WhatsAppChannel.On(_scene.Graph), _scene.Account(), NullLogger.Instance).RunAsync(stop.Token));
    }

    /// <summary>The account once it does so; the clock moves on by a minute and no further.</summary>
    private async Task<Account> WithinAMinuteAsync(HealthState state)
    {
        for (var second = 0; second < 60 && (await AccountAsync()).Health != state; second++)
        {
            Store.Clock.Advance(TimeSpan.FromSeconds(1));
            for (var pause = 0; pause < 5; pause++)
                await Eventually.PauseAsync();
        }
        await Eventually.IsTrueAsync(async () => (await AccountAsync()).Health == state);
        return await AccountAsync();
    }

    private async Task<Account> AccountAsync() => (await Store.Accounts.FindAsync(Store.AccountId, Cancel))!;

    public async ValueTask DisposeAsync()
    {
        await _scene.DisposeAsync();
        await _bus.DisposeAsync();
    }

    private sealed class Followed(CancellationTokenSource stop, Task running) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await Task.WhenAny(running);
            stop.Dispose();
        }
    }
}
