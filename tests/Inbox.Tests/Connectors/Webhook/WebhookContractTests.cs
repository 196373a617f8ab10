using System.Globalization;
using System.Text;
using Inbox.Connectors;
using Inbox.Connectors.Net;
using Inbox.Connectors.Webhook;
using Inbox.Contracts;
using Inbox.Tests.Connectors.Hooks;

namespace Inbox.Tests.Connectors.Webhook;

public sealed class WebhookContractTests : HookContract, IDisposable
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("a key of thirty-two bytes, really");
    private readonly OutboundHttp _http;

    public WebhookContractTests()
    {
        _http = new(new Outbound(new(new HashSet<string>(), AllowLoopback: true)), Clock);
        Channel = new WebhookChannel(new(_http, Clock));
    }

    private protected override IChannel Channel { get; }

    private protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["secret"] = Word(Key) };

    private protected override string Proof => "webhook-signature";

    private protected override string Secret => "secret";

    private protected override IReadOnlyList<byte[]> Payloads { get; } =
    [
        Json("""{"type":"message.received","timestamp":"2026-03-02T08:59:00Z","data":{"id":"m-1","author":{"id":"u-1","name":"Ada"},"text":"Where is it?","sentAt":"2026-03-02T09:58:00+01:00"}}"""),
        Json("""{"type":"message.received","data":{"id":2,"visibility":"public","author":{"address":"Bob@Example.org"},"content":{"id":"post","url":"https://example.org/p","title":"A \u0000 post"},"text":"\ud800 And mine?"}}"""),
        Json("""[{"type":"message.received","data":{"id":"m-3","direction":"out","contact":{"id":"u-1"},"html":"<p>On <b>Monday</b></p>"}},{"type":"message.edited","data":{"id":"m-1","text":"Where is my order?"}}]"""),
        Json("""{"events":[{"type":"message.received","data":{"id":"m-4","author":{"id":"u-4"},"attachments":[{"name":"a.txt","type":"text/plain","content":"aGVsbG8="}]}},{"type":"message.deleted","data":{"id":"m-2"}}]}"""),
    ];

    private protected override void Sign(HttpRequestMessage request, byte[] body, string name) => Sign(request, body, name, Key, Clock.GetUtcNow());

    [Fact]
    public async Task B48_an_old_timestamp_with_a_new_id_is_refused()
    {
        await using var host = await StartAsync();
        foreach (var minutes in (int[])[-6, 6, -60 * 24 * 40])
        {
            var request = host.Request(Payloads[0]);
            Sign(request, Payloads[0], $"old-{minutes}", Key, Clock.GetUtcNow().AddMinutes(minutes));
            Assert.Equal(401, await host.SendAsync(request));
        }

        Assert.Equal(0, await host.RowsAsync());
    }

    [Fact]
    public async Task While_a_secret_is_being_replaced_both_are_good_and_then_only_the_new_one()
    {
        var fresh = Encoding.ASCII.GetBytes("another key of thirty-two bytes!!");
        await using var host = await Hooks.HookHost.StartAsync(Channel, new Dictionary<string, string> { ["secret"] = $"{Word(fresh)} {Word(Key)}" }, Clock);
        foreach (var key in (byte[][])[fresh, Key])
        {
            var request = host.Request(Payloads[0]);
            Sign(request, Payloads[0], $"by-{key.Length}-{key[0]}", key, Clock.GetUtcNow());
            Assert.Equal(200, await host.SendAsync(request));
        }
        await using var later = await Hooks.HookHost.StartAsync(Channel, new Dictionary<string, string> { ["secret"] = Word(fresh) }, Clock);

        Assert.Equal(401, await later.SendAsync(Signed(later, Payloads[0], "old-key")));
    }

    [Fact]
    public async Task B49_one_malformed_event_among_a_hundred_costs_only_itself()
    {
        await using var host = await StartAsync();
        var events = Enumerable.Range(1, 100).Select(i => i == 50
            ? """{"type":"message.received","data":{"author":{"id":"u"}}}"""
            : $$$"""{"type":"message.received","data":{"id":"n-{{{i}}}","author":{"id":"u-{{{i}}}"},"text":"Question {{{i}}}"}}""");
        Assert.Equal(200, await host.SendAsync(Signed(host, Json($"[{string.Join(',', events)}]"), "hundred")));

        Assert.Equal(99, (await host.EventsAsync()).OfType<MessageReceived>().Select(m => m.Contact!.ExternalId).Distinct().Count());
        Assert.Contains("Event 50 of 100", Assert.Single(await host.QuarantineAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_is_read_as_it_is_described()
    {
        var all = Payloads.SelectMany(p => Channel.Read(Input(p)).Events).ToList();
        var (ada, bob, ours) = (Assert.IsType<MessageReceived>(all[0]), Assert.IsType<MessageReceived>(all[1]), Assert.IsType<MessageReceived>(all[2]));

        Assert.Equal(("m-1", "Ada", "u-1", Visibility.Private, new DateTimeOffset(2026, 3, 2, 8, 58, 0, TimeSpan.Zero)), (ada.ExternalId!, ada.Author.Name!, ada.ThreadKey!, ada.Visibility, ada.SentAt!.Value));
        Assert.Equal(("2", "bob@example.org", Visibility.Public, "A \uFFFD post", "\uFFFD And mine?"), (bob.ExternalId!, bob.Author.ExternalId!, bob.Visibility, bob.Content!.Title!, bob.Body.Text));
        Assert.Equal((Direction.Out, "u-1", "On Monday"), (ours.Direction, ours.Contact!.ExternalId!, ours.Body.Text));
        Assert.Equal(("m-1", "Where is my order?"), (Assert.IsType<MessageEdited>(all[3]).TargetExternalId, ((MessageEdited)all[3]).Body.Text));
        Assert.Equal("a.txt", Assert.Single(Assert.IsType<MessageReceived>(all[4]).Body.Attachments!).Name);
        Assert.Equal("m-2", Assert.IsType<MessageDeleted>(all[5]).TargetExternalId);
    }

    public void Dispose() => _http.Dispose();

    private static RawInput Input(byte[] payload) =>
        new("account", "payload", payload, new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), Origin.Incoming, new HashSet<string>(), () => "id");

    private static void Sign(HttpRequestMessage request, byte[] body, string name, byte[] key, DateTimeOffset at)
    {
        var stamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hmac = new System.Security.Cryptography.HMACSHA256(key);
        var signature = Convert.ToBase64String(hmac.ComputeHash([.. Encoding.UTF8.GetBytes($"{name}.{stamp}."), .. body]));
        request.Headers.Add("webhook-id", name);
        request.Headers.Add("webhook-timestamp", stamp);
        request.Headers.Add("webhook-signature", $"v1a,not-ours v1,{signature}");
    }

    private static string Word(byte[] key) => "whsec_" + Convert.ToBase64String(key);

    private static byte[] Json(string text) => Encoding.UTF8.GetBytes(text);
}
