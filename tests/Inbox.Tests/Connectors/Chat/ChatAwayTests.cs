using Inbox.Connectors;
using Inbox.Connectors.Chat;
using Inbox.Connectors.Email;
using Inbox.Storage;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Chat;

/// <summary>Who is there is whoever fetches what is said, not whose connection stands: a frozen tab has one, and so has a phone without a network.</summary>
public sealed class ChatAwayTests
{
    private readonly FakeClock _clock = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_that_is_open_and_fetches_nothing_is_answered_by_mail_too(bool fetches)
    {
        await using var host = await ChatHost.StartAsync(_clock, ("mailAddress", "desk@shop.example"));
        await host.Get<Accounts>().AddAsync(EmailChannel.Describes, "Desk", new Dictionary<string, string> { ["address"] = "desk@shop.example" }, Cancel);
        var ada = await host.OpenAsync();
        await ada.AskAsync(HttpMethod.Post, "/addresses", new { clientId = "a", address = "ada@example.org" });
        await host.Get<ChatVisits>().StayAsync("connection", host.AccountId, ada.Visitor, Cancel);

        var sending = host.ReplyAsync(ada.Visitor, "It left yesterday", "reply-1");
        while (await host.Get<Timelines>().FindOursAsync("reply-1", Cancel) is null)
            await Task.Yield();
        if (fetches)
            Assert.Contains("It left yesterday", await ada.SeesAsync());
        while (!sending.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        // This mailbox cannot send: what is tried to be mailed comes back with its reason.
        Assert.Equal(fetches, await sending is SendOutcome.Sent);
        Assert.Equal(fetches ? null : "ada@example.org", (await host.Get<Timelines>().FindOursAsync("reply-1", Cancel))!.Address);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
