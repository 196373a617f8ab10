using System.Text.Json.Nodes;
using Inbox.Connectors.Meta.Facebook;
using Inbox.Connectors.Meta.Instagram;
using Inbox.Connectors.Meta.Messenger;
using Inbox.Connectors.Meta.WhatsApp;
using Inbox.Contracts;
using Inbox.Tests.Connectors.Meta.WhatsApp;

namespace Inbox.Tests.Connectors.Meta;

/// <summary>An app that is not subscribed to a page hears nothing of it, however well its token is.</summary>
public sealed class SubscriptionTests
{
    private const string Id = "137542570280222", Business = "102289599326934";
    private static readonly Uri Public = new("https://inbox.shop.example/");
    private static readonly string[] PageFields = ["feed", "messages", "messaging_postbacks", "message_echoes", "message_edits", "messaging_referrals", "mention"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connecting_subscribes_the_app_and_keeps_what_it_hears_already()
    {
        await using var scene = await OpenAsync("facebook", "pageId", Id, PageFields);
        scene.Fake.Heard!["1"] = ["feed"]; // another app's
        Assert.Empty(await FacebookChannel.On(scene.Graph).CheckAsync(scene.Account(), Cancel));
        Assert.Equal(["feed"], scene.Fake.Heard[GraphFake.App]);

        Assert.Empty(await MessengerChannel.On(scene.Graph).CheckAsync(scene.Account(), Cancel));
        Assert.Equal(["feed", "message_echoes", "message_edits", "messages", "messaging_postbacks", "messaging_referrals"], scene.Fake.Heard[GraphFake.App].Order());
        Assert.Equal(["feed"], scene.Fake.Heard["1"]);
        Assert.DoesNotContain(scene.Fake.Addresses, a => a.Contains(GraphFake.Token, StringComparison.Ordinal));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Who_may_not_subscribe_the_app_is_told_so_at_connecting_and_the_account_is_not_green(bool mayLook)
    {
        await using var scene = await OpenAsync("facebook", "pageId", Id, PageFields);
        scene.Fake.MayHear = (mayLook, false);
        var channel = FacebookChannel.On(scene.Graph);

        var problem = Assert.Single(await channel.CheckAsync(scene.Account(), Cancel));
        Assert.Equal("token", problem.Key);
        Assert.Contains("the permission pages_manage_metadata", problem.Message, StringComparison.Ordinal);
        Assert.Equal((HealthState.Yellow, problem.Message), await scene.HealthAsync(channel, scene.Account(), Public));
    }

    [Fact]
    public async Task A_number_without_its_business_account_is_looked_up_and_heard_and_a_token_that_may_not_answer_is_refused()
    {
        await using var scene = await MetaScene.OpenAsync("whatsapp", "phoneNumberId", CloudApi.Number, url => CloudApi.Start(url)
            .On($"GET 1/phone_numbers", _ => GraphFake.Ok(new JsonObject { ["data"] = new JsonArray(new JsonObject { ["id"] = "5" }) }))
            .On($"GET {Business}/phone_numbers", _ => GraphFake.Ok(new JsonObject { ["data"] = new JsonArray(new JsonObject { ["id"] = CloudApi.Number }) })));
        (scene.Fake.Heard, scene.Fake.HeardAt) = ([], Business);
        scene.Fake.May = (["whatsapp_business_management"], ["1", Business]);
        Assert.Contains("whatsapp_business_messaging", Assert.Single(await WhatsAppChannel.On(scene.Graph).CheckAsync(scene.Account(), Cancel)).Message, StringComparison.Ordinal);
        Assert.Empty(scene.Fake.Heard);

        scene.Fake.May = (["whatsapp_business_management", "whatsapp_business_messaging"], ["1", Business]);
        Assert.Empty(await WhatsAppChannel.On(scene.Graph).CheckAsync(scene.Account(), Cancel));
        Assert.Equal([GraphFake.App], scene.Fake.Heard.Keys);
    }

    [Fact]
    public async Task An_account_whose_subscription_is_lost_is_subscribed_again_within_the_hour_and_one_that_was_mended_is_green()
    {
        await using var scene = await OpenAsync("messenger", "pageId", Id, PageFields);
        scene.Fake.MayHear = (true, false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var following = MessengerChannel.On(scene.Graph).FollowAsync(scene.Desk.Following(scene.Account(), Public), stop.Token);
        async Task UntilAsync(Func<bool> seen) => await Storage.Eventually.IsTrueAsync(() =>
        {
            if (!seen())
                scene.Desk.Clock.Advance(TimeSpan.FromSeconds(10));
            return Task.FromResult(seen() || following.IsCompleted);
        });

        await UntilAsync(() => scene.Desk.Health.LastOrDefault().State == HealthState.Yellow);
        scene.Fake.Heard![GraphFake.App] = ["messages"]; // by hand, without the rest
        await UntilAsync(() => scene.Desk.Health.LastOrDefault().State == HealthState.Green);
        scene.Fake.Heard.Remove(GraphFake.App);
        scene.Fake.MayHear = (true, true);
        await UntilAsync(() => scene.Fake.Heard.ContainsKey(GraphFake.App));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
        Assert.Equal([HealthState.Yellow, HealthState.Green], scene.Desk.Health.Select(h => h.State));
    }

    [Fact]
    public async Task A_business_account_is_subscribed_whole_where_it_is_named()
    {
        await using var scene = await OpenAsync("whatsapp", "phoneNumberId", Business, []);
        Assert.Empty(await WhatsAppChannel.On(scene.Graph).CheckAsync(scene.Account(), Cancel));
        Assert.Empty(scene.Fake.Heard!);
        Assert.Empty(await WhatsAppChannel.On(scene.Graph).CheckAsync(scene.Account(("businessAccountId", Business)), Cancel));
        Assert.Empty(scene.Fake.Heard![GraphFake.App]);
        scene.Fake.MayHear = (true, false);
        Assert.Empty(await WhatsAppChannel.On(scene.Graph).CheckAsync(scene.Account(("businessAccountId", Business)), Cancel));
    }

    [Fact]
    public async Task For_a_profile_any_field_of_its_page_will_do()
    {
        await using var scene = await OpenAsync("instagram", "instagramId", "me", PageFields);
        scene.Fake.MayHear = (true, false);
        scene.Fake.Heard![GraphFake.App] = ["mention"];
        Assert.Empty(await InstagramChannel.On(scene.Graph).CheckAsync(scene.Account(), Cancel));
        Assert.Equal(["mention"], scene.Fake.Heard[GraphFake.App]);

        scene.Fake.MayHear = (true, true);
        scene.Fake.Heard.Clear();
        Assert.Empty(await InstagramChannel.On(scene.Graph).CheckAsync(scene.Account(), Cancel));
        Assert.Equal(["feed", "messages"], scene.Fake.Heard[GraphFake.App]);
        Assert.Equal(["comments", "messages"], InstagramChannel.Hears.Fields(scene.Account(("graphUrl", "https://graph.instagram.com"))));
    }

    private static async Task<MetaScene> OpenAsync(string channel, string setting, string at, string[] fields)
    {
        var scene = await MetaScene.OpenAsync(channel, setting, Id, _ => new GraphFake { Heard = [], HeardAt = at, HeardFields = fields }.On($"GET {Id}", _ => GraphFake.Ok(new JsonObject { ["id"] = Id }))
            .On("GET me/conversations", _ => GraphFake.Ok(new JsonObject { ["data"] = new JsonArray() })));
        return scene;
    }
}
