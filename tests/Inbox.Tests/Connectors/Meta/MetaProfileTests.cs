using System.Text.Json.Nodes;
using Inbox.Connectors.Lookups;
using Inbox.Connectors.Meta.Instagram;
using Inbox.Connectors.Meta.Messenger;
using Inbox.Contracts;
using Inbox.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Inbox.Tests.Connectors.Meta;

/// <summary>Direct messages of the family carry a number and no name.</summary>
public sealed class MetaProfileTests
{
    private Answer? _trouble;
    private int _asked;

    [Theory]
    [InlineData("messenger", "Ada Ivory", null)]
    [InlineData("instagram", "Ada", "ada.ivory")]
    public async Task Somebody_who_writes_without_a_name_is_asked_for_once(string channel, string name, string? handle)
    {
        await using var scene = await OpenAsync(channel, name, handle);
        await using var desk = await LookupsAsync(scene, channel);
        await desk.SayAsync("m1", new("2001"));
        await desk.Lookups.RoundAsync(Cancel);
        await desk.SayAsync("m2", new("2001"));
        await desk.SayAsync("m3", new("2002", "Bob"));
        await desk.Lookups.RoundAsync(Cancel);

        Assert.Equal(1, _asked);
        var seen = Assert.Single((await scene.Desk.EventsAsync()).OfType<PersonSeen>());
        Assert.Equal((desk.Account, channel, new Party("2001", name, handle)), (seen.AccountId, seen.Channel, seen.Person));
    }

    [Fact]
    public async Task Who_is_not_told_stays_unnamed_and_a_platform_that_is_busy_is_asked_again()
    {
        await using var scene = await OpenAsync("instagram", "Ada", "ada");
        await using var desk = await LookupsAsync(scene, "instagram");
        await desk.SayAsync("m1", new("2001"));
        _trouble = GraphFake.Error(429, 4, "(#4) Application request limit reached", headers: new() { ["Retry-After"] = "50" });
        await desk.Lookups.RoundAsync(Cancel);
        _trouble = GraphFake.Error(400, 230, "(#230) User consent is required to access user profile");
        await desk.Lookups.RoundAsync(Cancel);
        Assert.Equal(1, _asked);
        scene.Desk.Clock.Advance(TimeSpan.FromSeconds(51));
        await desk.Lookups.RoundAsync(Cancel);
        scene.Desk.Clock.Advance(TimeSpan.FromDays(1));
        await desk.Lookups.RoundAsync(Cancel);

        Assert.Equal(2, _asked);
        Assert.Empty((await scene.Desk.EventsAsync()).OfType<PersonSeen>());
    }

    private Task<MetaScene> OpenAsync(string channel, string name, string? handle) => MetaScene.OpenAsync(channel, channel == "messenger" ? "pageId" : "instagramId", "17", _ => new GraphFake().On("GET 2001", call =>
    {
        _asked++;
        if (_trouble is { } trouble)
            return trouble;
        string[] known = channel == "messenger" ? ["name", "first_name", "last_name", "profile_pic"] : ["name", "username", "profile_pic"];
        var fields = call.Query["fields"].Split(',');
        if (fields.Except(known).Concat(call.Query.Keys.Except(["fields", "appsecret_proof"])).FirstOrDefault() is { } unknown)
            return GraphFake.Error(400, 100, $"(#100) Tried accessing nonexisting field ({unknown})");
        var all = new JsonObject { ["id"] = "2001", ["name"] = name, ["username"] = handle };
        return GraphFake.Ok(new JsonObject(all.Where(f => f.Key == "id" || fields.Contains(f.Key)).Select(f => KeyValuePair.Create(f.Key, f.Value?.DeepClone()))));
    }));

    private static async Task<Looking> LookupsAsync(MetaScene scene, string channel)
    {
        var store = scene.Desk.Store;
        var one = channel == "messenger" ? MessengerChannel.On(scene.Graph) : InstagramChannel.On(scene.Graph);
        var account = await store.Accounts.AddAsync(one.Description, "Page", scene.Account().Account.Settings, Cancel);
        var intake = new Intake(store.Database, store.Clock);
        await intake.StartAsync(Cancel);
        var lookups = new NameLookups(intake, new(store.Accounts), new([one]), store.Clock, NullLogger<NameLookups>.Instance);
        lookups.Listen();
        return new(account.Id, channel, intake, lookups);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private sealed record Looking(string Account, string Channel, Intake Intake, NameLookups Lookups) : IAsyncDisposable
    {
        public Task SayAsync(string id, Party person)
        {
            var key = Inbox.Connectors.Keys.Of("test", id);
            return Intake.AcceptAsync(
                new(Account, key, "application/json", new byte[] { 1 },
                    [new MessageReceived($"event {id}", Account, Channel, key, Direction.In, Visibility.Private, person, person, new("Hello?", "Hello?"), null, DateTimeOffset.UnixEpoch) { ExternalId = id }], [])
                { PayloadId = $"payload {id}" },
                Cancel);
        }

        public async ValueTask DisposeAsync()
        {
            await Intake.StopAsync(CancellationToken.None);
            Intake.Dispose();
            Lookups.Dispose();
        }
    }
}
