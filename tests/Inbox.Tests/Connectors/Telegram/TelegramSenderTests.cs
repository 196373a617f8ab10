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
    public async Task A_short_text_goes_with_its_only_file_and_more_go_one_after_the_other()
    {
        Assert.IsType<SendOutcome.Sent>(await SendAsync("Here", "5", files: [File("a.pdf", "application/pdf")]));
        Assert.IsType<SendOutcome.Sent>(await SendAsync("Both", "5", files: [File("a.pdf", "application/pdf"), File("b.png", "image/png")]));

        Assert.Equal(["sendDocument", "sendMessage", "sendDocument", "sendPhoto"], _api.Sent.Select(s => s.Method));
        Assert.Equal(("Here", "hello"), (_api.Sent[0].Values["caption"], _api.Sent[0].Values["document"]));
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

    [Fact]
    public async Task F21_a_token_that_was_taken_back_is_named_as_the_reason()
    {
        Assert.Contains("token", Assert.IsType<SendOutcome.Refused>(await SendAsync("Hello", "5", token: "1:revoked")).Reason, StringComparison.Ordinal);
    }

    private static StoredFile File(string name, string type) => new() { Id = name, Name = name, MediaType = type, Content = "hello"u8.ToArray() };

    private Task<SendOutcome> SendAsync(string text, string thread, string? parent = null, string token = BotApi.Token, params StoredFile[] files)
    {
        var account = new Account("account", "telegram", "Test", new Dictionary<string, string> { ["apiUrl"] = _vendor.Url }, HealthState.Unknown, null, null);
        var reply = new SendReply("reply-1", 1, "conversation", "account", "telegram", new("5", "Bob"), Visibility.Private, text, "Mia", _clock.GetUtcNow()) { ThreadKey = thread, ParentExternalId = parent };
        return new TelegramSender(new(_http)).SendAsync(new(new(account, new Dictionary<string, string> { ["token"] = token }), reply, files, _ => Task.CompletedTask), TestContext.Current.CancellationToken);
    }
}
