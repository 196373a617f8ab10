using System.Net;
using Inbox.Contracts;
using Inbox.Gateway;
using Inbox.Storage;

namespace Inbox.Tests.Gateway;

public sealed class ReplayTests
{
    [Fact]
    public async Task An_event_that_failed_for_good_stands_in_intake_again_under_its_own_id_and_can_be_acknowledged()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = (await host.AddAccountAsync()).Id;
        var e = Event(host, account);
        var pending = host.Get<PendingEvents>();
        await host.Get<Intake>().AcceptAsync(new Delivery(account, new('a', 64), "message/rfc822", "From: x"u8.ToArray(), [e], []) { PayloadId = Id.New(host.Clock) }, Cancel);
        while (!await pending.FailAsync(e, "It has no end.", Cancel))
            Assert.Equal(1, await pending.CountAsync(Cancel));
        using var manager = await host.AsAsync(Role.Manager);
        var entry = Assert.Single((await manager.ReadAsync("/api/v1/quarantine")).GetProperty("items").EnumerateArray());

        Assert.Equal("It has no end.", entry.Text("reason"));
        Assert.Equal(0, await pending.CountAsync(Cancel));
        Assert.Equal(HttpStatusCode.Accepted, (await manager.SendAsync(HttpMethod.Post, $"/api/v1/quarantine/{entry.Text("id")}/replays", new { })).StatusCode);
        Assert.Equal(e.EventId, Assert.Single(await pending.ReadAsync([e.EventId], Cancel)).EventId);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.SendAsync(HttpMethod.Post, $"/api/v1/quarantine/{entry.Text("id")}/replays", new { })).StatusCode);
        await host.Get<Database>().WriteAsync(t => pending.TakeAsync(t, [e.EventId], Cancel), Cancel);
        Assert.Equal(0, await pending.CountAsync(Cancel));
    }

    [Fact]
    public async Task Bytes_that_an_erasure_emptied_are_neither_offered_nor_read_again_and_can_be_put_away()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = (await host.AddAccountAsync()).Id;
        await host.Get<Intake>().AcceptAsync(new Delivery(account, new('b', 64), "message/rfc822", "???"u8.ToArray(), [], []) { PayloadId = "p1", Unreadable = "It is no mail." }, Cancel);
        var database = host.Get<Database>();
        await database.WriteAsync(t => Erasure.OwnPayloadsAsync(t, database.Dialect, ["p1"], "These bytes were emptied.", Cancel), Cancel);
        using var manager = await host.AsAsync(Role.Manager);
        var entry = Assert.Single((await manager.ReadAsync("/api/v1/quarantine")).GetProperty("items").EnumerateArray());

        Assert.StartsWith("These bytes were emptied", entry.Text("reason"), StringComparison.Ordinal);
        Assert.Equal(0, entry.GetProperty("size").GetInt64());
        Assert.Equal(HttpStatusCode.NotFound, (await manager.SendAsync(HttpMethod.Get, $"/api/v1/quarantine/{entry.Text("id")}/raw")).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await manager.SendAsync(HttpMethod.Post, $"/api/v1/quarantine/{entry.Text("id")}/replays", new { })).StatusCode);
        Assert.Empty((await manager.ReadAsync("/api/v1/quarantine")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Bytes_that_nobody_could_read_go_back_to_their_connector()
    {
        await using var host = await GatewayHost.StartAsync();
        var account = (await host.AddAccountAsync()).Id;
        await host.Get<Intake>().AcceptAsync(
            new Delivery(account, new('b', 64), "message/rfc822", "???"u8.ToArray(), [], []) { PayloadId = Id.New(host.Clock), Unreadable = "It is no mail." }, Cancel);
        using var manager = await host.AsAsync(Role.Manager);
        var id = Assert.Single((await manager.ReadAsync("/api/v1/quarantine")).GetProperty("items").EnumerateArray()).Text("id");

        Assert.Equal(HttpStatusCode.Accepted, (await manager.SendAsync(HttpMethod.Post, $"/api/v1/quarantine/{id}/replays", new { })).StatusCode);
        Assert.Equal(id, await host.Replays.NextAsync(Cancel));
    }

    private static MessageReceived Event(GatewayHost host, string account) => new(
        Id.New(host.Clock), account, "email", new('c', 64), Direction.In, Visibility.Private, new("carla@example.net", "Carla", Address: "carla@example.net"), new("carla@example.net"),
        new("Where is it?", "Where is it?", "Parcel", null, []), host.Clock.GetUtcNow(), host.Clock.GetUtcNow());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
