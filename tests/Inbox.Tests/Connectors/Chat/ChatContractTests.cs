using System.Text;
using Inbox.Connectors;
using Inbox.Connectors.Chat;
using Inbox.Contracts;
using Inbox.Threads;
using Origin = Inbox.Connectors.Origin;

namespace Inbox.Tests.Connectors.Chat;

public sealed class ChatContractTests : ConnectorContract
{
    private protected override IChannel Channel { get; } = new ChatChannel(new(() => throw new InvalidOperationException()), new(() => throw new InvalidOperationException()));

    private protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>();

    /// <summary>A visitor's message has the moment at which our door took it.</summary>
    private protected override bool SaysWhen => false;

    private protected override IReadOnlyList<byte[]> Payloads { get; } =
    [
        Encoding.UTF8.GetBytes("""{"id":"c-1","kind":"message","visitor":{"id":"v1","handle":"visitor-aa"},"text":"Do you deliver?","at":1772434800000,"page":{"url":"https://shop.example/roses?x=1#y","title":"Roses"}}"""),
        Encoding.UTF8.GetBytes("""{"id":"c-1","kind":"message","visitor":{"id":"v2","handle":"42","name":"Ada","address":"Ada@Example.org","verified":true},"text":"\ud800 Hello"}"""),
        Encoding.UTF8.GetBytes("""{"id":"c-2","kind":"address","visitor":{"id":"v1","handle":"visitor-aa","address":"me@example.org","verified":false},"text":""}"""),
        Encoding.UTF8.GetBytes("""{"id":"c-3","kind":"message","visitor":{"id":"v1","handle":"visitor-aa"},"text":"","file":{"id":"f-1","name":"a.png","type":"image/png","size":3}}"""),
    ];

    private protected override Promise Promise => new()
    {
        Edits = "Visitors cannot change what they have said.",
        Deletions = "Visitors cannot take back what they have said.",
        Reactions = "The chat has no reactions for visitors.",
        Reads = "The chat stores nothing of who has read.",
        Deliveries = "The timeline is ours: what stands in it is there.",
        Typing = "Typing goes by the socket and is never stored.",
        Follows = "Nobody can follow a chat of ours.",
        Unknown = "Our own door writes no kinds that it does not know.",
        Malformed = "Our own door stores each message by itself.",
        WrittenElsewhere = "Visitors are answered from here and nowhere else.",
        Echoes = "What we put into the timeline comes back to nobody.",
        Limits = [new(Way.Direct, 4000)],
        Windows = "A visitor can be answered at any time.",
        Troubles = "The timeline is ours: there is no vendor to refuse.",
        OpenAsync = ChatOutlet.OpenAsync,
    };

    [Theory, InlineData(10_000_000, null), InlineData(10_000_001, "tour.mp4 is larger than the 10 MB")]
    public void A_file_of_staff_is_held_against_the_bound_before_it_is_sent(long size, string? problem) =>
        Assert.Contains(
            problem ?? "fine",
            ReplyProblem.Of([new("f", "tour.mp4", "video/mp4", size)], new ReplyWay { Visibility = "private", ConversationId = "c", Version = 1, AccountId = "account", Channel = "chat", Rules = Channel.Description.Directly }) ?? "fine",
            StringComparison.Ordinal);

    [Fact]
    public void A_message_is_read_with_its_page_and_whom_the_site_vouches_for()
    {
        var all = Payloads.Select(p => Assert.IsType<MessageReceived>(Assert.Single(Channel.Read(new("account", "payload", p, DateTimeOffset.UnixEpoch.AddYears(60), Origin.Incoming, new HashSet<string>(), () => "id")).Events))).ToList();

        Assert.Equal(new ContentRef("https://shop.example/roses", "https://shop.example/roses?x=1#y", "Roses"), all[0].Content);
        Assert.Equal(("v1", "v1/c-1"), (all[0].ThreadKey, all[0].ExternalId));
        Assert.Empty(all[0].KnownAs);
        Assert.Equal([new KnownAs("email", "ada@example.org")], all[1].KnownAs);
        Assert.Equal((AutomaticKind.System, "me@example.org"), (all[2].Automatic, all[2].Body.Text));
        Assert.Empty(all[2].KnownAs);
        Assert.Equal("f-1", Assert.Single(all[3].Body.Attachments!).Id);
    }

    [Theory]
    [InlineData("https://shop.example/roses?utm_campaign=Spring&utm_source=newsletter", "", "campaign:spring/newsletter")]
    [InlineData("https://shop.example/checkout", "utm_campaign=Spring", "campaign:spring")]
    [InlineData("https://shop.example/roses?utm_campaign=Summer", "utm_campaign=Spring", "campaign:spring")]
    [InlineData("https://shop.example/roses?utm_medium=email", "", "https://shop.example/roses")]
    [InlineData("javascript:alert(1)", "utm_campaign=Spring", null)]
    public void A_visitor_whom_a_campaign_brought_writes_because_of_it_and_the_link_stays_the_page(string url, string campaign, string? content)
    {
        var payload = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { id = "c-1", kind = "message", visitor = new { id = "v1", handle = "v" }, text = "Hello", at = 1772434800000, page = new { url, title = "Roses", campaign } });
        var read = Assert.IsType<MessageReceived>(Assert.Single(Channel.Read(new("account", "payload", payload, DateTimeOffset.UnixEpoch.AddYears(60), Origin.Incoming, new HashSet<string>(), () => "id")).Events));

        Assert.Equal((content, content is null ? null : url), (read.Content?.ExternalId, read.Content?.Url));
    }
}
