using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Threads;

namespace Inbox.Tests.Threads;

/// <summary>What an account adds to its channel's rules: how long a text its own server takes, and whether replies have anywhere to go.</summary>
public sealed class AccountRulesTests
{
    private static readonly ChannelDescription[] Channels =
    [
        new("hosted", [], TimeSpan.FromDays(3), "application/json") { Directly = new(468, TextCount.GraphemesAndLinks) },
        new("door", [new("replyUrl")], TimeSpan.FromDays(3), "application/json") { AnswersNeed = "replyUrl" },
    ];

    [Fact]
    public async Task A_reply_is_held_against_what_the_accounts_own_server_takes()
    {
        await using var desk = await Desk.OpenAsync(channels: Channels);
        await desk.ApplyAsync(desk.Chat(desk.Account, "1", "ann", channel: "hosted"));
        Assert.Contains("468", await RefusalAsync(desk, new string('x', 469)), StringComparison.Ordinal);

        Assert.True(await desk.Get<Accounts>().SetTextLimitAsync(desk.Account, 968, Desk.Stop));
        Assert.False(await desk.Get<Accounts>().SetTextLimitAsync(desk.Account, 968, Desk.Stop));
        Assert.Contains("968", await RefusalAsync(desk, new string('x', 969)), StringComparison.Ordinal);
        await desk.ReplyAsync(text: $"{new string('x', 945)}https://shop.example/{new string('y', 500)}");
    }

    [Fact]
    public async Task An_account_without_an_address_for_replies_takes_none_until_it_has_one()
    {
        await using var desk = await Desk.OpenAsync(settings: [], channels: [Channels[1]]);
        await desk.ApplyAsync(desk.Chat(desk.Account, "1", "ann", channel: "door"));
        Assert.Contains("nowhere to go", await RefusalAsync(desk, "Hello"), StringComparison.Ordinal);

        await desk.Get<Accounts>().ChangeAsync(Channels[1], desk.Account, "Door", new Dictionary<string, string> { ["replyUrl"] = "https://shop.example/inbox" }, Desk.Stop);
        await desk.ReplyAsync();
    }

    [Fact]
    public async Task A_removed_account_says_so_in_every_way_and_takes_no_reply()
    {
        await using var desk = await Desk.OpenAsync(channels: Channels);
        await desk.ApplyAsync(desk.Chat(desk.Account, "1", "ann", channel: "hosted"));
        await desk.Get<Accounts>().RemoveAsync(desk.Account, Desk.Stop);

        var talk = await desk.Get<Conversations>().FindAsync((await desk.CardAsync()).Id, "anna", Desk.Stop);
        Assert.All(talk!.Ways, way => Assert.Equal(ClosedWays.Removed, way.Closed));
        Assert.NotEmpty(talk.Ways);
        Assert.Contains("removed from Inbox", await RefusalAsync(desk, "Hello"), StringComparison.Ordinal);
    }

    private static async Task<string> RefusalAsync(Desk desk, string text) =>
        Assert.IsType<ReplyOutcome.Invalid>(await desk.Get<PostReply>().RunAsync(new((await desk.CardAsync()).Id, "anna", "Anna", "r0", text, null, null, []), Desk.Stop)).Reason;
}
