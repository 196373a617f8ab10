using Inbox.Connectors;
using Inbox.Connectors.Meta;
using Inbox.Connectors.Meta.WhatsApp;
using Inbox.Contracts;

namespace Inbox.Tests.Connectors.Meta.WhatsApp;

public sealed class WhatsAppFollowTests : IAsyncLifetime
{
    private static readonly Uri Public = new("https://inbox.shop.example/");
    private MetaScene _scene = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private MetaChannel Channel => WhatsAppChannel.On(_scene.Graph);

    public async ValueTask InitializeAsync() => _scene = await MetaScene.OpenAsync("whatsapp", "phoneNumberId", CloudApi.Number, CloudApi.Start);

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task A_token_that_lives_is_well() =>
        Assert.Equal((HealthState.Green, null), await _scene.HealthAsync(Channel, _scene.Account(), Public));

    [Fact]
    public async Task A_token_is_warned_of_before_it_dies()
    {
        _scene.Fake.Expires = _scene.Desk.Clock.GetUtcNow().AddDays(6.5);
        var (state, reason) = await _scene.HealthAsync(Channel, _scene.Account(), Public);

        Assert.Equal(HealthState.Yellow, state);
        Assert.Contains("6 days", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_platform_does_not_say_when_a_token_ends_staff_are_told()
    {
        _scene.Fake.IsSilent = true;
        var (state, reason) = await _scene.HealthAsync(Channel, _scene.Account(), Public);

        Assert.Equal(HealthState.Yellow, state);
        Assert.Contains("does not say when this account's token ends", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F21_a_dead_token_stops_the_account_and_says_what_to_do()
    {
        _scene.Fake.IsDead = true;
        var broken = await Assert.ThrowsAsync<ChannelException>(() => Channel.FollowAsync(_scene.Desk.Following(_scene.Account(), Public), Cancel));

        Assert.False(broken.Transient);
        Assert.Contains("paste it here", broken.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(GraphFake.Token, broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_secret_the_account_does_not_start() =>
        Assert.Contains("app secret", (await Assert.ThrowsAsync<ChannelException>(() => Channel.FollowAsync(_scene.Desk.Following(_scene.Account(("appSecret", "")), Public), Cancel))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Without_a_public_address_it_says_that_nothing_can_come_in() =>
        Assert.Contains("Inbox__PublicUrl", (await _scene.HealthAsync(Channel, _scene.Account(), null)).Reason, StringComparison.Ordinal);

    [Fact]
    public async Task A_file_is_fetched_by_its_id_with_the_token()
    {
        Assert.Equal([0xff, 0xd8, 0xff], await Channel.FetchAsync(_scene.Account(), "media-1", Cancel));
        Assert.False((await Assert.ThrowsAsync<ChannelException>(() => Channel.FetchAsync(_scene.Account(), "gone", Cancel))).Transient);
    }

    [Theory]
    [InlineData("token", "EAAwrong", "token"), InlineData("appSecret", "another secret of the right length", "appSecret"), InlineData("phoneNumberId", "17", "phoneNumberId"), InlineData("phoneNumberId", "+33 6", "phoneNumberId")]
    [InlineData("verifyToken", "", "verifyToken"), InlineData("graphUrl", "http://127.0.0.1:9", "graphUrl")]
    public async Task Whoever_types_something_wrong_is_told_what(string key, string value, string blamed) =>
        Assert.Equal(blamed, Assert.Single(await Channel.CheckAsync(_scene.Account((key, value)), Cancel)).Key);

    [Fact]
    public async Task What_works_is_not_complained_of() => Assert.Empty(await Channel.CheckAsync(_scene.Account(), Cancel));
}
