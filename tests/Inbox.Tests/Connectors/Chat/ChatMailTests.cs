using Inbox.Connectors;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Chat;

/// <summary>What of a mailbox is the chat's, and what stays a mail.</summary>
public sealed class ChatMailTests
{
    private const string Guest = "ada@example.org", Reply = "0199a0c8-0000-7000-8000-000000000001";
    private static readonly byte[] Key = new MasterKey(new byte[32]).For("threads");
    private readonly FakeClock _clock = new();

    private static string Token { get; } = ThreadToken.Sign(Key, Reply, Guest);

    [Fact]
    public async Task A_mail_with_our_token_from_the_address_it_was_made_for_is_said_in_the_chat()
    {
        await using var host = await OpenAsync();
        var (first, again) = (await ClaimAsync(host, Mail(Guest, inReplyTo: $"{Token}@shop.example")), await ClaimAsync(host, Mail(Guest, inReplyTo: $"{Token}@shop.example")));

        var said = Assert.IsType<MessageReceived>(Assert.Single(first.Events));
        Assert.Equal((host.AccountId, host.AccountId, "chat", "visitor-1"), (first.AccountId, said.AccountId, said.Channel, said.ThreadKey));
        Assert.Equal(("visitor-1", Guest, "m-1@example.org"), (said.Contact!.ExternalId, said.Contact.Address, said.ExternalId));
        Assert.Equal([new KnownAs("email", Guest)], said.KnownAs);
        Assert.Null(said.Mail);
        Assert.Equal((first.Key, said.ExternalKey), (again.Key, ((MessageReceived)again.Events[0]).ExternalKey));
        // The visitor's browser need not be where the mailbox is.
        Assert.Single(await host.Get<Timelines>().AfterAsync(host.AccountId, "visitor-1", 0, 10, Cancel));
    }

    [Fact]
    public async Task A_mail_from_elsewhere_or_with_a_token_that_is_not_ours_stays_a_mail()
    {
        await using var host = await OpenAsync();
        foreach (var mail in (MessageReceived[])
        [
            Mail("mallory@example.org", inReplyTo: $"{Token}@shop.example"),
            Mail(Guest, inReplyTo: $"{ThreadToken.Sign(new byte[32], Reply, Guest)}@shop.example"),
            Mail(Guest, inReplyTo: $"{ThreadToken.Sign(Key, Reply, "mallory@example.org")}@shop.example"),
            Mail(Guest, inReplyTo: $"{ThreadToken.Sign(Key, "0199a0c8-0000-7000-8000-00000000ffff", Guest)}@shop.example"),
            Mail(Guest, inReplyTo: "an-ordinary-id@example.org"),
        ])
        {
            var delivery = Delivery(mail);
            Assert.Same(delivery, await host.Get<IAmend>().AmendAsync(delivery, Cancel));
        }
    }

    [Fact]
    public async Task Our_copy_in_Sent_is_no_second_message()
    {
        await using var host = await OpenAsync();
        var copy = Mail("shop@example.org", messageId: $"{Token}@shop.example") with { Direction = Direction.Out };

        var claimed = await ClaimAsync(host, copy);

        Assert.Empty(claimed.Events);
        Assert.Equal("mailbox", claimed.AccountId);
        Assert.True(claimed.Content.IsEmpty, "The copy's bytes are kept, and nothing says whose they are.");
    }

    [Fact]
    public async Task A_mail_that_came_back_turns_the_reply_red_and_one_that_is_late_does_not()
    {
        await using var host = await OpenAsync();
        var bounce = Mail("daemon@example.org", failed: [new(Guest, "5.1.1", true, "No such user")]) with { Automatic = AutomaticKind.Bounce };

        var failed = Assert.IsType<DeliveryFailed>(Assert.Single((await ClaimAsync(host, bounce)).Events));
        Assert.Equal((host.AccountId, Reply), (failed.AccountId, failed.TargetExternalId));
        Assert.Contains("No such user", failed.Error, StringComparison.Ordinal);
        var late = Delivery(Mail("daemon@example.org", failed: [new(Guest, "4.4.1", false, "Trying on")]) with { Automatic = AutomaticKind.Bounce });
        Assert.Same(late, await host.Get<IAmend>().AmendAsync(late, Cancel));
    }

    [Fact]
    public async Task Without_a_mailbox_or_an_address_a_reply_waits_in_the_timeline()
    {
        await using var host = await ChatHost.StartAsync(_clock, ("mailAddress", "nobody@here.example"));
        var ada = await host.OpenAsync();
        await ada.AskAsync(HttpMethod.Post, "/addresses", new { clientId = "a", address = Guest });

        Assert.Equal(new SendOutcome.Sent("reply-1"), await host.ReplyAsync(ada.Visitor, "Hello", "reply-1"));
        Assert.Contains("Hello", await ada.SeesAsync());
    }

    /// <summary>A chat whose visitor was answered by mail.</summary>
    private async Task<ChatHost> OpenAsync()
    {
        var host = await ChatHost.StartAsync(_clock);
        var entry = await host.Get<Timelines>().AddAsync(new() { AccountId = host.AccountId, Contact = "visitor-1", Id = Reply, Direction = "out", Text = "Hello" }, Cancel);
        await host.Get<Timelines>().MailedAsync(entry, Guest, null, Cancel);
        return host;
    }

    private static Task<Delivery> ClaimAsync(ChatHost host, MessageReceived mail) => host.Get<IAmend>().AmendAsync(Delivery(mail), Cancel);

    private static Delivery Delivery(MessageReceived mail) => new("mailbox", "key", "message/rfc822", "raw"u8.ToArray(), [mail], []) { PayloadId = "payload" };

    private MessageReceived Mail(string from, string? inReplyTo = null, string messageId = "m-1@example.org", FailedDelivery[]? failed = null) => new(
        "event", "mailbox", "email", new string('a', 64), Direction.In, Visibility.Private, new(from, "Ada", null, from), new(from, "Ada", null, from), new("Thank you", "Thank you", "Re: Fern"),
        _clock.GetUtcNow(), _clock.GetUtcNow())
    {
        ExternalId = messageId,
        PayloadId = "payload",
        Mail = new(messageId, inReplyTo is null ? [] : [inReplyTo], [], [], [], [], [], failed ?? [], failed is null ? [] : [$"{Token}@shop.example"]),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
