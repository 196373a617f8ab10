using System.Buffers.Binary;
using Inbox.Connectors;
using Inbox.Connectors.Net;
using Inbox.Connectors.Telegram;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Telegram;

public sealed class TelegramSenderTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly BotApi _api = new();
    private readonly OutboundHttp _http;
    private Vendor _vendor = null!;

    public TelegramSenderTests() => _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), _clock);

    public async ValueTask InitializeAsync() => _vendor = await Vendor.StartAsync(_api.Answer);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _vendor.DisposeAsync();
    }

    [Fact]
    public async Task A_reply_answers_the_message_in_its_chat()
    {
        Assert.Equal(new SendOutcome.Sent("5/501"), await SendAsync("It left yesterday. \u2709", "5", parent: "5/11"));

        var (method, values) = Assert.Single(_api.Sent);
        Assert.Equal(("sendMessage", "5", "It left yesterday. \u2709"), (method, values["chat_id"], values["text"]));
        Assert.Equal("""{"message_id":11,"allow_sending_without_reply":true}""", values["reply_parameters"]);
    }

    [Fact]
    public async Task A_chat_of_the_owner_is_answered_through_the_business_connection()
    {
        Assert.IsType<SendOutcome.Sent>(await SendAsync("Yes.", "abc/5"));

        Assert.Equal(("abc", "5"), (_api.Sent[0].Values["business_connection_id"], _api.Sent[0].Values["chat_id"]));
    }

    [Fact]
    public async Task A_persons_direct_messages_to_a_channel_are_answered_in_their_topic()
    {
        Assert.Equal(new SendOutcome.Sent("-1009:5/501"), await SendAsync("Yes.", "-1009:5", parent: "-1009:5/7"));

        Assert.Equal(("-1009", "5", true), (_api.Sent[0].Values["chat_id"], _api.Sent[0].Values["direct_messages_topic_id"], _api.Sent[0].Values["reply_parameters"].Contains("\"message_id\":7", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_asked_in_a_group_is_answered_in_the_supergroup_that_it_has_become()
    {
        _api.Move("-55", -1001);

        Assert.Equal(new SendOutcome.Sent("-1001/501"), await SendAsync("Yes.", "-55", parent: "-55/11"));
        Assert.Equal(("-1001", false), (_api.Sent[0].Values["chat_id"], _api.Sent[0].Values.ContainsKey("reply_parameters")));
    }

    [Fact]
    public async Task A_short_text_goes_with_its_only_file_and_more_go_one_after_the_other()
    {
        Assert.IsType<SendOutcome.Sent>(await SendAsync("Here", "5", files: [File("a.pdf", "application/pdf")]));
        Assert.IsType<SendOutcome.Sent>(await SendAsync("Both", "5", files: [File("a.pdf", "application/pdf"), Picture(20, 10)]));
        Assert.IsType<SendOutcome.Sent>(await SendAsync("", "5", files: [File("c.mp4", "video/mp4"), File("d.mp3", "audio/mpeg"), File("e.ogg", "audio/ogg")]));

        Assert.Equal(["sendDocument", "sendMessage", "sendDocument", "sendPhoto", "sendVideo", "sendAudio", "sendDocument"], _api.Sent.Select(s => s.Method));
        Assert.Equal(("Here", "hello"), (_api.Sent[0].Values["caption"], _api.Sent[0].Values["document"]));
    }

    [Fact]
    public async Task A_picture_that_the_platform_cannot_show_goes_as_a_file()
    {
        Assert.IsType<SendOutcome.Sent>(await SendAsync("As wide as the street", "5", files: [Picture(2100, 100)]));
        Assert.IsType<SendOutcome.Sent>(await SendAsync("", "5", files: [File("broken.jpg", "image/jpeg")]));

        Assert.Equal(["sendDocument", "sendDocument"], _api.Sent.Select(s => s.Method));
        Assert.Equal("As wide as the street", _api.Sent[0].Values["caption"]);
    }

    [Fact]
    public async Task A_file_keeps_its_name_whatever_stands_in_it()
    {
        Assert.IsType<SendOutcome.Sent>(await SendAsync("", "5", files: [File("Größe \"M\" – été.pdf", "application/pdf")]));

        Assert.Equal("Größe %22M%22 – été.pdf", Assert.Single(_vendor.Requests).Parts.Single(p => p.Name == "document").FileName);
    }

    [Fact]
    public async Task A_file_that_is_one_too_many_waits_as_long_as_the_platform_says()
    {
        _api.Floods.Enqueue(("sendDocument", 17));

        Assert.Equal(TimeSpan.FromSeconds(17), Assert.IsType<SendOutcome.Retry>(await SendAsync("", "5", files: [File("a.pdf", "application/pdf")])).After);
        Assert.Empty(_api.Sent);
    }

    [Fact]
    public async Task A_business_account_that_ended_the_connection_is_named_as_the_reason() =>
        Assert.Contains("Chatbots", Assert.IsType<SendOutcome.Refused>(await SendAsync("Yes.", "ended/5")).Reason, StringComparison.Ordinal);

    [Fact]
    public async Task An_owners_chat_that_was_quiet_for_too_long_is_named_as_the_reason_and_the_bots_own_is_not()
    {
        _api.Quiet("5");

        Assert.Contains("24 hours", Assert.IsType<SendOutcome.Refused>(await SendAsync("Yes.", "abc/5")).Reason, StringComparison.Ordinal);
        Assert.IsType<SendOutcome.Sent>(await SendAsync("Yes.", "5"));
    }

    [Fact]
    public async Task Whoever_blocked_the_bot_cannot_be_answered_and_staff_are_told()
    {
        _api.Block("5");

        Assert.Contains("blocked the bot", Assert.IsType<SendOutcome.Refused>(await SendAsync("Hello", "5")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_large_is_refused_before_anything_is_sent()
    {
        Assert.Contains("50 MB", Assert.IsType<SendOutcome.Refused>(await SendAsync("x", "5", files: [File("a.bin", "application/octet-stream") with { Content = new byte[50_000_001] }])).Reason, StringComparison.Ordinal);
        Assert.Empty(_api.Sent);
    }

    [Theory]
    [InlineData("123456789:AArevoked-token_of_the_documented_shape"), InlineData("1:no-token")]
    public async Task F21_a_token_that_was_taken_back_is_named_as_the_reason(string token) =>
        Assert.Contains("token", Assert.IsType<SendOutcome.Refused>(await SendAsync("Hello", "5", token: token)).Reason, StringComparison.Ordinal);

    /// <summary>As much of a PNG as tells its size.</summary>
    private static StoredFile Picture(int width, int height)
    {
        var bytes = new byte[33];
        byte[] head = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R'];
        head.CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), height);
        return File("b.png", "image/png") with { Content = bytes };
    }

    private static StoredFile File(string name, string type) => new() { Id = name, Name = name, MediaType = type, Content = "hello"u8.ToArray() };

    private Task<SendOutcome> SendAsync(string text, string thread, string? parent = null, string token = BotApi.Token, params StoredFile[] files)
    {
        var account = new Account("account", "telegram", "Test", new Dictionary<string, string> { ["apiUrl"] = _vendor.Url }, HealthState.Unknown, null, null);
        var reply = new SendReply("reply-1", 1, "conversation", "account", "telegram", new("5", "Bob"), Visibility.Private, text, "Mia", _clock.GetUtcNow()) { ThreadKey = thread, ParentExternalId = parent };
        return new TelegramSender(new(_http)).SendAsync(new(new(account, new Dictionary<string, string> { ["token"] = token }), reply, files, _ => Task.CompletedTask), TestContext.Current.CancellationToken);
    }
}
