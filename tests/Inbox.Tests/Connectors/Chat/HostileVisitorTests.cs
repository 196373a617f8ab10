using System.Buffers.Text;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Inbox.Connectors.Chat;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Storage;
using MassTransit;

namespace Inbox.Tests.Connectors.Chat;

/// <summary>B58 for visitors: whatever a hostile client says, it gets its own timeline and nothing else.</summary>
public sealed class HostileVisitorTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task B58_a_token_of_another_account_or_made_up_or_changed_opens_nothing()
    {
        await using var host = await ChatHost.StartAsync(_clock);
        var elsewhere = await host.AddAccountAsync("Another shop");
        var (ada, mallory, stranger) = (await host.OpenAsync(), await host.OpenAsync(), await host.OpenAsync(account: elsewhere));
        await ada.SayAsync("My number is 4711");
        var adas = host.Get<ChatTokens>().Read(host.AccountId, ada.Token)!;
        var (body, mac) = (mallory.Token.Split('.')[0], mallory.Token.Split('.')[1]);

        foreach (var token in (string[])
        [
            stranger.Token, ada.Visitor, $"{Forged(adas)}.{mac}", $"{Forged(adas)}.", Forged(adas), $"{body}.{ada.Token.Split('.')[1]}", $"{mallory.Token}x", $"{mallory.Token}.{mac}",
            $"{body}.{mac[..^2]}", $"{body}.{mac.ToUpperInvariant()}", "", ".", "null", new string('a', 5000), "Bearer " + ada.Token, $"{Forged(adas)}.{Base64Url.EncodeToString(new byte[32])}",
        ])
        {
            mallory.Token = token;
            Assert.Equal(401, (await mallory.AskAsync(HttpMethod.Get, "/messages?after=0")).Status);
            Assert.Equal(401, await mallory.SayAsync("I am Ada"));
            Assert.Equal(401, (await mallory.AskAsync(HttpMethod.Post, "/addresses", new { clientId = "a", address = "m@example.org" })).Status);
            Assert.Equal(401, (await mallory.AskAsync(HttpMethod.Post, "/files?clientId=a&name=a", bytes: [1])).Status);
            using var socket = await host.SocketAsync();
            await Browsing.TellAsync(socket, token);
            Assert.Equal("closed", await Browsing.HearAsync(socket));
        }

        Assert.Equal(["My number is 4711"], await ada.SeesAsync());
        Assert.Single(await host.EventsAsync());
        // What was kept of another account begins somebody new, who has no history.
        Assert.Empty((await host.OpenAsync(new { token = stranger.Token })).Beginning.GetProperty("entries").EnumerateArray());
    }

    [Fact]
    public async Task B58_another_visitors_ids_in_any_place_give_nothing_of_them()
    {
        await using var host = await ChatHost.StartAsync(_clock);
        var (ada, mallory) = (await host.OpenAsync(), await host.OpenAsync());
        await ada.SayAsync("My number is 4711", "c-1");
        await host.ReplyAsync(ada.Visitor, "Thank you, 4711", "reply-1");

        // The same client id is another message, and the ids of replies name nothing here.
        var (_, said, _) = await mallory.AskAsync(HttpMethod.Post, "/messages", new { clientId = "c-1", text = "Mine", visitor = ada.Visitor, id = ada.Visitor, contact = ada.Visitor, user = ada.Visitor, token = ada.Visitor });
        Assert.Equal("Mine", said.GetProperty("text").GetString());
        var (_, same, _) = await mallory.AskAsync(HttpMethod.Post, "/messages", new { clientId = "reply-1", text = "Mine too" });
        Assert.Equal("Mine too", same.GetProperty("text").GetString());
        foreach (var query in (string[])[$"after=0&visitor={ada.Visitor}", $"after=0&contact={ada.Visitor}", "after=-9223372036854775808", $"after=0&account={host.AccountId}"])
            Assert.DoesNotContain("4711", (await mallory.AskAsync(HttpMethod.Get, $"/messages?{query}")).Body.ToString(), StringComparison.Ordinal);
        Assert.Equal(["Mine", "Mine too"], await mallory.SeesAsync());
        Assert.Equal(["My number is 4711", "Thank you, 4711"], await ada.SeesAsync());
    }

    [Fact]
    public async Task B58_the_socket_says_three_facts_whatever_is_asked_of_it()
    {
        await using var host = await ChatHost.StartAsync(_clock);
        var (ada, mallory) = (await host.OpenAsync(), await host.OpenAsync());
        await ada.SayAsync("My number is 4711");
        using var socket = await host.SocketAsync();
        await Browsing.TellAsync(socket, mallory.Token);
        var heard = new List<string> { await Browsing.HearAsync(socket) };
        foreach (var wish in (string[])
        [
            """{"protocol":"json","version":1}""" + "\u001e", """{"type":1,"target":"Watch","arguments":["conv:%"]}""" + "\u001e", $$"""{"join":"{{ada.Visitor}}"}""",
            ada.Visitor, """{"subscribe":"*"}""", "\0", new string('x', 3000),
        ])
            await Browsing.TellAsync(socket, wish);
        // Somebody else's news ring at nobody here; one's own do.
        await host.ReplyAsync(ada.Visitor, "For Ada only", "reply-1");
        await host.ReplyAsync(mallory.Visitor, "For Mallory", "reply-2");
        heard.Add(await Browsing.HearAsync(socket));

        Assert.All(heard, h => Assert.Equal("""{"news":true,"staffed":false,"typing":false}""", h));
        Assert.Equal(["For Mallory"], await mallory.SeesAsync());
        // Whoever talks without end is cut off.
        for (var i = 0; i < 110 && socket.State == WebSocketState.Open; i++)
            await Record.ExceptionAsync(() => Browsing.TellAsync(socket, "more"));
        await Eventually.IsTrueAsync(async () => await Record.ExceptionAsync(() => Browsing.TellAsync(socket, "more")) is not null);
    }

    [Fact]
    public async Task A_visitor_keeps_few_sockets_open_and_takes_nobody_elses_place()
    {
        await using var host = await ChatHost.StartAsync(_clock);
        var (mallory, ada) = (await host.OpenAsync(), await host.OpenAsync());
        var open = new List<ClientWebSocket>();
        for (var i = 0; i < ChatPlaces.OfVisitor; i++)
            Assert.NotEqual("closed", await HeardFirstAsync(mallory.Token));
        Assert.Equal("closed", await HeardFirstAsync(mallory.Token));
        Assert.NotEqual("closed", await HeardFirstAsync(ada.Token));

        open[0].Abort();
        await Eventually.IsTrueAsync(async () => await HeardFirstAsync(mallory.Token) != "closed");
        open.ForEach(s => s.Dispose());

        async Task<string> HeardFirstAsync(string token)
        {
            open.Add(await host.SocketAsync());
            await Browsing.TellAsync(open[^1], token);
            return await Browsing.HearAsync(open[^1]);
        }
    }

    [Fact]
    public void Places_are_counted_by_whoever_takes_them()
    {
        var places = new ChatPlaces();
        var first = places.Take("ada", 2);
        Assert.NotNull(places.Take("ada", 2));
        Assert.Null(places.Take("ada", 2));
        Assert.NotNull(places.Take("bob", 1));
        first!.Dispose();
        Assert.NotNull(places.Take("ada", 2));
    }

    [Fact]
    public async Task B58_a_visitor_learns_that_their_answer_is_being_written_and_nothing_of_whom_or_of_others()
    {
        await using var host = await ChatHost.StartAsync(_clock);
        var (ada, mallory) = (await host.OpenAsync(), await host.OpenAsync());
        using var adas = await host.SocketAsync();
        using var mallorys = await host.SocketAsync();
        foreach (var (socket, token) in ((ClientWebSocket, string)[])[(adas, ada.Token), (mallorys, mallory.Token)])
        {
            await Browsing.TellAsync(socket, token);
            await Browsing.HearAsync(socket);
        }
        await host.Get<IBus>().Publish(new AnswerBegun(host.AccountId, ada.Visitor), TestContext.Current.CancellationToken);

        Assert.Equal("""{"news":false,"staffed":false,"typing":true}""", await Browsing.HearAsync(adas));
        await host.ReplyAsync(ada.Visitor, "There.", "reply-1");
        Assert.Equal("""{"news":true,"staffed":false,"typing":false}""", await Browsing.HearAsync(adas));
        await host.ReplyAsync(mallory.Visitor, "For Mallory", "reply-2");
        Assert.Equal("""{"news":true,"staffed":false,"typing":false}""", await Browsing.HearAsync(mallorys));
    }

    [Fact]
    public async Task B58_an_answer_holds_only_what_a_visitor_may_see()
    {
        await using var host = await ChatHost.StartAsync(_clock);
        var ada = await host.OpenAsync();
        await ada.SayAsync("Hello");
        await host.ReplyAsync(ada.Visitor, "Hello Ada", "reply-1");
        // What goes by mail alone is kept here to know its answer, and shown to nobody here.
        await host.Get<Timelines>().AddAsync(
            new() { AccountId = host.AccountId, Contact = ada.Visitor, Id = "reply-2", Kind = TimelineEntry.ByMail, Direction = "out", Address = "secret@example.org", MailId = "token@example.org" }, TestContext.Current.CancellationToken);

        var (_, body, _) = await ada.AskAsync(HttpMethod.Get, "/messages?after=0");
        Assert.Equal(["entries", "last"], body.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal(2, body.GetProperty("entries").GetArrayLength());
        Assert.All(body.GetProperty("entries").EnumerateArray(), e => Assert.Equal(
            ["address", "at", "files", "id", "kind", "mine", "name", "place", "text"], e.EnumerateObject().Select(p => p.Name).Order()));
        Assert.Equal("Mia", body.GetProperty("entries")[1].GetProperty("name").GetString());
        Assert.DoesNotContain("secret@example.org", body.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            ["address", "entries", "greeting", "keep", "mails", "staffed", "title", "token"], (await host.OpenAsync(new { token = ada.Token })).Beginning.EnumerateObject().Select(p => p.Name).Order());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"clientId\":7,\"text\":\"x\"}")]
    [InlineData("{\"clientId\":\"c\",\"text\":{}}")]
    [InlineData("{\"clientId\":\"c\",\"text\":\"   \"}")]
    [InlineData("{\"text\":\"no id\"}")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task A_request_that_is_none_is_refused_and_stores_nothing(string body)
    {
        await using var host = await ChatHost.StartAsync(_clock);
        var ada = await host.OpenAsync();

        Assert.Equal(400, (await ada.AskAsync(HttpMethod.Post, "/messages", bytes: Encoding.UTF8.GetBytes(body))).Status);
        Assert.Equal(400, (await ada.AskAsync(HttpMethod.Post, "/messages", new { clientId = "c", text = new string('x', 4001) })).Status);
        Assert.Equal(400, (await ada.AskAsync(HttpMethod.Post, "/messages", new { clientId = "c", text = new string('x', 50_000) })).Status);
        Assert.Empty(await host.EventsAsync());
    }

    private static string Forged(ChatVisitor visitor) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(visitor));
}
