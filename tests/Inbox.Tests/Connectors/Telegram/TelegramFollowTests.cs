using System.Text.Json.Nodes;
using Inbox.Connectors;
using Inbox.Connectors.Net;
using Inbox.Connectors.Telegram;
using Inbox.Contracts;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Telegram;

public sealed class TelegramFollowTests
{
    private static Dictionary<string, string> Pushed => new() { ["token"] = BotApi.Token, ["mode"] = "webhook" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Polling_brings_every_update_once_and_asks_for_the_next_only_when_it_is_durable()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Api.Add(Update(1, "One"), Update(2, "Two"));
        await using (scene.Follow())
            await Eventually.IsTrueAsync(async () => await scene.Desk.CursorAsync("updates") is "3");
        scene.Api.Add(Update(2, "Two"), Update(3, "Three"));
        await using (scene.Follow())
            await Eventually.IsTrueAsync(async () => await scene.Desk.CursorAsync("updates") is "4");

        Assert.Equal(["One", "Two", "Three"], (await scene.Desk.MessagesAsync()).Select(m => m.Body.Text));
        Assert.Equal((HealthState.Green, null), scene.Desk.Health.Last());
    }

    [Fact]
    public async Task F21_a_token_that_was_taken_back_stops_the_account_and_says_what_to_do()
    {
        await using var scene = await Scene.OpenAsync();
        var broken = await Assert.ThrowsAsync<ChannelException>(() => scene.RunAsync(new() { ["token"] = "1:revoked" }, Cancel));

        Assert.False(broken.Transient);
        Assert.Contains("@BotFather", broken.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("revoked", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F21_a_platform_that_asks_to_be_left_alone_says_for_how_long()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Api.IsBusy = true;
        var broken = await Assert.ThrowsAsync<ChannelException>(() => scene.RunAsync(new() { ["token"] = BotApi.Token }, Cancel));

        Assert.Equal((true, TimeSpan.FromSeconds(300)), (broken.Transient, broken.After));
    }

    [Fact]
    public async Task The_webhook_is_set_to_this_account_with_its_secret()
    {
        await using var scene = await Scene.OpenAsync();
        await using (scene.Follow(Pushed, new Uri("https://inbox.shop.example/")))
            await Eventually.IsTrueAsync(() => Task.FromResult(!scene.Desk.Health.IsEmpty));

        var account = scene.Desk.Account("telegram", new Dictionary<string, string> { ["token"] = BotApi.Token });
        Assert.Equal($"https://inbox.shop.example/hooks/telegram/{account.Account.Id}", scene.Api.Webhook);
        Assert.Equal(TelegramSettings.HookSecret(account), scene.Api.WebhookSecret);
    }

    [Theory, InlineData(20), InlineData(75), InlineData(300)]
    public async Task While_a_message_waits_at_Telegram_that_it_cannot_deliver_the_account_is_not_green(int secondsAgo)
    {
        await using var scene = await Scene.OpenAsync();
        await scene.DeliveredAsync();
        var failedAt = scene.Desk.Clock.GetUtcNow();
        scene.Desk.Clock.Advance(TimeSpan.FromSeconds(secondsAgo));
        scene.Api.Trouble = (4, failedAt);
        await using var following = scene.Follow(Pushed, new Uri("https://inbox.shop.example/"));
        await SeenAsync(scene, "4 wait");

        // It was asked to wait an hour: nothing fails meanwhile, nothing arrives, and what has waited for a day is dropped.
        scene.Desk.Clock.Advance(TimeSpan.FromMinutes(40));
        scene.Api.Trouble = (3, failedAt);
        await SeenAsync(scene, "3 wait");
        Assert.All(scene.Desk.Health, h => Assert.Equal(HealthState.Yellow, h.State));
        scene.Api.Trouble = (0, failedAt);
        await SeenAsync(scene, null);
    }

    [Fact]
    public async Task A_busy_bot_is_green_again_with_the_first_delivery_after_a_failure_though_something_always_waits()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Api.Trouble = (1, scene.Desk.Clock.GetUtcNow().AddSeconds(-10));
        await using var following = scene.Follow(Pushed, new Uri("https://inbox.shop.example/"));
        await SeenAsync(scene, "1 wait");
        await scene.DeliveredAsync();
        await SeenAsync(scene, null);
        scene.Api.Trouble = (2, scene.Desk.Clock.GetUtcNow());
        await SeenAsync(scene, "2 wait");
    }

    /// <summary>Goes on until the account says this, or that it is well.</summary>
    private static Task SeenAsync(Scene scene, string? words) =>
        Eventually.IsTrueAsync(() =>
        {
            scene.Desk.Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(!scene.Desk.Health.IsEmpty && (words is null ? scene.Desk.Health.Last().State == HealthState.Green : scene.Desk.Health.Last().Reason?.Contains(words, StringComparison.Ordinal) == true));
        });

    [Fact]
    public async Task Without_a_public_address_the_webhook_mode_says_so()
    {
        await using var scene = await Scene.OpenAsync();
        var broken = await Assert.ThrowsAsync<ChannelException>(() => scene.RunAsync(Pushed, Cancel));

        Assert.Contains("Inbox__PublicUrl", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_fetched_by_its_id()
    {
        await using var scene = await Scene.OpenAsync();

        Assert.Equal([0xff, 0xd8, 0xff], await scene.Channel.FetchAsync(scene.Account(new() { ["token"] = BotApi.Token }), "photo-1", Cancel));
        Assert.Contains("wrong file_id", (await Assert.ThrowsAsync<ChannelException>(() => scene.Channel.FetchAsync(scene.Account(new() { ["token"] = BotApi.Token }), "gone", Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_types_a_wrong_token_is_told_at_once()
    {
        await using var scene = await Scene.OpenAsync();

        Assert.Empty(await scene.Channel.CheckAsync(scene.Account(new() { ["token"] = BotApi.Token }), Cancel));
        Assert.Equal("token", Assert.Single(await scene.Channel.CheckAsync(scene.Account(new() { ["token"] = "1:wrong" }), Cancel)).Key);
        Assert.Equal("token", Assert.Single(await scene.Channel.CheckAsync(scene.Account(new() { ["token"] = "my bot" }), Cancel)).Key);
        Assert.Equal("apiUrl", Assert.Single(await scene.Channel.CheckAsync(scene.Account(new() { ["token"] = BotApi.Token, ["apiUrl"] = "http://127.0.0.1:9" }), Cancel)).Key);
    }

    private static JsonObject Update(int id, string text) => new()
    {
        ["update_id"] = id,
        ["message"] = new JsonObject
        {
            ["message_id"] = id, ["from"] = new JsonObject { ["id"] = 5, ["first_name"] = "Bob" }, ["chat"] = new JsonObject { ["id"] = 5, ["type"] = "private" }, ["date"] = 1772441880, ["text"] = text,
        },
    };

    private sealed class Scene : IAsyncDisposable
    {
        private readonly OutboundHttp _http;
        private readonly Vendor _vendor;

        private Scene(FollowDesk desk, BotApi api, Vendor vendor)
        {
            (Desk, Api, _vendor) = (desk, api, vendor);
            _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), desk.Clock);
            var calls = new TelegramApi(_http);
            Channel = new(calls, new(calls));
        }

        public FollowDesk Desk { get; }

        public BotApi Api { get; }

        public TelegramChannel Channel { get; }

        public static async Task<Scene> OpenAsync()
        {
            var api = new BotApi();
            return new(await FollowDesk.OpenAsync(), api, await Vendor.StartAsync(api.Answer));
        }

        public ConnectedAccount Account(Dictionary<string, string> settings)
        {
            settings.TryAdd("apiUrl", _vendor.Url);
            return Desk.Account("telegram", settings);
        }

        /// <summary>The platform pushes something.</summary>
        public Task DeliveredAsync() => Desk.Store.Accounts.SetHookAsync(Desk.Store.AccountId, delivered: true, Cancel);

        public Task RunAsync(Dictionary<string, string> settings, CancellationToken cancel) => Channel.FollowAsync(Desk.Following(Account(settings)), cancel);

        /// <summary>Follows until it is disposed.</summary>
        public IAsyncDisposable Follow(Dictionary<string, string>? settings = null, Uri? publicUrl = null) => Desk.Follow(Channel, Account(settings ?? new() { ["token"] = BotApi.Token }), publicUrl);

        public async ValueTask DisposeAsync()
        {
            _http.Dispose();
            await _vendor.DisposeAsync();
            await Desk.DisposeAsync();
        }
    }
}
