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

    private protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["secret"] = Word(Key), ["replyUrl"] = "https://shop.example/inbox" };

    private protected override string Proof => "webhook-signature";

    private protected override string Secret => "secret";

    private protected override IReadOnlyList<byte[]> Payloads { get; } =
    [
        Json("""{"type":"message.received","timestamp":"2026-03-02T08:59:00Z","data":{"id":"m-1","author":{"id":"u-1","name":"Ada"},"text":"Where is it?","sentAt":"2026-03-02T09:58:00+01:00"}}"""),
        Json("""{"type":"message.received","data":{"id":2,"visibility":"public","author":{"address":"Bob@Example.org"},"content":{"id":"post","url":"https://example.org/p","title":"A \u0000 post"},"text":"\ud800 And mine?"}}"""),
        Json("""[{"type":"message.received","data":{"id":"m-3","direction":"out","contact":{"id":"u-1"},"html":"<p>On <b>Monday</b></p>"}},{"type":"message.edited","data":{"id":"m-1","text":"Where is my order?"}}]"""),
        Json("""{"events":[{"type":"message.received","data":{"id":"m-4","author":{"id":"u-4"},"attachments":[{"name":"a.txt","type":"text/plain","content":"aGVsbG8="}]}},{"type":"message.deleted","data":{"id":"m-2"}}]}"""),
    ];

    private protected override Promise Promise => new()
    {
        Edits = [new(Json("""{"type":"message.edited","data":{"id":"m-1","text":"Where is my order?"}}"""), "m-1")],
        Deletions = [new(Json("""{"type":"message.deleted","data":{"id":"m-2"}}"""), "m-2")],
        Reactions = "The JSON of this door has no reactions.",
        Reads = "The JSON of this door has no receipts.",
        Deliveries = "The caller's answer to the reply is all that it tells.",
        Typing = "The JSON of this door has no typing.",
        Follows = "The JSON of this door has no followers.",
        Unknown = [new(Json("""{"type":"order.paid","data":{"id":"o-1"}}"""))],
        Malformed = [new(Json($"[{string.Join(',', Enumerable.Range(1, 100).Select(Question))}]"), 99, "Event 50 of 100")],
        WrittenElsewhere = [new([Payloads[3], Payloads[0]], Ours("m-3"), "{account}/u-1")],
        Echoes = [new(Way.Direct, Payloads[0], (id, _) => Ours(id))],
        Limits = "Callers set their own limits and say so when they refuse.",
        Windows = "A caller takes replies for as long as it answers.",
        Troubles = [new(TimeSpan.FromSeconds(7), "No such person.")],
        OpenAsync = () =>
        {
            var taken = 0;
            return HttpOutlet.OpenAsync(Channel, Settings, "replyUrl", new(
                asked => IsGenuine(asked) ? new(201, $$"""{"id":"theirs-{{++taken}}"}""") : new(401), () => taken, new(429, Headers: new() { ["Retry-After"] = "7" }), new(422, """{"detail":"No such person."}"""))
            {
                Whom = new Dictionary<Way, Whom> { [Way.Direct] = new(new("u-1", "Ada"), "u-1", "m-1") },
            }, Clock);
        },
    };

    private protected override void Sign(HttpRequestMessage request, byte[] body, string name) => Sign(request, body, name, Key, Clock.GetUtcNow());

    private protected override string Prove(byte[] body, string name, string algorithm, Func<byte[], byte[], byte[]> hash) =>
        $"{(algorithm == "sha256" ? "v1" : algorithm)},{Convert.ToBase64String(hash(Key, [.. Encoding.UTF8.GetBytes($"{name}.{Clock.GetUtcNow().ToUnixTimeSeconds()}."), .. body]))}";

    [Theory]
    [InlineData("aGVsbG8/Pz4+", "hello??>>"), InlineData("aGVsbG8_Pz4-", "hello??>>"), InlineData("data:text/plain;base64,aGVsbG8=", "hello"), InlineData("aGVs\\nbG8=\\n", "hello"), InlineData("aGVsbG8", "hello")]
    public void A_file_is_read_in_every_way_in_which_base64_is_written(string written, string read)
    {
        var reading = Reads($$$"""{"type":"message.received","data":{"id":"m-5","author":{"id":"u-5"},"text":"See","attachments":[{"name":"a.txt","content":"{{{written}}}"}]}}""");

        Assert.Equal(read, Encoding.ASCII.GetString(Assert.Single(reading.Files).Content.Span));
        Assert.Null(reading.Unreadable);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named_and_the_words_beside_it_are_taken()
    {
        var reading = Reads("""{"type":"message.received","data":{"id":"m-5","author":{"id":"u-5"},"text":"See","attachments":[{"name":"a.txt","content":"{}"},{"name":"b.txt","content":"aGVsbG8="}]}}""");

        Assert.Equal(("See", 1), (Assert.IsType<MessageReceived>(Assert.Single(reading.Events)).Body.Text, reading.Files.Count));
        Assert.Contains("a.txt is missing, empty or not Base64", reading.Unreadable, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"a.txt","content":"aGVsbG8="}""", 1, null), InlineData("""{"name":"a.txt","content":""}""", 0, "a.txt is missing, empty"), InlineData("\"a.txt\"", 0, "no array of files")]
    public void One_file_may_stand_without_an_array_and_nothing_is_dropped_without_a_word(string attachments, int read, string? reason)
    {
        var reading = Reads($$$"""{"type":"message.received","data":{"id":"m-5","author":{"id":"u-5"},"text":"See","attachments":{{{attachments}}}}}""");

        Assert.Equal(("See", read), (Assert.IsType<MessageReceived>(Assert.Single(reading.Events)).Body.Text, reading.Files.Count));
        Assert.Contains(reason ?? "well", reading.Unreadable ?? "well", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"direction\":\"outgoing\"", "\"direction\" is neither"), InlineData("\"visibility\":\"open\"", "\"visibility\" is neither"), InlineData("\"visibility\":7", "\"visibility\" is neither")]
    public void Another_word_than_the_known_ones_is_told_and_never_guessed(string field, string reason)
    {
        var reading = Reads($$$"""{"type":"message.received","data":{"id":"m-5","author":{"id":"u-5"},"contact":{"id":"u-5"},"text":"See",{{{field}}}}}""");

        Assert.Empty(reading.Events);
        Assert.Contains(reason, reading.Unreadable, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_are_known_however_they_are_capitalized()
    {
        var read = Assert.IsType<MessageReceived>(Assert.Single(Reads("""{"type":"message.received","data":{"id":"m-5","contact":{"id":"u-5"},"text":"See","direction":"Out","visibility":"PUBLIC"}}""").Events));

        Assert.Equal((Direction.Out, Visibility.Public), (read.Direction, read.Visibility));
    }

    [Fact]
    public void An_edit_that_does_not_say_how_the_message_reads_now_changes_nothing()
    {
        var reading = Reads("""{"type":"message.edited","data":{"id":"m-5","body":"new words"}}""");

        Assert.Empty(reading.Events);
        Assert.Contains("neither", reading.Unreadable, StringComparison.Ordinal);
    }

    private Reading Reads(string json)
    {
        var ids = 0;
        return Channel.Read(new("account", "payload", Encoding.UTF8.GetBytes(json), Clock.GetUtcNow(), Origin.Incoming, new HashSet<string>(), () => $"id-{++ids}"));
    }

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
    public void A_message_is_read_as_it_is_described()
    {
        var all = Payloads.SelectMany(p => Channel.Read(Input(p)).Events).ToList();
        var (ada, bob, ours) = (Assert.IsType<MessageReceived>(all[0]), Assert.IsType<MessageReceived>(all[1]), Assert.IsType<MessageReceived>(all[2]));

        Assert.Equal(("m-1", "Ada", "account/u-1", Visibility.Private, new DateTimeOffset(2026, 3, 2, 8, 58, 0, TimeSpan.Zero)), (ada.ExternalId!, ada.Author.Name!, ada.ThreadKey!, ada.Visibility, ada.SentAt!.Value));
        Assert.Equal(("2", "bob@example.org", Visibility.Public, "A \uFFFD post", "\uFFFD And mine?"), (bob.ExternalId!, bob.Author.ExternalId!, bob.Visibility, bob.Content!.Title!, bob.Body.Text));
        Assert.Equal((Direction.Out, "account/u-1", "On Monday"), (ours.Direction, ours.Contact!.ExternalId!, ours.Body.Text));
        Assert.Equal(("m-1", "Where is my order?"), (Assert.IsType<MessageEdited>(all[3]).TargetExternalId, ((MessageEdited)all[3]).Body.Text));
        Assert.Equal("a.txt", Assert.Single(Assert.IsType<MessageReceived>(all[4]).Body.Attachments!).Name);
        Assert.Equal("m-2", Assert.IsType<MessageDeleted>(all[5]).TargetExternalId);
    }

    [Fact]
    public async Task B49_a_text_that_is_no_utf_8_is_read_as_far_as_it_goes_and_costs_no_other_event()
    {
        await using var host = await StartAsync();
        byte[] foreign = Encoding.Latin1.GetBytes($"[{Question(1)},{Question(2).Replace("Question 2", "Un été", StringComparison.Ordinal)},{Question(3)}]");

        Assert.Equal(200, await host.SendAsync(Signed(host, foreign, "latin-1")));

        Assert.Equal(["Question 1", "Un \uFFFDt\uFFFD", "Question 3"], (await host.EventsAsync()).Cast<MessageReceived>().Select(m => m.Body.Text));
        Assert.Empty(await host.QuarantineAsync());
    }

    public void Dispose() => _http.Dispose();

    private static RawInput Input(byte[] payload) =>
        new("account", "payload", payload, new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), Origin.Incoming, new HashSet<string>(), () => "id");

    private static string Question(int i) => i == 50
        ? """{"type":"message.received","data":{"author":{"id":"u"}}}"""
        : $$$"""{"type":"message.received","data":{"id":"n-{{{i}}}","author":{"id":"u-{{{i}}}"},"text":"Question {{{i}}}"}}""";

    private static byte[] Ours(string id) => Json($$$"""{"type":"message.received","data":{"id":"{{{id}}}","direction":"out","contact":{"id":"u-1"},"text":"On its way."}}""");

    /// <summary>As a receiver that follows the specification judges.</summary>
    private static bool IsGenuine(Asked asked) =>
        asked.Header("webhook-signature") == $"v1,{Convert.ToBase64String(System.Security.Cryptography.HMACSHA256.HashData(Key, (byte[])[.. Encoding.UTF8.GetBytes($"{asked.Header("webhook-id")}.{asked.Header("webhook-timestamp")}."), .. asked.Body]))}";

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
