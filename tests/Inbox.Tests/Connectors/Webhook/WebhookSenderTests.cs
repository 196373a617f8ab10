using System.Security.Cryptography;
using System.Text;
using Inbox.Connectors;
using Inbox.Connectors.Net;
using Inbox.Connectors.Webhook;
using Inbox.Contracts;
using Inbox.Storage;
using Inbox.Tests.Storage;

namespace Inbox.Tests.Connectors.Webhook;

public sealed class WebhookSenderTests : IDisposable
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);
    private readonly FakeClock _clock = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly OutboundHttp _http;
    private int _handedOver;

    public WebhookSenderTests() => _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), _clock);

    [Fact]
    public async Task A_reply_reaches_the_caller_signed_and_under_the_same_id_at_every_try()
    {
        await using var caller = await Vendor.StartAsync(asked => IsGenuine(asked) ? new(201, """{"id":"theirs-7"}""") : new(401));

        Assert.Equal(new SendOutcome.Sent("theirs-7"), await SendAsync(caller.Url));
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(new SendOutcome.Sent("theirs-7"), await SendAsync(caller.Url));

        Assert.Equal(["reply-1", "reply-1"], caller.Requests.Select(r => r.Header("webhook-id")));
        var data = caller.Requests[0].Json.GetProperty("data");
        Assert.Equal("reply.sent", caller.Requests[0].Json.GetProperty("type").GetString());
        Assert.Equal(("reply-1", "u-1", "order 17", "private", "Здравствуйте"), (
            data.GetProperty("id").GetString(), data.GetProperty("recipient").GetProperty("id").GetString(), data.GetProperty("thread").GetString(), data.GetProperty("visibility").GetString(),
            data.GetProperty("text").GetString()));
        Assert.Equal("aGVsbG8=", data.GetProperty("attachments")[0].GetProperty("content").GetString());
        Assert.Equal(2, _handedOver);
    }

    [Fact]
    public async Task While_a_secret_is_being_replaced_replies_are_signed_by_both()
    {
        await using var caller = await Vendor.StartAsync(_ => new(200));
        var old = Encoding.ASCII.GetBytes("another key of thirty-two bytes!!");

        Assert.IsType<SendOutcome.Sent>(await SendAsync(caller.Url, old));

        var asked = Assert.Single(caller.Requests);
        Assert.Equal($"{Signature(asked, Key)} {Signature(asked, old)}", asked.Header("webhook-signature"));
    }

    [Fact]
    public async Task F22_a_caller_that_is_away_is_tried_again()
    {
        string url;
        await using (var caller = await Vendor.StartAsync(_ => new(200)))
            url = caller.Url;

        Assert.Contains("cannot be reached", Assert.IsType<SendOutcome.Retry>(await SendAsync(url)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B59_a_redirect_is_not_followed()
    {
        await using var inner = await Vendor.StartAsync(_ => new(200));
        await using var caller = await Vendor.StartAsync(_ => new(307, Headers: new() { ["Location"] = inner.Url }));

        Assert.IsType<SendOutcome.Refused>(await SendAsync(caller.Url));
        Assert.Empty(inner.Requests);
    }

    [Fact]
    public async Task Without_an_address_a_reply_is_refused_before_anything_is_handed_over()
    {
        Assert.Contains("Where replies go", Assert.IsType<SendOutcome.Refused>(await SendAsync("")).Reason, StringComparison.Ordinal);
        Assert.Equal(0, _handedOver);
    }

    public void Dispose() => _http.Dispose();

    private Task<SendOutcome> SendAsync(string url, params byte[][] older)
    {
        var account = new Account("account", "webhook", "Test", new Dictionary<string, string> { ["replyUrl"] = url }, HealthState.Unknown, null, null);
        var reply = new SendReply("reply-1", 1, "conversation", "account", "webhook", new("account/u-1", "Ada"), Visibility.Private, "Здравствуйте", "Mia", _clock.GetUtcNow()) { ThreadKey = "order 17" };
        var file = new StoredFile { Id = "f", Name = "a.txt", MediaType = "text/plain", Content = "hello"u8.ToArray() };
        return new WebhookSender(_http, _clock).SendAsync(
            new(new(account, new Dictionary<string, string> { ["secret"] = string.Join(' ', older.Prepend(Key).Select(k => "whsec_" + Convert.ToBase64String(k))) }), reply, [file], _ => { _handedOver++; return Task.CompletedTask; }), TestContext.Current.CancellationToken);
    }

    /// <summary>As strict as a receiver that follows the specification: id, a timestamp of now, one signature over exactly these bytes.</summary>
    private bool IsGenuine(Asked asked)
    {
        var stamp = asked.Header("webhook-timestamp");
        return asked is { Method: "POST", Path: "/" } && asked.Header("Content-Type") == "application/json" && stamp == _clock.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)
            && asked.Header("webhook-signature") == Signature(asked, Key);
    }

    private static string Signature(Asked asked, byte[] key) =>
        $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{asked.Header("webhook-id")}.{asked.Header("webhook-timestamp")}.").Concat(asked.Body).ToArray()))}";
}
