using Inbox.Host;
using Inbox.Storage;
using Inbox.Threads;
using Microsoft.Extensions.DependencyInjection;

namespace Inbox.Tests.Host.Demo;

public sealed class DemoInboxTests
{
    [Fact]
    public async Task After_the_history_people_wait_others_are_answered_some_are_closed_and_nothing_stands_aside()
    {
        var cancel = TestContext.Current.CancellationToken;
        string[] words = ["--Urls", "http://127.0.0.1:0"];
        using var folder = new DemoFolder();
        await using var app = await Inbox.Host.Demo.StartAsync(Inbox.Host.Demo.Settings(words, folder), words, cancel);
        await using var database = app.Services.GetRequiredService<Database>();

        await Inbox.Host.Demo.PrepareAsync(app.Services, cancel);

        var conversations = app.Services.GetRequiredService<Conversations>();
        var cards = (await conversations.ListAsync(new() { Limit = 200 }, cancel)).Items;
        Assert.True(cards.Select(c => c.Person.Id).Distinct().Count() >= 40);
        Assert.Equal(3, cards.Select(c => c.AccountId).Distinct().Count());
        Assert.InRange(cards.Count(c => c.State == States.Waiting), 10, 30);
        Assert.InRange(cards.Count(c => c.State == States.Closed), 10, 30);
        Assert.Contains(cards, c => c.State == States.Open);
        Assert.Contains(cards, c => c.State == States.Snoozed);
        Assert.All(cards.Where(c => c.State == States.Waiting), c => Assert.NotNull(c.WaitingSince));
        var eleanor = await conversations.FindAsync(cards.Single(c => c.Person.Name == "Eleanor Whitfield").Id, null, cancel);
        Assert.Equal(TimeSpan.FromHours(15), eleanor!.Asks[0].AnsweredAt - eleanor.Asks[0].AskedAt);
        Assert.Null(eleanor.Asks[1].AnsweredAt);
        Assert.Empty(await app.Services.GetRequiredService<Quarantine>().ListAsync(null, 10, cancel));
        await app.StopAsync(cancel);
    }
}
