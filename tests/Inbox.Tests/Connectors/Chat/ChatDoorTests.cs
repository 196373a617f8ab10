using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Inbox.Connectors;
using Inbox.Connectors.Email;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Chat;

public sealed class ChatDoorTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task What_a_visitor_writes_is_durable_before_it_is_acknowledged_and_a_repeat_is_one()
    {
        await using var host = await ChatHost.StartAsync(_clock);
        var ada = await host.OpenAsync();
        foreach (var _ in (int[])[1, 2, 3])
            Assert.Equal(200, await ada.SayAsync("Do you deliver?", "c-1"));
        Assert.Equal(200, await ada.SayAsync("On Sunday?", "c-2"));

        var events = await host.EventsAsync();
        Assert.Equal(["Do you deliver?", "On Sunday?"], events.Select(e => e.Body.Text));
        Assert.All(events, e => Assert.Equal(("chat", ada.Visitor, "https://shop.example/roses", "Roses"), (e.Channel, e.ThreadKey, e.Content!.ExternalId, e.Content.Title)));
        Assert.Equal(["Do you deliver?", "On Sunday?"], await ada.SeesAsync());
    }

    [Fact]
    public async Task Somebody_who_only_looks_leaves_nothing_behind()
    {
        await using var host = await ChatHost.StartAsync(_clock);
        for (var i = 0; i < 5; i++)
            await host.OpenAsync();

        Assert.Equal(0, await host.Get<Database>().OneAsync<long>("select (select count(*) from payloads) + (select count(*) from timelines)", null, Cancel));
    }

    [Fact]
    public async Task A_reply_stands_in_the_timeline_once_and_rings()
    {
        await using var host = await ChatHost.StartAsync(_clock);
        var ada = await host.OpenAsync();
        await ada.SayAsync("Hello?", "c-1");
        using var socket = await host.SocketAsync();
        await Browsing.TellAsync(socket, ada.Token);
        Assert.Equal("""{"news":true,"staffed":false,"typing":false}""", await Browsing.HearAsync(socket));

        for (var i = 0; i < 2; i++)
            Assert.Equal(new SendOutcome.Sent("reply-1"), await host.ReplyAsync(ada.Visitor, "Good morning!", "reply-1"));

        Assert.Equal("""{"news":true,"staffed":false,"typing":false}""", await Browsing.HearAsync(socket));
        Assert.Equal(["Hello?", "Good morning!"], await ada.SeesAsync());
        Assert.Equal(["Good morning!"], await ada.SeesAsync(after: 1));
    }

    [Fact]
    public async Task F23_a_client_that_was_cut_a_hundred_times_sees_everything_once_and_in_order()
    {
        await using var host = await ChatHost.StartAsync(_clock);
        var ada = await host.OpenAsync();
        var (seen, place) = (new List<string>(), 0L);
        for (var i = 0; i < 100; i++)
        {
            // The socket dies before, between and after; what was written meanwhile is found behind the cursor.
            using (var socket = await host.SocketAsync())
                if (i % 3 != 0)
                    await Browsing.TellAsync(socket, ada.Token);
            await host.ReplyAsync(ada.Visitor, $"{i}", $"reply-{i}");
            _clock.Advance(TimeSpan.FromSeconds(1));
            if (i % 7 != 0)
                continue;
            var (_, body, _) = await ada.AskAsync(HttpMethod.Get, $"/messages?after={place}");
            seen.AddRange(body.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("text").GetString()!));
            place = body.GetProperty("last").GetInt64();
        }
        seen.AddRange(await ada.SeesAsync(place));

        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), seen);
    }

    [Fact]
    public async Task A_browser_that_comes_back_with_its_token_is_the_same_visitor()
    {
        await using var host = await ChatHost.StartAsync(_clock);
        var ada = await host.OpenAsync();
        await ada.SayAsync("Remember me?");

        var back = await host.OpenAsync(new { token = ada.Token });

        Assert.Equal(ada.Visitor, back.Visitor);
        Assert.Equal("Remember me?", back.Beginning.GetProperty("entries")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Who_is_signed_for_is_one_person_on_every_device_and_the_address_counts_as_proved()
    {
        await using var host = await ChatHost.StartAsync(_clock);
        var signed = new { user = "42", email = "ada@example.org", name = "Ada", signature = Sign("42\nada@example.org") };
        var (phone, desk) = (await host.OpenAsync(signed), await host.OpenAsync(signed));
        await phone.SayAsync("From my phone");

        Assert.Equal(["From my phone"], await desk.SeesAsync());
        Assert.False(desk.Beginning.GetProperty("keep").GetBoolean());
        var message = Assert.Single(await host.EventsAsync());
        Assert.Equal([new KnownAs("email", "ada@example.org")], message.KnownAs);
        Assert.Equal(("Ada", "42", "ada@example.org"), (message.Author.Name, message.Author.Handle, message.Author.Address));
    }

    [Theory]
    [InlineData("42", null, "42\nada@example.org")]
    [InlineData("43", null, "42")]
    [InlineData("42", "ada@example.org", "42")]
    [InlineData("42\nada@example.org", null, "42\nada@example.org")]
    [InlineData("42", null, null)]
    public async Task A_signature_over_anything_else_is_refused(string user, string? email, string? signedText)
    {
        await using var host = await ChatHost.StartAsync(_clock);
        using var answer = await host.Http.PostAsJsonAsync(
            $"/chat/{host.AccountId}/beginnings", new { user, email, signature = signedText is null ? null : Sign(signedText) }, Cancel);

        Assert.Equal(401, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_signed_token_ends()
    {
        await using var host = await ChatHost.StartAsync(_clock);
        var ada = await host.OpenAsync(new { user = "42", signature = Sign("42") });
        _clock.Advance(TimeSpan.FromHours(13));

        Assert.Equal(401, await ada.SayAsync("Still me?"));
    }

    [Fact]
    public async Task Who_writes_too_much_is_told_to_wait_and_can_go_on_afterwards()
    {
        await using var host = await ChatHost.StartAsync(_clock);
        var (loud, calm) = (await host.OpenAsync(), await host.OpenAsync());
        var answers = new List<int>();
        for (var i = 0; i < 25; i++)
            answers.Add(await loud.SayAsync($"{i}"));
        Assert.Equal((20, 5), (answers.Count(a => a == 200), answers.Count(a => a == 429)));
        Assert.Equal(200, await calm.SayAsync("I am somebody else"));

        var (_, _, refused) = await loud.AskAsync(HttpMethod.Post, "/messages", new { clientId = "x", text = "again" });
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(200, await loud.SayAsync("Now?"));
    }

    [Fact]
    public async Task One_address_cannot_write_endlessly_under_ever_new_visitors()
    {
        await using var host = await ChatHost.StartAsync(_clock);
        var answers = new List<int>();
        for (var i = 0; i < 80; i++)
            answers.Add(await (await host.OpenAsync()).SayAsync("Buy now"));

        Assert.Equal(60, answers.Count(a => a == 200));
    }

    [Fact]
    public async Task A_file_goes_both_ways_to_its_visitor_alone_and_only_to_be_saved()
    {
        await using var host = await ChatHost.StartAsync(_clock);
        var (ada, bob) = (await host.OpenAsync(), await host.OpenAsync());
        var (status, body, _) = await ada.AskAsync(HttpMethod.Post, "/files?clientId=f-1&name=..%2F..%2Fevil%E2%80%AEgpj.html", bytes: "<script>"u8.ToArray());
        Assert.Equal(200, status);
        var file = body.GetProperty("files")[0];
        Assert.Equal("evilgpj.html", file.GetProperty("name").GetString());
        var path = $"/files/{file.GetProperty("id").GetString()}";

        var (own, _, answer) = await ada.AskAsync(HttpMethod.Get, path);
        Assert.Equal((200, "application/octet-stream", "attachment"), (own, answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Equal(404, (await bob.AskAsync(HttpMethod.Get, path)).Status);
        Assert.Equal("evilgpj.html", Assert.Single(Assert.Single(await host.EventsAsync()).Body.Attachments!).Name);
        Assert.Equal(413, (await ada.AskAsync(HttpMethod.Post, "/files?clientId=f-2&name=a", bytes: new byte[10_000_001])).Status);
        Assert.Equal(400, (await ada.AskAsync(HttpMethod.Post, "/files?clientId=f-3&name=a", bytes: [])).Status);
    }

    [Fact]
    public async Task An_address_that_is_left_reaches_staff_and_proves_nothing()
    {
        await using var host = await ChatHost.StartAsync(_clock);
        var ada = await host.OpenAsync();
        Assert.Equal(400, (await ada.AskAsync(HttpMethod.Post, "/addresses", new { clientId = "a-0", address = "ada@@x\r\nBcc: a@b.c" })).Status);
        Assert.Equal(200, (await ada.AskAsync(HttpMethod.Post, "/addresses", new { clientId = "a-1", address = "ada@example.org" })).Status);
        await ada.SayAsync("Write to me there");

        var (left, said) = ((await host.EventsAsync())[0], (await host.EventsAsync())[1]);
        Assert.Equal((AutomaticKind.System, "ada@example.org"), (left.Automatic, left.Body.Text));
        Assert.Equal("ada@example.org", said.Author.Address);
        Assert.Empty(said.KnownAs);
        Assert.Equal("ada@example.org", (await host.OpenAsync(new { token = ada.Token })).Beginning.GetProperty("address").GetString());
        // No mailbox is named: an answer by mail must not be promised.
        Assert.False(ada.Beginning.GetProperty("mails").GetBoolean());
    }

    [Fact]
    public async Task An_answer_by_mail_is_promised_where_a_connected_mailbox_gives_it()
    {
        await using var host = await ChatHost.StartAsync(_clock, ("mailAddress", "desk@shop.example"));
        Assert.False((await host.OpenAsync()).Beginning.GetProperty("mails").GetBoolean());
        await host.Get<Accounts>().AddAsync(EmailChannel.Describes, "Desk", new Dictionary<string, string> { ["address"] = "Desk@shop.example" }, TestContext.Current.CancellationToken);

        Assert.True((await host.OpenAsync()).Beginning.GetProperty("mails").GetBoolean());
    }

    [Fact]
    public async Task The_page_says_who_may_frame_it_and_lets_nothing_of_a_name_become_markup()
    {
        await using var host = await ChatHost.StartAsync(_clock, ("sites", "https://shop.example https://www.shop.example/x"));
        using var answer = await host.Http.GetAsync($"/chat/{host.AccountId}", Cancel);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.EndsWith("frame-ancestors 'self' https://shop.example https://www.shop.example", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("Fern &amp; Fig", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        using var nobody = await host.Http.GetAsync("/chat/no-such-account", Cancel);
        Assert.Equal(404, (int)nobody.StatusCode);
    }

    private static string Sign(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(ChatHost.Secret), Encoding.UTF8.GetBytes(text)));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
