using Inbox.Connectors.Hooks;
using Inbox.Contracts;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Hooks;

public sealed class HookRoomTests
{
    private const int Places = 4;

    [Fact]
    public async Task F18_while_the_store_is_stuck_what_is_beyond_the_bound_is_asked_to_come_again_and_what_was_taken_is_there_afterwards()
    {
        var room = new HookRoom(Places);
        await using var door = await SignedDoor.StuckAsync(room);
        var taken = Enumerable.Range(0, Places).Select(i => door.SendAsync(i)).ToList();
        await Eventually.IsTrueAsync(() => room.Held == Places);

        foreach (var i in Enumerable.Range(Places, 3 * Places))
            Assert.Equal((503, (TimeSpan?)TimeSpan.FromSeconds(5)), await door.SendAsync(i));
        Assert.All(taken, one => Assert.False(one.IsCompleted));
        await door.GoOnAsync();
        Assert.All(await Task.WhenAll(taken), answer => Assert.Equal((200, null), answer));
        Assert.Equal(["m-0", "m-1", "m-2", "m-3"], await StoredAsync(door));

        foreach (var i in Enumerable.Range(Places, 3 * Places))
            Assert.Equal((200, null), await door.SendAsync(i));
        Assert.Equal(4 * Places, (await StoredAsync(door)).Count());
        Assert.Equal(0, room.Held);
    }

    [Fact]
    public async Task F18_a_caller_that_hangs_up_keeps_its_place_until_what_it_sent_is_stored()
    {
        var room = new HookRoom(1);
        await using var door = await SignedDoor.StuckAsync(room);
        using var hangsUp = new CancellationTokenSource();
        var hasty = door.SendAsync(1, hangsUp.Token);
        await Eventually.IsTrueAsync(() => room.Held == 1);
        await hangsUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hasty);

        Assert.Equal(503, (await door.SendAsync(2)).Status);
        await door.GoOnAsync();
        await Eventually.IsTrueAsync(() => room.Held == 0);
        Assert.Equal(["m-1"], await StoredAsync(door));
    }

    [Fact]
    public void A_place_is_bounded_in_bytes_too_and_one_alone_is_always_let_in()
    {
        var room = new HookRoom(10, 100);
        var large = room.TryEnter(1_000);
        Assert.NotNull(large);
        Assert.Null(room.TryEnter(1));
        large.Dispose();
        large.Dispose();
        Assert.Equal(0, room.Held);
        using var one = room.TryEnter(60);
        using var two = room.TryEnter(40);
        Assert.Null(room.TryEnter(1));
        Assert.Equal(2, room.Held);
    }

    private static async Task<IEnumerable<string?>> StoredAsync(SignedDoor door) => (await door.Host.EventsAsync()).OfType<MessageReceived>().Select(m => m.ExternalId).Order(StringComparer.Ordinal);
}
