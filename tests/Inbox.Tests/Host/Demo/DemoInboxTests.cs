using Inbox.Contracts;
using Inbox.Host;
using Inbox.Storage;
using Inbox.Threads;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Tests.Host.Demo;

public sealed class DemoInboxTests
{
    private static readonly string[] Words = ["--Urls", "http://127.0.0.1:0"];

    [Fact]
    public async Task After_the_history_people_wait_others_are_answered_some_are_closed_and_nothing_stands_aside()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var folder = new DemoFolder();
        await using var app = await Inbox.Host.Demo.StartAsync(Inbox.Host.Demo.Settings(Words, folder), Words, cancel);
        await using var database = app.Services.GetRequiredService<Database>();

        var accounts = await Inbox.Host.Demo.PrepareAsync(app.Services, cancel);

        var conversations = app.Services.GetRequiredService<Conversations>();
        var all = await app.Services.GetRequiredService<DemoDesk>().AllAsync(cancel);
        var before = all.Where(c => c.LastMessageAt < app.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(-12)).ToList();
        var cards = all.Except(before).ToList();
        Assert.True(cards.Select(c => c.Person.Id).Distinct().Count() >= 70);
        Assert.Equal(accounts.Values.Select(a => a.Id).Order(), cards.Select(c => c.AccountId).Distinct().Order());
        // The page shows fifty at once; what is new must come into sight.
        Assert.InRange(cards.Count(c => c.State == States.Waiting), 20, 46);
        Assert.InRange(cards.Count(c => c.State == States.Closed), 15, 40);
        Assert.Contains(cards, c => c.State == States.Open);
        Assert.Contains(cards, c => c.State == States.Snoozed);
        Assert.All(cards.Where(c => c.State == States.Waiting), c => Assert.NotNull(c.WaitingSince));
        var eleanor = await conversations.FindAsync(cards.Single(c => c.Person.Name == "Eleanor Whitfield").Id, null, cancel);
        Assert.Equal(TimeSpan.FromHours(15), eleanor!.Asks[0].AnsweredAt - eleanor.Asks[0].AskedAt);
        Assert.Null(eleanor.Asks[1].AnsweredAt);
        Assert.Empty(await app.Services.GetRequiredService<Quarantine>().ListAsync(null, 10, cancel));
        MonthsAreBehind(app, before);
        UnderOneArticle(cards);
        await ARedAccountSaysWhyAsync(app, cancel);
        await AnsweredInPrivateAsync(conversations, cards, cancel);
        await app.StopAsync(cancel);
    }

    /// <summary>What is over is closed and said what it was, so that reports have something to say.</summary>
    private static void MonthsAreBehind(WebApplication app, IReadOnlyList<Card> before)
    {
        Assert.Equal(app.Services.GetRequiredService<DemoLife>().Past.Count, before.Count);
        Assert.All(before, c => Assert.Equal(States.Closed, c.State));
        Assert.All(before, c => Assert.NotNull(c.Who));
        Assert.True(before.GroupBy(c => c.Person.Id).Count(g => g.Count() > 1) >= 8);
    }

    /// <summary>Twenty people under one article are twenty conversations about it.</summary>
    private static void UnderOneArticle(IReadOnlyList<Card> cards)
    {
        var article = cards.Where(c => c.Content?.Title == "The night the sea came into the hall").ToList();

        Assert.Equal(20, article.Count);
        Assert.Equal(20, article.Select(c => c.Person.Id).Distinct().Count());
        Assert.All(article, c => Assert.Equal("public", c.Visibility));
    }

    private static async Task ARedAccountSaysWhyAsync(WebApplication app, CancellationToken cancel)
    {
        var red = Assert.Single(await app.Services.GetRequiredService<Accounts>().ListAsync(cancel), a => a.Health == HealthState.Red);
        Assert.Contains("token", red.HealthReason, StringComparison.Ordinal);
    }

    /// <summary>Beside the comment stands what was answered in private.</summary>
    private static async Task AnsweredInPrivateAsync(Conversations conversations, IReadOnlyList<Card> cards, CancellationToken cancel)
    {
        var open = cards.Single(c => c.Person.Name == "Sabrina Keller" && c.Visibility == "public");
        var direct = (await conversations.ListAsync(new() { Limit = 200 }, cancel)).Items.Single(c => c.Person.Id == open.Person.Id && c.Visibility == "private");
        Assert.NotEqual(open.Channel, direct.Channel);
    }
}
