using System.Text.Json;
using Inbox.Servers;

namespace Inbox.SystemTests.Channels;

/// <summary>Against a real network: accounts' server, app view and directory.</summary>
public sealed class BlueskyTests(Post post)
{
    [Fact]
    public async Task F21_who_replies_mentions_or_quotes_is_a_conversation_about_our_post_and_nothing_is_lost_while_the_network_is_away()
    {
        await using var network = await BlueskyServer.StartAsync();
        await using var inbox = await Installation.StartAsync(post);
        var (shop, ann, bob, cid) = (await network.JoinAsync("teashop"), await network.JoinAsync("anna"), await network.JoinAsync("bobby"), await network.JoinAsync("cidney"));
        var tea = await shop.PostAsync("New: green tea");
        var settings = new Dictionary<string, string> { ["service"] = network.Url, ["identifier"] = "teashop.test", ["password"] = await shop.AppPasswordAsync() };
        var account = (await inbox.Api.PostAsync("/accounts", new { channel = "bluesky", name = "Bluesky", settings })).Text("id")!;
        await inbox.Api.IsFollowedAsync(account);

        // Each person is a conversation of their own, with our post above it.
        var asks = await ann.PostAsync("Is it fresh?", tea);
        await SeenAsync(inbox, account, "anna.test 1"); // the app view tells us only of answers to what it knows
        var among = await bob.PostAsync("Mine was.", asks, tea);
        await bob.PostAsync("Look what I drink", quoted: tea);
        await cid.PostAsync("@teashop.test where are you?", mentioned: shop);
        await SeenAsync(inbox, account, "anna.test 1, bobby.test 2, cidney.test 1");
        var cards = await inbox.Api.CardsAsync(account);
        var (anna, bobby, cidney) = (Of(cards, "anna.test"), Of(cards, "bobby.test"), Of(cards, "cidney.test"));
        Assert.All(cards.Where(c => c.Text("id") != cidney), c => Assert.Equal((tea.Uri, "New: green tea", "public"), (Uri(c), c.GetProperty("content").Text("title"), c.Text("visibility"))));
        Assert.Equal(2, (await inbox.Api.MessagesAsync(bobby)).Count);

        // Our answer stands under the right post, in the thread that it began, and its echo is that reply.
        await inbox.Api.AnswerAsync(anna, "It is, see https://tea.example/green ☕");
        var under = await Eventually.Until(async () => (await ann.ThreadAsync(asks.Uri)).GetProperty("replies").EnumerateArray().Select(r => r.GetProperty("post")).ToList(), r => r.Count == 2, "our answer beside Bob's");
        var answer = under.Single(p => p.GetProperty("author").Text("did") == shop.Did);
        Assert.Equal((tea.Uri, asks.Uri), (answer.GetProperty("record").GetProperty("reply").GetProperty("root").Text("uri"), answer.GetProperty("record").GetProperty("reply").GetProperty("parent").Text("uri")));
        Assert.Equal("https://tea.example/green", answer.GetProperty("record").GetProperty("facets")[0].GetProperty("features")[0].Text("uri"));
        await ann.PostAsync("Thanks", new(answer.Text("uri")!, answer.Text("cid")!), tea);
        await Eventually.Until(() => inbox.Api.MessagesAsync(anna), m => m.Any(x => x.Text("text") == "Thanks"), "an answer to our answer, in the same conversation");

        // The accounts' server is away: red within a minute; what happened just before and since comes afterwards.
        await cid.PostAsync("@teashop.test still there?", mentioned: shop);
        await network.GoAwayAsync();
        var red = await Eventually.Until(() => inbox.Api.GetAsync($"/accounts/{account}/health"), h => h.Text("state") == "red", "a red account", TimeSpan.FromSeconds(60));
        Assert.Contains("cannot be reached", red.Text("reason"), StringComparison.Ordinal);
        await network.ComeBackAsync();
        await bob.DeleteAsync(among);
        await shop.PostAsync("Nice!", among, tea); // by our own hand, in another program
        await inbox.Api.IsFollowedAsync(account);
        await Eventually.Until(() => inbox.Api.CardsAsync(account), c => c.Any(x => x.Text("preview") == "@teashop.test still there?"), "what was written meanwhile, which begins another thread", TimeSpan.FromSeconds(90));
        await Eventually.Until(() => inbox.Api.MessagesAsync(bobby), m => m.Any(x => x.Time("deletedAt") is not null) && m.Any(x => x.Text("direction") == "out" && x.Text("text") == "Nice!"), "the deletion, and what we wrote elsewhere", TimeSpan.FromSeconds(120));

        Assert.Equal(4, (await inbox.Api.CardsAsync(account)).Count);
        Assert.Equal(3, (await inbox.Api.MessagesAsync(anna)).Count); // ours is there once
        await inbox.VerifiesAsync();
    }

    private static string? Uri(JsonElement card) => card.GetProperty("content").Text("url") is { } url && url.Split('/') is [.., "profile", var did, "post", var key] ? $"at://{did}/app.bsky.feed.post/{key}" : null;

    /// <summary>Waits for these people with so many messages each.</summary>
    private static Task SeenAsync(Installation inbox, string account, string people) =>
        Eventually.Until(async () => string.Join(", ", (await inbox.Api.CardsAsync(account)).Select(Summary).Order(StringComparer.Ordinal)), seen => seen == people, people);

    private static string Summary(JsonElement card) => $"{card.GetProperty("person").Text("name")} {card.Number("messages")}";

    private static string Of(IReadOnlyList<JsonElement> cards, string handle) => cards.Single(c => c.GetProperty("person").Text("name") == handle).Text("id")!;
}
