using Inbox.Connectors;
using Inbox.Connectors.Meta.Instagram;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Connectors.Meta.Messenger;

namespace Inbox.Tests.Connectors.Meta.Instagram;

/// <summary>A token of Instagram's own login ends after 60 days unless it is renewed, and can be renewed once it is a day old.</summary>
public sealed class InstagramTokenTests : IAsyncLifetime
{
    private const string Profile = "17841400008460056", First = "IGAAfirst0token", Second = "IGAAsecond0token";
    private static readonly Uri Public = new("https://inbox.shop.example/");
    private MetaScene _scene = null!;
    private string _id = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Accounts Accounts => _scene.Desk.Store.Accounts;

    public async ValueTask InitializeAsync()
    {
        _scene = await MetaScene.OpenAsync("instagram", "instagramId", Profile, _ => SendApi.Start(Profile, "me/messages", text => text.Length <= 1000));
        _scene.Fake.Good = First;
        _id = (await Accounts.AddAsync(InstagramChannel.Describes, "Shop", new Dictionary<string, string>(_scene.Account(("token", First)).Account.Settings), Cancel)).Id;
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task It_is_renewed_and_kept_and_its_days_are_told()
    {
        _scene.Fake.Renewed = Second;
        await FollowAsync();

        Assert.Equal(Second, (await Accounts.SecretsAsync(_id, Cancel))["token"]);
        var ends = _scene.Desk.Clock.GetUtcNow().AddSeconds(5_183_944);
        Assert.Equal(ends, _scene.Desk.TokenEnd);

        // For a week nothing is asked, and the days are still known.
        _scene.Fake.Renewed = First;
        await FollowAsync();
        Assert.Equal((Second, ends), ((await Accounts.SecretsAsync(_id, Cancel))["token"], _scene.Desk.TokenEnd));
        _scene.Desk.Clock.Advance(TimeSpan.FromDays(8));
        await FollowAsync();
        Assert.Equal((First, ends.AddDays(8)), ((await Accounts.SecretsAsync(_id, Cancel))["token"], _scene.Desk.TokenEnd));
    }

    [Fact]
    public async Task One_that_is_too_young_is_tried_again_a_day_later()
    {
        await FollowAsync();
        Assert.Equal((First, null), ((await Accounts.SecretsAsync(_id, Cancel))["token"], _scene.Desk.TokenEnd));
        _scene.Fake.Renewed = Second;
        await FollowAsync();
        Assert.Null(_scene.Desk.TokenEnd);
        _scene.Desk.Clock.Advance(TimeSpan.FromHours(25));
        await FollowAsync();

        Assert.NotNull(_scene.Desk.TokenEnd);
        Assert.Equal(Second, (await Accounts.SecretsAsync(_id, Cancel))["token"]);
    }

    [Fact]
    public async Task What_staff_have_pasted_meanwhile_stays()
    {
        var followed = await AccountAsync();
        await Accounts.ChangeAsync(InstagramChannel.Describes, _id, "Shop", new Dictionary<string, string>(followed.Account.Settings) { ["token"] = "IGAApasted" }, Cancel);
        _scene.Fake.Renewed = Second;
        await FollowAsync(followed);

        Assert.Equal("IGAApasted", (await Accounts.SecretsAsync(_id, Cancel))["token"]);
    }

    [Fact]
    public async Task One_that_nobody_renewed_in_time_is_warned_of()
    {
        _scene.Fake.Renewed = Second;
        await FollowAsync();
        _scene.Fake.Renewed = null;
        _scene.Desk.Clock.Advance(TimeSpan.FromDays(55));
        await FollowAsync();

        Assert.Equal(HealthState.Yellow, _scene.Desk.Health.Last().State);
        Assert.Contains("The token dies in 4 days", _scene.Desk.Health.Last().Reason, StringComparison.Ordinal);
    }

    private async Task<ConnectedAccount> AccountAsync() => new((await Accounts.FindAsync(_id, Cancel))!, await Accounts.SecretsAsync(_id, Cancel));

    /// <summary>Follows until it was said how the account does.</summary>
    private async Task FollowAsync(ConnectedAccount? account = null)
    {
        var said = new TaskCompletionSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var following = InstagramChannel.On(_scene.Graph).FollowAsync(_scene.Desk.Following(account ?? await AccountAsync(), Public, () => said.TrySetResult()), stop.Token);
        await Task.WhenAny(said.Task, following);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
    }
}
